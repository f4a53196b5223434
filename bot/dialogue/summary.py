"""What is known of a patient, told back in plain words."""

from bot.engine.findings import Status
from bot.engine.interview import Interview
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts

_TOLD = (
    (Status.PRESENT, "summary_yes"),
    (Status.UNCERTAIN, "summary_unsure"),
    (Status.ABSENT, "summary_no"),
)


def summary(protocol: Protocol, scripts: Scripts, interview: Interview) -> str:
    """Return what the patient has said so far, or that it is not much yet."""
    parts = [
        "\n".join([scripts.messages[intro], *(f"- {text}." for text in texts)])
        for status, intro in _TOLD
        if (texts := _findings(protocol, scripts, interview, status))
    ]
    values = _values(protocol, scripts, interview)
    if values:
        parts.append("\n".join([scripts.messages["summary_values"], *values]))
    return "\n\n".join(parts) or scripts.messages["summary_none"]


def _findings(
    protocol: Protocol, scripts: Scripts, interview: Interview, status: Status
) -> list[str]:
    return [
        scripts.items[id].short
        for id in protocol.findings
        if interview.case.status(id) is status and id in scripts.items
    ]


def _values(protocol: Protocol, scripts: Scripts, interview: Interview) -> list[str]:
    """Return a line for each number and category that has words of its own."""
    case = interview.case
    told = {
        **{id: f"{case.numbers[id]:g}" for id in protocol.numbers if id in case.numbers},
        **{
            id: scripts.items[id].choices[case.categories[id]]
            for id in protocol.categories
            if id in case.categories
        },
    }
    return [
        f"- {scripts.items[id].known.format(value=value)}"
        for id, value in told.items()
        if id in scripts.items
    ]

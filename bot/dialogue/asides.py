"""What interrupts an interview, and the scripted answer to each of it."""

from dataclasses import replace

from bot.dialogue.replies import Kind, Reply
from bot.dialogue.summary import summary
from bot.engine.findings import Mention, Reading, Status
from bot.engine.interview import Interview
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts

ANSWERS = {
    "ask_scan": "about_scans",
    "ask_diagnosis": "about_diagnosis",
    "ask_medicine": "about_medicines",
    "ask_recovery": "about_recovery",
    "ask_bot": "about_bot",
    "ask_human": "about_human",
    "ask_privacy": "about_privacy",
    "ask_erasure": "about_erasure",
    "thanks": "thanks",
    "greet": "greet_again",
    "out_of_scope": "out_of_scope",
    "repeat": "repeat",
    "confused": "simpler",
    "abuse": "abuse",
    "nonsense": "nonsense",
    "other_language": "other_language",
    "about_child": "about_child",
    "about_pregnancy": "about_pregnancy",
    "about_pet": "about_pet",
    "about_headache": "about_headache",
    "crisis": "self_harm",
}
"""By intent: the script that answers an interruption. `ask_why` has one a question, and
`ask_known` is answered with what is known."""

INTERRUPTIONS = frozenset({*ANSWERS, "ask_why", "ask_known"})

SIMPLY = "confused"
"""The interruption after which the open question is put more simply."""

DOUBTS = {"crisis": "self_harm"}
"""By intent: the finding that it raises a doubt of, to be asked about next, in plain words."""


def with_doubt(interview: Interview, reading: Reading, wish: str | None) -> Reading:
    """Return the reading with the doubt that a wish raises, where nothing is known of it yet.

    Who has answered the plain question has settled it, until they say so themselves.
    """
    finding = DOUBTS.get(wish or "")
    if not finding or finding in reading.findings:
        return reading
    if interview.case.status(finding) is not Status.UNKNOWN:
        return reading
    doubt = Mention(finding, Status.UNCERTAIN, 0, 0, "")
    return replace(reading, mentions=(*reading.mentions, doubt))


def answer(
    protocol: Protocol, scripts: Scripts, interview: Interview, wish: str | None
) -> tuple[Reply, ...]:
    """Return the scripted answer to an interruption; empty where the wish is none."""
    if wish == "ask_why":
        return (Reply(_why(protocol, scripts, interview), Kind.INFORMATION),)
    if wish == "ask_known":
        return (Reply(summary(protocol, scripts, interview), Kind.INFORMATION),)
    if wish in ANSWERS:
        return (Reply(scripts.messages[ANSWERS[wish]], Kind.INFORMATION),)
    return ()


def noted(scripts: Scripts, before: Interview, after: Interview) -> tuple[Reply, ...]:
    """Return that a correction was taken; empty where nothing that was plain has changed."""
    changed = [id for id in before.case.ids if _plain(before, id) and _changed(before, after, id)]
    return (Reply(scripts.messages["noted"], Kind.INFORMATION),) if changed else ()


def _why(protocol: Protocol, scripts: Scripts, interview: Interview) -> str:
    asking = set(interview.asking)
    about = next((q.id for q in protocol.questions if asking.intersection(q.asks)), None)
    return scripts.questions[about].why if about else scripts.messages["why_default"]


def _plain(before: Interview, id: str) -> bool:
    return before.case.status(id) is not Status.UNCERTAIN


def _changed(before: Interview, after: Interview, id: str) -> bool:
    one, two = before.case, after.case
    return (
        one.status(id) is not two.status(id)
        or one.numbers.get(id) != two.numbers.get(id)
        or one.categories.get(id) != two.categories.get(id)
    )

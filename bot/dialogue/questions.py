"""The words of a question: only what is still open, never more than the protocol groups."""

from bot.dialogue.buttons import buttons
from bot.dialogue.replies import Kind, Reply
from bot.engine import interview
from bot.engine.interview import Step
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts


def question(protocol: Protocol, scripts: Scripts, step: Step, *, affirmed: bool = False) -> Reply:
    """Return the reply that puts the question of a step.

    `affirmed` says that the patient has just said yes to a group without saying to what.
    """
    intro = _intro(scripts, step, affirmed=affirmed)
    body = _single(scripts, step.asks[0]) if len(step.asks) == 1 else _group(scripts, step)
    text = f"{intro}\n\n{body}" if intro else body
    return Reply(text, Kind.QUESTION, step.asks, buttons(protocol, scripts, step.asks))


def _intro(scripts: Scripts, step: Step, *, affirmed: bool) -> str:
    match step.kind:
        case interview.Kind.CLARIFY | interview.Kind.RETRACT | interview.Kind.CONFLICT:
            item = scripts.items[step.asks[0]].short
            return scripts.messages[step.kind.value].format(item=item)
        case interview.Kind.AGAIN:
            return scripts.messages["which" if affirmed and len(step.asks) > 1 else "again"]
        case _:
            return ""


def _single(scripts: Scripts, id: str) -> str:
    return scripts.items[id].ask


def _group(scripts: Scripts, step: Step) -> str:
    assert step.question, "a step about several things comes from a question"
    words = scripts.questions[step.question]
    ask = words.simpler if step.kind is interview.Kind.AGAIN else words.ask
    return "\n".join([ask, *(f"- {scripts.items[id].line}" for id in step.asks)])

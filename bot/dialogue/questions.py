"""The words of a question: only what is still open, never more than the protocol groups."""

from bot.dialogue.buttons import buttons
from bot.dialogue.replies import Kind, Reply
from bot.engine import interview
from bot.engine.interview import Interview, Step
from bot.engine.protocol import Protocol
from bot.knowledge.scripts import Scripts


def question(
    protocol: Protocol,
    scripts: Scripts,
    step: Step,
    before: Interview,
    *,
    simply: bool = False,
) -> Reply:
    """Return the reply that puts the question of a step after what was heard `before`.

    `simply` puts it in fewer words, for who did not understand it.
    """
    intro = _intro(scripts, step, before)
    alone = len(step.asks) == 1
    body = (
        _single(protocol, scripts, step, simply=simply)
        if alone
        else _group(scripts, step, simply=simply)
    )
    text = f"{intro}\n\n{body}" if intro else body
    return Reply(text, Kind.QUESTION, step.asks, buttons(protocol, scripts, step.asks))


def _intro(scripts: Scripts, step: Step, before: Interview) -> str:
    match step.kind:
        case interview.Kind.CLARIFY if len(step.asks) > 1:
            return scripts.messages["clarify_some"]
        case interview.Kind.CLARIFY | interview.Kind.RETRACT | interview.Kind.CONFLICT:
            item = scripts.items[step.asks[0]].short
            return scripts.messages[step.kind.value].format(item=item)
        case interview.Kind.REVIEW:
            return scripts.messages["welcome_back"]
        case interview.Kind.AGAIN if before.affirmed and len(step.asks) > 1:
            return scripts.messages["which"]
        case interview.Kind.AGAIN:
            return scripts.messages["not_understood" if before.missed else "again"]
        case _:
            return ""


def _single(protocol: Protocol, scripts: Scripts, step: Step, *, simply: bool) -> str:
    (id,) = step.asks
    words = scripts.items[id]
    if simply and id in protocol.findings:
        return f"{words.line} {scripts.messages['yes_or_no']}"
    again = step.kind in {interview.Kind.AGAIN, interview.Kind.CLARIFY}
    if again and id in protocol.findings:
        return f"{words.ask} {scripts.messages['in_short']}"
    return words.ask


def _group(scripts: Scripts, step: Step, *, simply: bool) -> str:
    lines = [f"- {scripts.items[id].line}" for id in step.asks]
    if step.kind is interview.Kind.CLARIFY:  # from several questions: the intro asks for all
        return "\n".join(lines)
    assert step.question, "a step about several things comes from a question"
    words = scripts.questions[step.question]
    ask = words.simpler if simply or step.kind is interview.Kind.AGAIN else words.ask
    return "\n".join([ask, *lines])

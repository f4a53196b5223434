"""What an emergency hangs on and is not sure of: asked about together, once, and settled."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.assess import assess
from bot.engine.findings import Status
from bot.engine.interview import Interview, Kind, Step, ask, next_step
from bot.engine.protocol import Level
from tests.engine.interviews import ABSENT, PRESENT, PROTOCOL, UNCERTAIN, heard, put, says

STATUSES = st.sampled_from([PRESENT, ABSENT, UNCERTAIN])


def test_all_that_an_emergency_hangs_on_is_asked_in_one_question() -> None:
    doubts = says(fever=UNCERTAIN, injection_drug_use=UNCERTAIN)

    step = next_step(PROTOCOL, heard(Interview(), doubts))

    assert step.kind is Kind.CLARIFY
    assert set(step.asks) == {"fever", "pain_score", "injection_drug_use"}


def test_a_doubt_that_can_change_nothing_any_more_is_not_asked_about() -> None:
    unclear = says(saddle_numbness=UNCERTAIN)
    twice = heard(put(heard(Interview(), unclear)), unclear)

    assert next_step(PROTOCOL, heard(twice, says(bowel_dysfunction=UNCERTAIN))) == Step(Kind.FINISH)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(list(PROTOCOL.findings)), STATUSES, max_size=4), st.data())
def test_two_turns_after_an_emergency_is_told_it_is_closed_or_none(
    opening: dict[str, Status], data: st.DataObject
) -> None:
    interview = heard(Interview(), says(**opening))
    if assess(PROTOCOL, interview.case).level < Level.emergency:
        return
    step = next_step(PROTOCOL, interview)
    if step.kind is Kind.FINISH:
        return
    assert step.kind is Kind.CLARIFY
    answers = {id: data.draw(STATUSES) for id in step.asks if id in PROTOCOL.findings}
    pain = data.draw(st.sampled_from([3.0, 8.0]))
    told = replace(says(**answers), numbers={"pain_score": pain})
    after = heard(ask(interview, step), told)

    still = assess(PROTOCOL, after.case).level is Level.emergency
    assert (next_step(PROTOCOL, after).kind is Kind.FINISH) == still

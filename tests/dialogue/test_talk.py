"""The scripted interview: the whole dialogue without Rasa."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.asides import INTERRUPTIONS
from bot.dialogue.closing import Reason
from bot.dialogue.replies import Kind
from bot.dialogue.talk import (
    ENDINGS,
    Talk,
    from_json,
    to_json,
)
from bot.engine.findings import Mention, Reading, Status
from bot.engine.protocol import Level
from tests.dialogue.talks import (
    KNOWLEDGE,
    PROTOCOL,
    after,
    says,
    to_the_end,
)


def test_the_first_question_is_about_what_can_cripple() -> None:
    outcome = after(Talk(), Reading())

    assert outcome.replies[-1].kind is Kind.QUESTION
    assert outcome.replies[-1].asks[:3] == (
        "saddle_numbness",
        "bladder_dysfunction",
        "bowel_dysfunction",
    )


def test_a_patient_who_denies_everything_is_closed_at_self_care_after_few_questions() -> None:
    told = to_the_end(after(Talk(), Reading()))

    assert told[-1].talk.closed_at is Level.self_care
    assert told[-1].closing is Reason.FINISHED
    assert len(told) <= 9


def test_nothing_is_asked_twice_of_a_patient_who_answers() -> None:
    told = to_the_end(after(Talk(), Reading()))
    asked = [id for outcome in told for reply in outcome.replies for id in reply.asks]

    assert len(asked) == len(set(asked))


def test_a_plain_emergency_closes_at_once_with_the_patients_own_words() -> None:
    mention = Mention("saddle_numbness", Status.PRESENT, 0, 21, "cant feel when i wipe")

    outcome = after(Talk(), Reading((mention,)))

    assert outcome.talk.closed_at is Level.emergency
    assert outcome.replies[0].kind is Kind.DISPOSITION
    assert "cant feel when i wipe" in outcome.replies[0].text
    assert "911" in outcome.replies[0].text


def test_an_unclear_emergency_is_asked_about_first() -> None:
    outcome = after(Talk(), says(bladder_dysfunction="uncertain", fever="absent"))

    assert not outcome.closing
    assert outcome.replies[-1].asks == ("bladder_dysfunction",)


def test_a_correction_is_noted() -> None:
    talk = after(Talk(), says(cancer_history="present")).talk
    reading = dataclasses.replace(says(cancer_history="absent"), corrects=True)

    outcome = after(talk, reading)

    assert outcome.replies[0].text == KNOWLEDGE.scripts["en-US"].messages["noted"]
    assert outcome.talk.interview.case.status("cancer_history") is Status.ABSENT


def test_a_contradiction_is_asked_about_by_its_name() -> None:
    talk = after(Talk(), says(cancer_history="present")).talk

    outcome = after(talk, says(cancer_history="absent"))

    assert outcome.replies[0].asks == ("cancer_history",)
    assert outcome.replies[0].text.startswith("You told me two things about cancer")


def test_what_was_not_understood_is_said_to_be() -> None:
    talk = after(Talk(), Reading()).talk

    outcome = after(talk, Reading())

    said = KNOWLEDGE.scripts["en-US"].messages["not_understood"]
    assert outcome.replies[-1].text.startswith(said)


def test_yes_to_several_things_asks_which() -> None:
    first = after(Talk(), Reading())

    outcome = after(first.talk, Reading(answer="yes"))

    assert outcome.replies[-1].asks == first.replies[-1].asks
    assert outcome.replies[-1].text.startswith(KNOWLEDGE.scripts["en-US"].messages["which"])


def test_unclear_twice_counts_as_there() -> None:
    talk = after(Talk(), Reading()).talk
    outcome = after(after(talk, Reading(answer="unsure")).talk, Reading(answer="unsure"))

    assert outcome.talk.interview.case.status("saddle_numbness") is Status.UNCERTAIN


def test_taking_back_an_emergency_is_asked_about_once_before_it_counts() -> None:
    closed = after(Talk(), says(saddle_numbness="present"))

    asked = after(closed.talk, says(saddle_numbness="absent"))
    confirmed = after(asked.talk, says(saddle_numbness="absent"))

    assert asked.replies[-1].asks == ("saddle_numbness",)
    assert asked.talk.interview.case.status("saddle_numbness") is Status.PRESENT
    assert confirmed.talk.interview.case.status("saddle_numbness") is Status.ABSENT


readings = st.builds(
    lambda findings, numbers, answer: Reading(says(**findings).mentions, numbers, {}, answer),
    st.dictionaries(
        st.sampled_from(sorted(PROTOCOL.findings)),
        st.sampled_from(["absent", "uncertain", "present"]),
        max_size=4,
    ),
    st.dictionaries(
        st.sampled_from(["age_years", "duration_days", "pain_score"]), st.floats(0, 10), max_size=2
    ),
    st.sampled_from([None, "yes", "no", "unsure"]),
)


wishes = st.sampled_from([None] * 20 + sorted({*INTERRUPTIONS, *ENDINGS}))


@given(st.lists(st.tuples(readings, wishes), max_size=25))
def test_whatever_is_said_every_message_is_answered_and_a_closing_is_whole(said: list) -> None:
    talk = Talk()
    for reading, wish in said:
        outcome = after(talk, reading, wish)
        assert outcome.replies
        assert all(reply.text.strip() for reply in outcome.replies)
        assert (outcome.closing is not None) <= outcome.talk.closed
        if outcome.closing:
            kinds = [reply.kind for reply in outcome.replies]
            assert Kind.DISPOSITION in kinds
            assert kinds[-1] is Kind.SAFETY_NET
        talk = outcome.talk


@given(
    st.lists(readings, max_size=8),
    st.dictionaries(st.sampled_from(["fever", "night_pain"]), st.floats(0, 1)),
)
def test_the_state_survives_storage(said: list[Reading], leaning: dict[str, float]) -> None:
    talk = Talk()
    for reading in said:
        talk = after(talk, dataclasses.replace(reading, leaning=leaning)).talk

    assert from_json(to_json(talk)) == talk


def test_what_is_asked_again_alone_may_be_answered_in_short() -> None:
    hint = KNOWLEDGE.scripts["en-US"].messages["in_short"]
    first = after(Talk(), Reading())
    (one, *others) = first.talk.interview.asking

    again = after(first.talk, says(**dict.fromkeys(others, "absent")))

    assert again.talk.interview.asking == (one,)
    assert hint in again.replies[-1].text
    assert hint not in first.replies[-1].text

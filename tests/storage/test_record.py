from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage.audit import canonical, sha256
from bot.storage.errors import ClosedWithoutClosing
from bot.storage.record import storable
from bot.storage.store import Store
from bot.storage.values import Outcome

SAME_DATABASE = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_closing_is_recorded_with_its_script_and_what_it_delivered(patient, store, a_closing):
    patient.receive("stop", "m1")
    with store.locked(patient.id) as record:
        record.answer(record.unanswered()[0], Outcome([], {}, state="closed", closing=a_closing))

    transcript = store.transcript(patient.id)
    assert transcript.state == "closed"
    assert transcript.closing.reason == "finished"
    assert transcript.closing.level == "urgent"
    assert transcript.closing.script_sha256 == a_closing.script_sha256
    assert transcript.closing.texts_sha256 == sha256(canonical(list(a_closing.texts)))


def test_nobody_closes_without_a_closing(patient, store):
    patient.receive("stop", "m1")

    with store.locked(patient.id) as record:
        inbound = record.unanswered()[0]
        with pytest.raises(ClosedWithoutClosing):
            record.answer(inbound, Outcome([], {}, state="closed"))
        assert record.state == "open"


def test_a_closing_without_closing_is_refused_too(patient, store, a_closing):
    with (
        pytest.raises(ClosedWithoutClosing),
        store.locked(patient.id) as record,
    ):
        record.say(Outcome([], {}, state="open", closing=a_closing))


def test_a_silent_conversation_is_closed_unasked(patient, store, a_closing):
    goodbye = {"text": "Are you there?", "kind": "safety_net", "asks": [], "buttons": []}
    silence = replace(a_closing, reason="silence", level=None)
    with store.locked(patient.id) as record:
        record.say(Outcome([goodbye], record.memory, state="closed", closing=silence))

    transcript = store.transcript(patient.id)
    assert transcript.messages[-1].text == "Are you there?"
    assert (transcript.state, transcript.closing.reason) == ("closed", "silence")
    assert transcript.closing.level is None


def test_a_closed_conversation_stays_closed_without_another_closing(patient, store, a_closing):
    with store.locked(patient.id) as record:
        record.say(Outcome([], {}, state="closed", closing=a_closing))
    with store.locked(patient.id) as record:
        record.say(Outcome([], {"thanked": True}, state="closed"))

    assert store.transcript(patient.id).state == "closed"


def test_a_conversation_opened_again_needs_a_closing_of_its_own(patient, store, a_closing):
    with store.locked(patient.id) as record:
        record.say(Outcome([], {}, state="closed", closing=a_closing))
    with store.locked(patient.id) as record:
        record.say(Outcome([], {}, state="open"))

    with store.locked(patient.id) as record, pytest.raises(ClosedWithoutClosing):
        record.say(Outcome([], {}, state="closed"))
    with store.locked(patient.id) as record:
        record.say(Outcome([], {}, state="closed", closing=replace(a_closing, reason="stopped")))
    assert store.transcript(patient.id).closing.reason == "stopped"


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_what_is_stored_keeps_every_offset_and_is_stored_the_same_again(text):
    stored = storable(text)

    assert len(stored) == len(text)
    assert storable(stored) == stored
    for old, new in zip(text, stored, strict=True):
        assert new in (old, "\N{REPLACEMENT CHARACTER}")


@SAME_DATABASE
@given(text=st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_comes_back_and_may_be_sent_again(store, new_patient, text):
    patient = new_patient(store)

    first = patient.send(text, text)

    assert patient.send(text, text) == first
    assert store.transcript(patient.id).messages[1].text == storable(text)


SENDING = st.tuples(st.just("send"), st.integers(0, 5))
STEPS = st.lists(
    st.one_of(
        SENDING,
        st.tuples(st.just("receive only"), st.integers(0, 5)),
        st.tuples(st.just("fail inside"), st.integers(0, 5)),
        st.tuples(st.just("new process"), st.just(0)),
    ),
    max_size=8,
)


@SAME_DATABASE
@given(steps=STEPS)
def test_whatever_happens_every_message_is_answered_once_and_in_order(
    url, clock, new_patient, steps
):
    store = Store(url, clock=clock)
    patient = new_patient(store)
    arrived = []
    for step, number in [*steps, ("send", 9)]:
        text = f"text {number}"
        if step == "new process":
            store.close()
            store = patient.store = Store(url, clock=clock)
            continue
        arrived += [text] if text not in arrived else []
        if step == "send":
            assert patient.send(text, text).messages[0]["text"].endswith(f": {text}")
        else:
            patient.receive(text, text)
        if step == "fail inside":
            _fail_inside(patient)

    _assert_answered(store, patient, arrived)
    store.close()


def _fail_inside(patient):
    def turn():
        with patient.store.locked(patient.id) as record:
            for inbound in record.unanswered():
                record.answer(inbound, Outcome([], {"heard": ["wrong"]}))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        turn()


def _assert_answered(store, patient, arrived):
    with store.locked(patient.id) as record:
        assert record.memory["heard"] == arrived
        assert [event["text"] for event in record.rasa_events] == arrived
        assert (record.state == "closed") == (len(arrived) % 2 == 0)
    messages = store.transcript(patient.id).messages
    assert [said.text for said in messages if said.direction == "in"] == arrived
    assert len(messages) == 1 + 3 * len(arrived)
    assert (store.transcript(patient.id).closing is not None) == (len(arrived) >= 2)
    assert store.verify_audit() == []

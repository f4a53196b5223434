from datetime import datetime

import pytest

from bot.storage.errors import (
    AlreadyAnswered,
    ClientMessageIdReused,
    StorageFailed,
    UnknownConversation,
)
from bot.storage.models import MentionRow
from bot.storage.store import Store
from bot.storage.values import Outcome


def test_only_the_token_that_was_given_out_opens_the_conversation(patient, new_patient, store):
    other = new_patient(store)

    assert store.authenticate(patient.id, patient.created.token)
    assert not store.authenticate(patient.id, other.created.token)
    assert not store.authenticate(patient.id, "")
    assert not store.authenticate("no such conversation", patient.created.token)


def test_the_locale_is_known_until_the_words_are_erased(patient, store):
    assert store.locale_of(patient.id) == "en-US"
    assert store.locale_of("nobody") is None

    store.erase(patient.id)

    assert store.locale_of(patient.id) is None


def test_the_database_does_not_hold_the_token(patient, database):
    with database.connection() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM conversations").all()

    assert patient.id in str(rows)
    assert patient.created.token not in str(rows)


def test_a_turn_comes_back_as_it_was_recorded(patient, store, clock):
    said_at = clock.at
    answer = patient.send("I am hot", "m1")

    transcript = store.transcript(patient.id)
    assert [(said.direction, said.text, said.kind) for said in transcript.messages] == [
        ("out", "Hello.", "greeting"),
        ("in", "I am hot", None),
        ("out", "1: I am hot", "question"),
        ("out", "Anything else?", "question"),
    ]
    assert transcript.messages[0].asks == ["fever"]
    assert transcript.messages[3].buttons == [{"title": "Yes", "text": "Yes, I am hot"}]
    assert transcript.messages[1].at == said_at
    assert transcript.assessment == answer.assessment
    assert transcript.assessment["reasons"] == ["You said: I am hot"]
    assert (transcript.state, transcript.closing) == ("open", None)


def test_what_one_turn_leaves_the_next_one_finds(patient, store):
    patient.send("first", "m1")
    patient.send("second", "m2")

    with store.locked(patient.id) as record:
        assert record.memory == {"heard": ["first", "second"]}
        assert [event["count"] for event in record.rasa_events] == [1, 2]
        assert record.assessment["reasons"] == ["You said: second"]
        assert (record.locale, record.reporter, record.state) == ("en-US", "self", "closed")
        assert record.unanswered() == []


def test_a_repeated_message_gets_the_very_same_answer_and_does_nothing_twice(patient, store):
    first = patient.send("I am hot", "m1")
    patient.send("more", "m2")
    before = store.transcript(patient.id)

    assert patient.send("I am hot", "m1") == first
    assert store.transcript(patient.id).messages == before.messages
    assert first.state == "open"
    assert before.state == "closed"


def test_another_text_under_a_known_client_message_id_is_refused(patient, store):
    patient.send("I am hot", "m1")

    with pytest.raises(ClientMessageIdReused) as refusal:
        patient.receive("a secret", "m1")
    assert "secret" not in str(refusal.value)
    assert "I am hot" not in str(refusal.value)
    assert len(store.transcript(patient.id).messages) == 4


def test_two_conversations_may_use_the_same_client_message_id(patient, new_patient, store):
    other = new_patient(store)

    assert patient.receive("one", "m1") != other.receive("two", "m1")


def test_an_unknown_conversation_is_refused_everywhere(store):
    with pytest.raises(UnknownConversation):
        store.receive("nobody", client_message_id="m1", text="hello")
    with pytest.raises(UnknownConversation):
        store.transcript("nobody")
    with pytest.raises(UnknownConversation):
        store.erase("nobody")
    with pytest.raises(UnknownConversation), store.locked("nobody"):
        pytest.fail("somebody was locked")


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "' OR 1=1 --", "x" * 5000])
def test_an_odd_conversation_id_is_just_unknown(store, odd):
    assert not store.authenticate(odd, odd)
    with pytest.raises(UnknownConversation):
        store.receive(odd, client_message_id="m1", text="hello")
    with pytest.raises(UnknownConversation):
        store.transcript(odd)


def test_messages_wait_in_order_of_arrival(patient, store):
    ids = [patient.receive(text, text) for text in ("one", "two", "three")]

    with store.locked(patient.id) as record:
        waiting = record.unanswered()
    assert [(inbound.id, inbound.text) for inbound in waiting] == list(
        zip(ids, ["one", "two", "three"], strict=True)
    )


def test_an_exception_undoes_the_whole_turn_but_not_the_message(patient, store):
    message_id = patient.receive("I am hot", "m1")

    def failing_turn() -> None:
        with store.locked(patient.id) as record:
            record.answer(record.unanswered()[0], Outcome([_reply("gone")], {"gone": True}))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_turn()

    with store.locked(patient.id) as record:
        assert record.memory == {"heard": []}
        assert record.answer_to(message_id) is None
        assert [inbound.id for inbound in record.unanswered()] == [message_id]
    assert store.verify_audit() == []


def test_a_message_is_answered_only_once(patient, store):
    patient.receive("I am hot", "m1")

    with store.locked(patient.id) as record:
        inbound = record.unanswered()[0]
        record.answer(inbound, Outcome([_reply("once")], {}))
        with pytest.raises(AlreadyAnswered):
            record.answer(inbound, Outcome([_reply("twice")], {}))


def test_a_message_of_somebody_else_is_neither_answered_nor_shown(patient, new_patient, store):
    other = new_patient(store)
    message_id = other.receive("private", "m1")
    with store.locked(other.id) as record:
        inbound = record.unanswered()[0]
        record.answer(inbound, Outcome([_reply("private too")], {}))

    with store.locked(patient.id) as record:
        assert record.answer_to(message_id) is None
        with pytest.raises(AlreadyAnswered):
            record.answer(inbound, Outcome([_reply("mixed up")], {}))


def test_the_evidence_of_a_mention_is_not_stored_twice(patient, database):
    patient.send("I am hot", "m1")

    assert "evidence" not in MentionRow.__table__.columns
    with database.connection() as connection:
        rows = connection.exec_driver_sql(
            'SELECT finding, status, start, "end" FROM mentions'
        ).all()
    assert [tuple(row) for row in rows] == [("fever", "present", 0, 4)]


def test_memory_changed_in_place_and_handed_back_is_kept(patient, store):
    patient.receive("I am hot", "m1")
    with store.locked(patient.id) as record:
        memory = record.memory
        memory["heard"].append({"deep": [1]})
        record.answer(record.unanswered()[0], Outcome([], memory))

    with store.locked(patient.id) as record:
        assert record.memory == {"heard": [{"deep": [1]}]}


def test_expired_conversations_are_those_closed_and_untouched_since(
    patient, new_patient, store, clock
):
    closed = new_patient(store)
    closed.send("one", "m1")
    closed.send("two", "m2")
    clock.pass_(minutes=30)

    assert store.expired(clock.at) == [closed.id]


def test_times_come_back_exactly_and_in_utc(patient, store, clock):
    with store.locked(patient.id) as record:
        assert record.updated_at == clock.at
        assert record.updated_at.utcoffset().total_seconds() == 0


def test_a_clock_without_a_zone_is_refused(url):
    store = Store(url, clock=lambda: datetime(2026, 1, 5))

    with pytest.raises(StorageFailed, match="ValueError"):
        store.create(locale="en-US", reporter="self", memory={}, replies=[])
    store.close()


def _reply(text: str) -> dict[str, object]:
    return {"text": text, "kind": "information", "asks": [], "buttons": []}


def test_a_sender_keeps_the_conversation_that_came_first(patient, new_patient, store):
    other = new_patient(store)
    assert store.conversation_of("somebody") is None

    assert store.assign(patient.id, "somebody") == patient.id
    assert store.assign(other.id, "somebody") == patient.id
    assert store.conversation_of("somebody") == patient.id


def test_a_sender_who_begins_anew_gets_the_new_conversation_once(patient, new_patient, store):
    newer, newest = new_patient(store), new_patient(store)
    store.assign(patient.id, "somebody")

    assert store.assign(newer.id, "somebody", instead_of=patient.id) == newer.id
    assert store.assign(newest.id, "somebody", instead_of=patient.id) == newer.id


def test_a_sender_is_kept_as_a_hash_and_forgotten_with_the_words(patient, store, database):
    store.assign(patient.id, "+1 555 0100")
    with database.connection() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM senders").all())

    assert "555 0100" not in kept
    assert "+1" not in kept

    store.erase(patient.id)

    assert store.conversation_of("+1 555 0100") is None

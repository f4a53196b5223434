"""The whole bot driven by chance: say anything, correct, interrupt, go silent, break, come back.

After every step holds: closed means that a closing is on record and was delivered; what makes
an emergency is not forgotten; nothing is asked more often than allowed; every reply says
something, and in time.
"""

import dataclasses
import sqlite3
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from bot import turn
from bot.bridge.answer import RasaAnswer
from bot.bridge.resources import NLU_DATA, resources
from bot.dialogue import talk as dialogue
from bot.engine.assess import established, level_of
from bot.engine.interview import MOST_ASKED, TIMES_ASKED
from bot.nlu.rasa_format import read_folder
from bot.parts import assemble
from bot.storage.errors import StorageUnavailable
from bot.storage.models import MentionRow
from bot.storage.store import Store
from bot.sweep import Patience, sweep

HERE = resources()
PROTOCOL = HERE.protocol
PATIENCE = Patience(timedelta(minutes=10), timedelta(minutes=20))
TEXTS = st.sampled_from(sorted(read_folder(NLU_DATA).texts))
ANSWERS = st.sampled_from(
    ["no", "yes", "not sure", "none of these", "i am 34", "3 weeks, 7 out of 10", "about the same"]
)
CORRECTIONS = st.sampled_from(
    [
        "actually no, my groin is not numb",
        "i was wrong, i can pee fine",
        "sorry, no fever at all",
        "my leg is not weak, i meant sore",
        "actually i never had cancer",
        "correction: i am 51",
    ]
)
INTERRUPTIONS = st.sampled_from(
    [
        "why do you ask?",
        "is it cancer?",
        "do I need an MRI?",
        "are you a person?",
        "thanks",
        "what?",
    ]
)
REPLY_SECONDS = 5
MOST_QUESTIONS = 40
"""Put in one stretch to whoever gives no sense; those who answer get a quarter of that."""


class Parts:
    """A reader, and a Rasa that does as it should, each until it is told to fail."""

    read, weighed = HERE.reader.read, HERE.reader.weighed

    def __init__(self):
        self.failing = None

    def hear(self, text, *asked):
        if self.failing == "reader":
            raise ValueError(text)
        return HERE.reader.hear(text, *asked)

    def answer(self, *_, **__):
        if self.failing == "rasa nothing":
            return RasaAnswer(dialogue.Outcome(dialogue.Talk(), ()), None, (), ())
        raise ValueError

    def close(self): ...


class Patient(RuleBasedStateMachine):
    @initialize(
        locale=st.sampled_from(sorted(HERE.scripts)), contact=st.sampled_from([None, "555 0100"])
    )
    def begin(self, locale, contact):
        self.folder = tempfile.TemporaryDirectory(prefix="backline-machine-")
        file = Path(self.folder.name) / "backline.sqlite3"
        self.at = datetime(2026, 3, 1, 9, tzinfo=UTC)
        self.store = Store(f"sqlite:///{file}", clock=lambda: self.at, wait_seconds=0.02)
        self.store.migrate()
        self.other = sqlite3.connect(file, isolation_level=None)
        self.parts = Parts()
        bot = assemble(HERE, self.store, rasa=self.parts, today=lambda: self.at.date())
        self.bot = dataclasses.replace(bot, reader=self.parts)
        began = turn.start(self.bot, locale=locale, reporter="self", contact=contact)
        self.id, self.count, self.buttons = began.id, 0, []
        self.questions = Counter()
        self.before = self.talk()

    def teardown(self):
        if hasattr(self, "store"):
            self.other.close()
            self.store.close()
            self.folder.cleanup()

    # What a patient does, and what befalls the bot.

    @rule(text=TEXTS | ANSWERS | st.text(min_size=1, max_size=30).filter(str.strip))
    def say(self, text):
        self.turn(text)

    @rule(text=CORRECTIONS)
    def correct(self, text):
        self.turn(text)

    @rule(text=INTERRUPTIONS)
    def interrupt(self, text):
        self.turn(text)

    @precondition(lambda self: self.buttons)
    @rule(place=st.integers(0, 10))
    def press(self, place):
        self.turn(self.buttons[place % len(self.buttons)])

    @rule(ending=st.sampled_from(["stop", "can I talk to a nurse?"]))
    def end(self, ending):
        assert self.turn(ending).state == "closed"

    @rule(minutes=st.sampled_from([5, 11, 21, 60]))
    def go_silent(self, minutes):
        self.at += timedelta(minutes=minutes)
        swept = sweep(self.bot, PATIENCE, now=self.at)
        assert swept.failed == 0
        self.no_finding_is_lost_without_a_word(None)

    @rule(text=TEXTS | ANSWERS, days=st.sampled_from([1, 20, 45]))
    def come_back(self, text, days):
        self.at += timedelta(days=days)
        self.turn(text)

    @rule(text=TEXTS | ANSWERS, part=st.sampled_from(["reader", "rasa nothing"]))
    def a_part_fails(self, text, part):
        self.parts.failing = part
        answer = self.turn(text, broken=part == "reader")
        if part == "reader" and dialogue.from_json(self.memory()).closed:
            assert answer.assessment["level"] in ("urgent", "emergency")

    @rule(text=TEXTS)
    def the_database_is_locked(self, text):
        self.other.execute("BEGIN IMMEDIATE")
        try:
            self.turn(text)
        except StorageUnavailable:
            self.count -= 1
        else:
            raise AssertionError("a turn that nobody could record")
        finally:
            self.other.execute("ROLLBACK")
        self.turn(text)

    @rule(text=TEXTS)
    def the_process_is_killed(self, text):
        """Between the message and its answer; the client sends it again or never does."""
        self.count += 1
        self.store.receive(self.id, client_message_id=str(self.count), text=text)

    # How a turn is taken, and what is looked at after each.

    def turn(self, text, *, broken=False):
        self.count += 1
        began = time.monotonic()
        answer = turn.take_turn(self.bot, self.id, text=text, client_message_id=str(self.count))
        assert time.monotonic() - began < REPLY_SECONDS
        self.parts.failing = None
        assert answer.messages
        self.no_finding_is_lost_without_a_word(None if broken else text)
        last = answer.messages[-1]
        self.buttons = [button["text"] for button in last["buttons"]]
        self.count_questions(answer)
        return answer

    def count_questions(self, answer):
        for message in answer.messages:
            if message["kind"] == "question":
                self.questions[message["text"]] += 1
        if answer.state == "closed":
            self.questions.clear()
        assert len(self.questions) <= MOST_QUESTIONS

    def memory(self):
        with self.store.locked(self.id) as record:
            return record.memory

    def talk(self):
        return dialogue.from_json(self.memory())

    def level_given(self, case):
        case = established(PROTOCOL, case)
        return level_of(tuple(rule for rule in PROTOCOL.rules if rule.test(case, frozenset())))

    def no_finding_is_lost_without_a_word(self, text):
        """A level that falls was taken back: by what was said of that very thing."""
        before, self.before = self.before.interview, self.talk().interview and self.talk()
        after = self.before.interview
        lost = [
            id
            for id, status in before.case.findings.items()
            if status.counts and not after.case.status(id).counts
        ]
        denied = self.said_absent()
        assert all(id in denied for id in lost), (text, lost)
        values = ("numbers", "categories")
        same = all(getattr(before.case, name) == getattr(after.case, name) for name in values)
        if not lost and same and before.worsened <= after.worsened:
            assert self.level_given(after.case) >= self.level_given(before.case)

    def said_absent(self):
        with self.store._database.reading() as session:
            rows = select(MentionRow.finding).where(MentionRow.status == "absent")
            return set(session.scalars(rows))

    @invariant()
    def closed_means_that_the_closing_is_on_record_and_was_delivered(self):
        if not hasattr(self, "id"):
            return
        told = self.store.transcript(self.id)
        talk = self.talk()
        assert talk.closed == (told.state == "closed")
        if told.state != "closed":
            return
        assert told.closing is not None
        assert told.closing.level == talk.closed_at.name
        kinds = [said.kind for said in told.messages]
        start = len(kinds) - 1 - kinds[::-1].index("disposition")
        say = HERE.scripts[told.locale].messages
        closing = "\n".join(said.text for said in told.messages[start:])
        assert say["return_precautions"] in closing
        assert HERE.scripts[told.locale].names["emergency_number"] in closing

    @invariant()
    def nothing_is_asked_more_often_than_allowed(self):
        if not hasattr(self, "id"):
            return
        interview = self.talk().interview
        again = {id for id, count in interview.asked.items() if count > TIMES_ASKED}
        assert all(count <= MOST_ASKED for count in interview.asked.values())
        # Only what was taken back or told in two ways may be asked a third time.
        contested = {id for id in again if id in self.said_absent() or id not in PROTOCOL.findings}
        assert again == contested

    @invariant()
    def every_word_to_the_patient_says_something(self):
        if not hasattr(self, "id"):
            return
        told = self.store.transcript(self.id)
        assert all(said.text.strip() for said in told.messages if said.direction == "out")
        assert self.store.verify_audit() == []


Patient.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestPatient = Patient.TestCase

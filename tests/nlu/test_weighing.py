"""The laws by which a second opinion may change what the rules read."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.findings import Mention, Reading, Status
from bot.knowledge.loader import load
from bot.nlu.clues import STATUSES, Heard
from bot.nlu.lexicon import Lexicon
from bot.nlu.limits import AGREED, AGREED_AGAIN, AGREED_AMONG, Least, Limits
from bot.nlu.opinion import Estimate, Opinions
from bot.nlu.reader import Reader
from bot.nlu.telling import EMERGENCIES
from bot.nlu.weighing import Before, weigh

TEXT = "my back hurts, the paper might as well not be there, no fever"
LIMITS = Limits(
    present=0.6, doubt=0.3, upheld=0.2, confirmed=0.8, raised=0.7, denied=Least(0.0, 0.4)
)


def heard(status: Status | None, may_deny: str | None = None, finding: str = "fever") -> Heard:
    plain = Reader(Lexicon.learn([], {})).hear(TEXT)
    said = Mention(finding, status, 0, 7, TEXT[0:7]) if status else None
    reading = Reading((said,) if said else ())
    may = frozenset([may_deny] if may_deny else [])
    return Heard(TEXT, plain.words, plain.stream, plain.hits, plain.found, reading, may_deny=may)


def estimate(present: float, uncertain: float = 0.0, place: int = 5) -> Estimate:
    return Estimate("fever", (1 - present - uncertain, 0.0, uncertain, present), place)


@pytest.mark.parametrize(
    ("read", "present", "uncertain", "weighed"),
    [
        (None, 0.7, 0.0, Status.PRESENT),
        (None, 0.2, 0.2, Status.UNCERTAIN),
        (None, 0.1, 0.1, None),
        (Status.PRESENT, 0.9, 0.0, Status.PRESENT),
        (Status.PRESENT, 0.1, 0.0, Status.UNCERTAIN),
        (Status.UNCERTAIN, 0.9, 0.0, Status.PRESENT),
        (Status.UNCERTAIN, 0.0, 0.0, Status.UNCERTAIN),
        (Status.ABSENT, 0.9, 0.0, Status.PRESENT),
        (Status.ABSENT, 0.75, 0.0, Status.UNCERTAIN),
        (Status.ABSENT, 0.5, 0.0, Status.ABSENT),
    ],
)
def test_what_becomes_of_a_finding(
    read: Status | None, present: float, uncertain: float, weighed: Status | None
) -> None:
    reading = weigh(heard(read), Opinions([estimate(present, uncertain)], []), LIMITS)

    assert reading.findings.get("fever") is weighed


@given(
    read=st.sampled_from([None, *STATUSES[1:]]),
    shares=st.tuples(*[st.floats(0.001, 1.0)] * 4),
    place=st.integers(0, 11),
)
def test_it_never_denies_and_never_falls_below_what_the_rules_take_as_there(
    read: Status | None, shares: tuple[float, float, float, float], place: int
) -> None:
    whole = sum(shares)
    opinion = Estimate("fever", tuple(share / whole for share in shares), place)  # type: ignore[arg-type]

    after = weigh(heard(read), Opinions([opinion], []), LIMITS).findings.get("fever")

    assert (after is Status.ABSENT) <= (read is Status.ABSENT)
    assert (read is not None and read.counts) <= (after is not None and after.counts)
    assert (read is not None) <= (after is not None)


@given(place=st.integers(0, 12))
def test_the_evidence_is_the_patients_own_words_around_the_strongest_one(place: int) -> None:
    message = heard(None)

    [mention] = weigh(message, Opinions([estimate(0.9, place=place)], []), LIMITS).mentions

    assert TEXT[mention.start : mention.end] == mention.evidence
    word = message.words[place]
    assert mention.start <= word.start < word.end <= mention.end
    assert "," not in mention.evidence


@pytest.mark.parametrize("read", [None, Status.PRESENT, Status.UNCERTAIN, Status.ABSENT])
@pytest.mark.parametrize(
    ("may_deny", "absent", "denied"),
    [("fever", 0.97, True), ("fever", 0.8, False), (None, 0.97, False), ("night_pain", 1.0, False)],
)
def test_it_takes_the_rules_and_the_opinion_to_deny_what_was_asked(
    read: Status | None, may_deny: str | None, absent: float, denied: bool
) -> None:
    sure = Estimate("fever", (1 - absent, absent, 0.0, 0.0), 5)

    after = weigh(heard(read, may_deny), Opinions([sure], []), LIMITS, asked=["fever"])

    denied = denied or read is Status.ABSENT
    assert (after.findings.get("fever") is Status.ABSENT) is denied
    if denied and read is not Status.ABSENT:
        assert [one.evidence for one in after.mentions] == [TEXT]


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        (["fever"], Status.UNCERTAIN),
        ([], Status.ABSENT),
        (["fever", "night_pain"], Status.ABSENT),
        (["fever", "pain_score"], Status.UNCERTAIN),
    ],
)
def test_a_denial_of_the_one_thing_asked_is_doubted_sooner(asked: list[str], after: Status) -> None:
    likely = Opinions([estimate(present=0.5)], [])

    assert weigh(heard(Status.ABSENT), likely, LIMITS, asked=asked).findings["fever"] is after


def test_a_denial_among_others_is_doubted_where_the_opinion_hears_the_thing() -> None:
    likely = Opinions([estimate(present=0.75)], [])

    after = weigh(heard(Status.ABSENT), likely, LIMITS, asked=["fever", "night_pain"])

    assert after.findings["fever"] is Status.UNCERTAIN


@pytest.mark.parametrize(
    ("finding", "absent", "asked", "denied"),
    [
        ("fever", 0.05, [], False),
        ("fever", 0.05, ["fever"], True),
        ("bladder_dysfunction", 0.2, [], False),
        ("bladder_dysfunction", 0.6, [], True),
        ("bladder_dysfunction", 0.2, ["bladder_dysfunction"], True),
        ("fever", 0.2, [], True),
    ],
)
def test_a_denial_that_nobody_asked_about_takes_the_opinion_too(
    finding: str, absent: float, asked: list[str], denied: bool
) -> None:
    silent = Opinions([Estimate(finding, (1 - absent, absent, 0.0, 0.0), 5)], [])

    after = weigh(heard(Status.ABSENT, finding=finding), silent, Limits(), asked)

    assert after.findings == ({finding: Status.ABSENT} if denied else {})


def test_a_plain_answer_and_nothing_else_is_what_it_is() -> None:
    plain = Reader(Lexicon.learn([], {})).hear("yes")
    said = replace(plain, reading=Reading(answer="yes"), bare=True)
    sure = Opinions([estimate(0.9, place=0)], [])

    assert weigh(said, sure, LIMITS, asked=["fever", "night_pain"]) == said.reading
    assert weigh(said, sure, LIMITS, asked=["fever"]) == said.reading


@pytest.mark.parametrize(("present", "after"), [(0.6, None), (0.9, Status.PRESENT)])
def test_what_was_denied_before_takes_more_to_doubt(present: float, after: Status | None) -> None:
    likely = Opinions([estimate(present)], [])

    assert (
        weigh(heard(None), likely, LIMITS, before=Before(denied={"fever"})).findings.get("fever")
        is after
    )
    assert weigh(heard(None), likely, LIMITS).findings["fever"] is Status.PRESENT


def test_every_finding_of_the_emergency_class_takes_more_to_deny() -> None:
    assert set(load().protocol.emergency_class) <= EMERGENCIES
    for least in (AGREED, AGREED_AGAIN, AGREED_AMONG):
        assert least.of("bladder_dysfunction") == least.emergency > least.of("fever")


@pytest.mark.parametrize(
    ("read", "absent", "leans"),
    [(None, 0.95, True), (None, 0.8, True), (Status.UNCERTAIN, 0.95, False)],
)
def test_what_was_asked_and_seems_denied_is_remembered_and_not_taken_for_it(
    read: Status | None, absent: float, leans: bool
) -> None:
    likely = Opinions([Estimate("fever", (0.0, absent, 0.5 - absent / 2, 0.5 - absent / 2), 5)], [])

    after = weigh(heard(read), likely, LIMITS, asked=["fever", "night_pain"])

    assert after.leaning == ({"fever": pytest.approx(absent)} if leans else {})
    assert after.findings.get("fever") is read
    assert not weigh(heard(read), likely, LIMITS, asked=["night_pain"]).leaning


@pytest.mark.parametrize(
    ("absent", "leaning", "alone", "among"),
    [
        (0.75, {"fever": 0.9}, True, False),
        (0.8, {"fever": 0.95}, True, True),
        (0.75, {}, False, False),
        (0.75, {"fever": 0.5}, False, False),
        (0.84, {"night_pain": 0.99}, False, False),
    ],
)
def test_two_answers_that_seem_to_deny_count_together(
    absent: float, leaning: dict[str, float], alone: bool, among: bool
) -> None:
    likely = Opinions([Estimate("fever", (0.0, absent, 0.0, 1 - absent), 5)], [])
    before = Before(leaning=leaning)

    for may_deny, asked, denied in (
        ("fever", ["fever"], alone),
        (None, ["fever"], False),
        (None, ["fever", "night_pain"], among),
    ):
        after = weigh(heard(None, may_deny), likely, LIMITS, asked, before)
        assert after.findings == ({"fever": Status.ABSENT} if denied else {})


def test_no_emergency_is_denied_among_other_things_by_the_opinion_alone() -> None:
    finding = "bladder_dysfunction"
    sure = Opinions([Estimate(finding, (0.0, 1.0, 0.0, 0.0), 5)], [])
    before = Before(leaning={finding: 0.99})

    assert not weigh(heard(None), sure, LIMITS, [finding, "fever"], before).findings
    assert weigh(heard(None, finding), sure, LIMITS, [finding], before).findings


def test_an_answer_that_says_nothing_of_it_denies_nothing() -> None:
    before = Before(leaning={"fever": 0.96})
    silent = Opinions([Estimate("fever", (0.98, 0.01, 0.0, 0.01), 5)], [])

    assert not weigh(heard(None, "fever"), silent, LIMITS, ["fever"], before).findings
    assert not weigh(heard(None), silent, LIMITS, ["fever", "night_pain"], before).findings


@pytest.mark.parametrize("answer", ["yes", "no", "unsure"])
def test_a_plain_answer_for_all_is_no_answer_to_any_of_them(answer: str) -> None:
    plain = heard(None)
    plain = replace(plain, reading=replace(plain.reading, answer=answer))
    likely = Opinions([Estimate("fever", (0.0, 0.97, 0.0, 0.03), 5)], [])
    asked, before = ["fever", "night_pain"], Before(leaning={"fever": 0.97})

    after = weigh(plain, likely, LIMITS, asked, before)

    assert not after.leaning
    assert not after.findings


@pytest.mark.parametrize(("finding", "leans"), [("fever", True), ("bladder_dysfunction", False)])
def test_beside_a_no_that_leaves_them_open_nothing_seems_denied_of_emergencies(
    finding: str, leans: bool
) -> None:
    said = replace(heard(None), left_open=True)
    likely = Opinions([Estimate(finding, (0.0, 0.97, 0.0, 0.03), 5)], [])

    assert bool(weigh(said, likely, LIMITS, [finding, "night_pain"]).leaning) is leans


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_what_answers_deny_together_is_a_probability_and_the_same_in_any_order(
    answers: list[float],
) -> None:
    def together(some: Sequence[float]) -> float:
        leaning: dict[str, float] = {}
        for absent in some:
            opinion = Opinions([Estimate("fever", (1 - absent, absent, 0.0, 0.0), 5)], [])
            asked, before = ["fever", "night_pain"], Before(leaning=leaning)
            leaning |= weigh(heard(None), opinion, LIMITS, asked, before).leaning
        return leaning["fever"]

    assert 0 < together(answers) < 1
    assert together(answers) == pytest.approx(together(answers[::-1]))

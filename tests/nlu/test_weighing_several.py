"""The laws of weighing that look at several findings at once: injuries, lists denied whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.findings import Mention, Reading, Status
from bot.nlu.clues import STATUSES, Heard
from bot.nlu.frames import Found
from bot.nlu.lexicon import Lexicon
from bot.nlu.limits import AGREED_ON_ALL, READING, TALKING
from bot.nlu.opinion import Estimate, Opinions
from bot.nlu.reader import Reader
from bot.nlu.telling import EMERGENCIES
from bot.nlu.weighing import weigh

TEXT = "fell down some steps, the rest is shipshape"
ASKED = ["fever", "night_pain", "bladder_dysfunction"]


def heard(read: dict[str, Status], may_deny: frozenset[str] = frozenset()) -> Heard:
    plain = Reader(Lexicon.learn([], {})).hear(TEXT)
    said = tuple(Mention(id, status, 0, 4, TEXT[:4]) for id, status in read.items())
    return Heard(
        TEXT,
        plain.words,
        plain.stream,
        plain.hits,
        plain.found,
        Reading(said),
        may_deny=may_deny,
    )


def opinions(**likely: tuple[float, float]) -> Opinions:
    """Return opinions from how likely each finding is denied and present."""
    return Opinions(
        [Estimate(id, (1 - no - yes, no, 0.0, yes), 5) for id, (no, yes) in likely.items()], []
    )


@pytest.mark.parametrize(
    ("major", "minor", "after"),
    [
        (0.5, 0.45, Status.UNCERTAIN),
        (0.5, 0.25, None),
        (0.9, 0.1, None),
        (0.3, 0.01, Status.UNCERTAIN),
    ],
)
def test_an_injury_that_is_not_sure_is_asked_about_in_both_sizes(
    major: float, minor: float, after: Status | None
) -> None:
    """A fall told of must not be lost when only the greater kind of it is denied."""
    kinds = opinions(major_trauma=(0.0, major), minor_trauma=(0.0, minor))

    reading = weigh(heard({"major_trauma": Status.PRESENT}), kinds, TALKING)

    assert reading.findings.get("minor_trauma") is after


@pytest.mark.parametrize(
    ("least", "may_deny", "denied"),
    [
        (0.99, frozenset(ASKED), set(ASKED)),
        (0.5, frozenset(ASKED), set()),
        (0.99, frozenset(), set()),
        (0.99, frozenset({"fever", "night_pain"}), {"fever", "night_pain"}),
    ],
)
def test_a_list_is_denied_whole_or_not_at_all(
    least: float, may_deny: frozenset[str], denied: set[str]
) -> None:
    likely = opinions(**dict.fromkeys(ASKED[1:], (0.99, 0.0)), fever=(least, 0.0))

    after = weigh(heard({}, may_deny), likely, TALKING, ASKED)

    assert {id for id, status in after.findings.items() if status is Status.ABSENT} == denied


@pytest.mark.parametrize(
    ("absent", "present", "named", "after"),
    [
        (0.8, 0.1, True, None),
        (0.8, 0.1, False, Status.PRESENT),
        (0.3, 0.1, True, Status.PRESENT),
        (0.5, 0.4, True, Status.PRESENT),
    ],
)
def test_what_its_own_words_deny_is_doubted_among_several_and_what_its_place_tells_is_not(
    absent: float, present: float, named: bool, after: Status
) -> None:
    found = [Found("fever", "present", 0, 1)] if named else []
    message = replace(heard({"fever": Status.PRESENT}), found=found)

    read = weigh(message, opinions(fever=(absent, present)), TALKING, ASKED)

    assert read.findings.get("fever") is after
    assert ("fever" in read.leaning) == (after is None)


@pytest.mark.parametrize("status", [Status.PRESENT, None])
def test_an_emergency_that_is_doubted_among_several_stays_in_doubt(status: Status | None) -> None:
    told = {"bladder_dysfunction": status} if status else {}
    found = [Found("bladder_dysfunction", "present", 0, 1)]
    message = replace(heard(told), found=found)
    likely = (0.7, 0.3) if status else (0.2, 0.7)

    read = weigh(message, opinions(bladder_dysfunction=likely), TALKING, ASKED)

    assert read.findings["bladder_dysfunction"] is Status.UNCERTAIN


@pytest.mark.parametrize(
    ("answer", "words", "present", "after"),
    [
        (None, 9, 0.06, None),
        (None, 9, 0.04, Status.ABSENT),
        (None, 8, 0.06, Status.ABSENT),
        ("no", 9, 0.06, Status.ABSENT),
    ],
)
def test_an_emergency_denied_among_several_is_asked_again_where_words_may_tell_of_it(
    answer: str | None, words: int, present: float, after: Status | None
) -> None:
    denied = heard({"bladder_dysfunction": Status.ABSENT})
    said = [*denied.words, *denied.words][:words]
    message = replace(denied, words=said, reading=replace(denied.reading, answer=answer))
    likely = opinions(bladder_dysfunction=(0.9 - present, present))

    assert weigh(message, likely, TALKING, ASKED).findings.get("bladder_dysfunction") is after
    assert weigh(message, likely, READING, ASKED).findings["bladder_dysfunction"] is Status.ABSENT


@given(
    st.fixed_dictionaries({id: st.floats(0, 1) for id in ASKED}),
    st.fixed_dictionaries({}, optional={id: st.sampled_from(STATUSES[1:]) for id in ASKED}),
)
def test_a_list_denied_in_unknown_words_needs_every_thing_likely_and_nothing_told(
    absent: dict[str, float], read: dict[str, str]
) -> None:
    likely = opinions(**{id: (no, 0.0) for id, no in absent.items()})
    told = {id: Status(status) for id, status in read.items()}

    after = weigh(heard(told, frozenset(ASKED)), likely, TALKING, ASKED).findings

    sure = all(no >= AGREED_ON_ALL.of(id) for id, no in absent.items())
    for id in ASKED:
        if id in told:
            assert after[id] is told[id]
        else:
            assert after.get(id) is (Status.ABSENT if sure else None)


def test_an_emergency_among_several_takes_more_to_deny() -> None:
    assert "bladder_dysfunction" in EMERGENCIES
    assert AGREED_ON_ALL.of("bladder_dysfunction") > AGREED_ON_ALL.of("fever")


@pytest.mark.parametrize(
    ("finding", "after"),
    [("bladder_dysfunction", Status.UNCERTAIN), ("fever", Status.ABSENT)],
)
def test_it_takes_less_to_doubt_the_denial_of_an_emergency_among_several(
    finding: str, after: Status
) -> None:
    likely = opinions(**{finding: (0.5, 0.5)})

    read = weigh(heard({finding: Status.ABSENT}), likely, TALKING, ASKED)

    assert read.findings[finding] is after

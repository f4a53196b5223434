from typing import Any

import pytest

from bot.engine.findings import Mention, Reading, Status
from bot.engine.protocol import Level, Protocol
from bot.testing import scoring
from bot.testing.bank import Labelled
from bot.testing.numbers import close, number_tallies
from bot.testing.scoring import Scored, score
from bot.testing.tallies import Share, Tally

ALL = ["present", "absent", "uncertain", "none"]


def scored(
    protocol: Protocol,
    read: dict[str, str],
    findings: dict[str, str],
    also: dict[str, list[str]] | None = None,
    **parts: Any,
) -> Scored:
    numbers = parts.pop("read_numbers", {})
    line = {"id": "m", "text": "", "findings": findings, "also_accept": also or {}, **parts}
    mentions = tuple(Mention(id, Status(status), 0, 0, "") for id, status in read.items())
    reading = Reading(mentions, numbers)
    return score(protocol, Labelled.from_json(line, protocol), reading)


@pytest.mark.parametrize(
    ("read", "label", "also", "present", "absent"),
    [
        # read, label, also accepted      -> tally of present, tally of absent
        ("present", "present", [], Tally(right=1), Tally()),
        ("absent", "absent", [], Tally(), Tally(right=1)),
        (None, "present", [], Tally(missed=1), Tally()),
        (None, "absent", [], Tally(), Tally(missed=1)),
        ("absent", "present", [], Tally(missed=1), Tally(false=1)),
        ("present", "absent", [], Tally(false=1), Tally(missed=1)),
        ("present", None, [], Tally(false=1), Tally()),
        ("absent", None, [], Tally(), Tally(false=1)),
        # an accepted other reading is right, and no miss of the first
        ("uncertain", "present", ["uncertain"], Tally(), Tally()),
        (None, "present", ["none"], Tally(), Tally()),
        ("absent", None, ["absent"], Tally(), Tally(right=1)),
        # what may be left unsaid cannot be missed, but can be wrong
        ("present", "absent", ["none"], Tally(false=1), Tally()),
        # on an unlabelled finding ["absent"] means: must not be present
        ("present", None, ["absent"], Tally(false=1), Tally()),
        # everything accepted: not scored
        ("present", None, ALL, Tally(), Tally()),
        (None, "present", ALL, Tally(), Tally()),
    ],
)
def test_one_finding_is_scored_as_the_rules_say(
    protocol: Protocol,
    read: str | None,
    label: str | None,
    also: list[str],
    present: Tally,
    absent: Tally,
) -> None:
    one = scored(
        protocol,
        {"fever": read} if read else {},
        {"fever": label} if label else {},
        {"fever": also} if also else {},
    )

    assert scoring.tally(one.cells, "present") == present
    assert scoring.tally(one.cells, "absent") == absent


def test_a_mention_of_unknown_is_no_mention(protocol: Protocol) -> None:
    one = scored(protocol, {"fever": "unknown"}, {})

    assert all(cell.right for cell in one.cells)


@pytest.mark.parametrize(
    ("read", "label", "expected"),
    [
        ("uncertain", "present", Tally(right=1)),
        ("present", "uncertain", Tally(right=1)),
        ("absent", "present", Tally(missed=1)),
        (None, "uncertain", Tally(missed=1)),
        ("uncertain", "absent", Tally(false=1)),
        ("absent", "absent", Tally()),
    ],
)
def test_an_alarm_counts_present_and_uncertain_alike(
    protocol: Protocol, read: str | None, label: str, expected: Tally
) -> None:
    one = scored(protocol, {"fever": read} if read else {}, {"fever": label})

    assert scoring.alarms(cell for cell in one.cells if cell.finding == "fever") == expected


def test_a_denial_nobody_made_is_invented(protocol: Protocol) -> None:
    one = scored(
        protocol,
        {"fever": "absent", "cancer_history": "absent", "night_pain": "absent"},
        {"fever": "absent"},
        {"cancer_history": ["absent"]},
    )

    assert scoring.invented_denials(one.cells) == Share(1, 3)


def test_a_false_alarm_is_anything_found_where_nothing_is(protocol: Protocol) -> None:
    runs = [
        scored(protocol, {"fever": "present"}, {}),
        scored(protocol, {"fever": "uncertain"}, {"fever": "absent"}),
        scored(protocol, {"fever": "absent"}, {}),
        scored(protocol, {"fever": "present"}, {"fever": "present"}),
        scored(protocol, {"fever": "present"}, {}, {"fever": ["present"]}),
    ]

    assert scoring.false_alarms(runs) == Share(2, 4)


def test_the_level_is_what_the_rules_give_and_not_the_floor_for_the_unknown(
    protocol: Protocol,
) -> None:
    assert scored(protocol, {}, {}).level is Level.self_care
    assert scored(protocol, {"saddle_numbness": "uncertain"}, {}).level is Level.emergency


def test_emergencies_read_as_less_and_made_up_are_counted(protocol: Protocol) -> None:
    grave = {"saddle_numbness": "present"}
    runs = [
        scored(protocol, grave, grave, min_disposition="emergency"),
        scored(protocol, {}, grave, min_disposition="emergency"),
        scored(protocol, grave, {}, min_disposition="self_care"),
        scored(protocol, {}, {}, min_disposition="self_care"),
        scored(protocol, grave, grave),
    ]

    assert scoring.reached(runs, Level.emergency) == Share(1, 2)
    assert scoring.false_emergencies(runs) == Share(1, 2)


def test_the_most_frequent_mistake_comes_first_with_its_messages(protocol: Protocol) -> None:
    runs = [
        scored(protocol, {"fever": "present"}, {}, id="a"),
        scored(protocol, {}, {"night_pain": "present"}, id="b"),
        scored(protocol, {}, {"night_pain": "present"}, id="c"),
    ]
    cells = [cell for one in runs for cell in one.cells]

    assert scoring.confusions(cells) == [
        ("night_pain", "present", "none", ["b", "c"]),
        ("fever", "none", "present", ["a"]),
    ]


@pytest.mark.parametrize(
    ("number", "given", "read", "right"),
    [
        ("duration_days", 100, 115, True),
        ("duration_days", 100, 116, False),
        ("duration_days", 2, 3, True),
        ("duration_days", 2, 4, False),
        ("treatment_weeks", 1, 8 / 7, True),
        ("treatment_weeks", 1, 2, False),
        ("age_years", 40, 41, False),
        ("temperature_c", 38.3, 38.33, True),
        ("pain_score", 7, 7.5, False),
    ],
)
def test_a_duration_has_slack_and_nothing_else_has(
    number: str, given: float, read: float, right: bool
) -> None:
    assert close(number, given, read) is right


def test_a_number_is_right_wrong_taken_from_others_or_unread(protocol: Protocol) -> None:
    runs = [
        scored(protocol, {}, {}, id="a", numbers={"age_years": 40}, read_numbers={"age_years": 40}),
        scored(protocol, {}, {}, id="b", numbers={"age_years": 40}, read_numbers={"age_years": 70}),
        scored(protocol, {}, {}, id="c", read_numbers={"age_years": 70}),
        scored(protocol, {}, {}, id="d", numbers={"age_years": 40}),
        scored(protocol, {}, {}, id="e"),
    ]

    tally = number_tallies(runs, ["age_years"])["age_years"]

    assert (tally.right, tally.wrong, tally.taken, tally.unread) == (["a"], ["b"], ["c"], ["d"])

"""The bank itself: legal, complete, without repeats, and unknown to the training data.

Messages are named by id only, so that a failure shows nobody the test half.
"""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.bridge.resources import NLU_DATA
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, Protocol
from bot.learning.teach import Lessons
from bot.nlu.rasa_format import read_folder
from bot.testing.bank import BadLabel, Labelled
from bot.testing.numbers import LEAST_SLACK
from bot.testing.vignettes import BadVignette, Vignette

BANK = Path(__file__).parent.parent.parent / "data" / "evaluation"
HALVES = ("develop", "test")
MESSAGES = {"emergency": 220, "systemic": 280, "stories": 290}
PATIENTS = 105
"""At least so many a half."""

Lines = list[dict[str, Any]]
Read = Callable[[str, str], Lines]


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'").replace("'", "")))


def test_there_is_no_file_that_nobody_checks() -> None:
    found = {str(path.relative_to(BANK)) for path in BANK.rglob("*.jsonl")}

    assert found == {
        f"{half}/{topic}.jsonl" for half in HALVES for topic in (*MESSAGES, "patients")
    }


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(("topic", "least"), [*MESSAGES.items(), ("patients", PATIENTS)])
def test_every_file_holds_what_the_datasheet_says(
    lines: Read, half: str, topic: str, least: int
) -> None:
    assert len(lines(half, topic)) >= least


def _labels(line: dict[str, Any]) -> set[str]:
    return set(line["findings"].values())


def test_it_is_large_full_of_traps_and_of_every_length(messages: Lines) -> None:
    words = [len(line["text"].split()) for line in messages]
    nothing = [line for line in messages if {"present", "uncertain"}.isdisjoint(_labels(line))]

    assert len(messages) >= 1_500
    assert len(nothing) >= 500
    assert (min(words) <= 2, max(words) >= 200) == (True, True)


def test_every_message_keeps_to_the_format(messages: Lines, protocol: Protocol) -> None:
    faults = {}
    for line in messages:
        try:
            Labelled.from_json(line, protocol)
        except BadLabel as fault:
            faults[line.get("id")] = str(fault)

    assert faults == {}


def test_every_patient_keeps_to_the_format(patients: Lines, protocol: Protocol) -> None:
    faults = {}
    for line in patients:
        try:
            Vignette.from_json(line, protocol)
        except BadVignette as fault:
            faults[line.get("id")] = str(fault)

    assert faults == {}


def test_every_id_is_there_once(messages: Lines, patients: Lines) -> None:
    ids = Counter(line["id"] for line in [*messages, *patients])

    assert [id for id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize(("half", "odd"), [("develop", 1), ("test", 0)])
@pytest.mark.parametrize("topic", [*MESSAGES, "patients"])
def test_odd_ids_are_for_developing_and_even_ones_for_the_test(
    lines: Read, half: str, odd: int, topic: str
) -> None:
    wrong = [line["id"] for line in lines(half, topic) if int(line["id"].split("-")[1]) % 2 != odd]

    assert wrong == []


def test_no_message_is_there_twice(messages: Lines) -> None:
    seen: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for line in messages:
        key = (plain(line["text"]), tuple(line.get("asking", ())))
        seen.setdefault(key, []).append(line["id"])

    assert [ids for ids in seen.values() if len(ids) > 1] == []


def test_what_is_asked_about_exists(messages: Lines, protocol: Protocol) -> None:
    known = {*protocol.findings, *protocol.numbers, *protocol.categories}

    assert [line["id"] for line in messages if set(line.get("asking", ())) - known] == []


def test_numbers_are_those_a_person_can_have(
    messages: Lines, patients: Lines, protocol: Protocol
) -> None:
    impossible = [
        line["id"]
        for line in [*messages, *patients]
        for id, value in line.get("numbers", {}).items()
        if not protocol.numbers[id].minimum <= value <= protocol.numbers[id].maximum
    ]

    assert impossible == []


def test_a_message_that_leads_to_a_level_says_what_leads_there(
    messages: Lines, protocol: Protocol
) -> None:
    """The least disposition of a label never stands above what its own labels give."""
    from bot.engine.assess import assess

    unfounded = []
    for line in messages:
        message = Labelled.from_json(line, protocol)
        case = Case({id: Status(label) for id, label in message.findings.items()}, message.numbers)
        levels = [rule.level for rule in assess(protocol, case).rules if rule.level is not None]
        if (message.min_disposition or Level.self_care) > max(levels, default=Level.self_care):
            unfounded.append(message.id)

    assert unfounded == []


def test_a_marked_trap_holds_nothing_to_find(messages: Lines, protocol: Protocol) -> None:
    loaded = [
        line["id"]
        for line in messages
        if line.get("trap") and not Labelled.from_json(line, protocol).is_trap
    ]

    assert loaded == []


def test_every_finding_is_there_to_be_found_and_denied(messages: Lines, protocol: Protocol) -> None:
    labels = Counter(pair for line in messages for pair in line["findings"].items())

    assert [id for id in protocol.findings if not labels[id, "present"]] == []
    assert [id for id in protocol.findings if not labels[id, "absent"]] == []


def test_no_message_was_used_to_teach(messages: Lines, patients: Lines) -> None:
    data = read_folder(NLU_DATA)
    told = [message.text for message in Lessons().messages()]
    phrases = [phrase.phrase for phrase in data.phrases]
    taught = {plain(text) for text in [*data.texts, *phrases, *told]}
    # Up to five words are anyone's: "no, none that I know".
    long = {text for text in taught if len(text.split()) > 5}
    said = {line["id"]: plain(line.get("text", line.get("opening", ""))) for line in messages}
    said |= {line["id"]: plain(line["opening"]) for line in patients}

    assert [id for id, text in said.items() if text in long] == []


def test_a_patient_tells_every_truth_when_asked(patients: Lines) -> None:
    silent = {
        line["id"]: missing
        for line in patients
        if (
            missing := [
                id
                for id, status in line["truth"].items()
                if status in ("present", "uncertain") and id not in line["answers"]
            ]
        )
    }

    assert silent == {}


def test_the_truth_of_a_patient_leads_to_the_level_expected(
    patients: Lines, protocol: Protocol
) -> None:
    """The protocol, given the truth, gives a level within what the vignette expects."""
    from bot.engine.assess import assess

    off = {}
    for line in patients:
        vignette = Vignette.from_json(line, protocol)
        categories = {id: line[id] for id in protocol.categories if id in line}
        case = Case(
            {id: Status(status) for id, status in vignette.truth.items()},
            vignette.numbers,
            categories,
        )
        level = assess(protocol, case).level
        least, most = vignette.least or Level.self_care, vignette.most or Level.emergency
        if not least <= level <= most:
            off[vignette.id] = (level.name, least.name, most.name)

    assert off == {}


def test_durations_are_the_only_numbers_with_slack(protocol: Protocol) -> None:
    assert set(LEAST_SLACK) <= set(protocol.numbers)

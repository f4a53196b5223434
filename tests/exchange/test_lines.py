import json

import pytest

from bot.exchange.lines import LineError, assess_line, extract_line, parse
from bot.knowledge.loader import load
from bot.nlu.reader import Reader
from bot.settings import ROOT

MARKER = "my left big toe went numb on Tuesday"


@pytest.fixture(scope="module")
def protocol():
    return load().protocol


@pytest.fixture(scope="module")
def reader():
    return Reader.learn(ROOT / "data" / "nlu")


def test_an_empty_line_is_assessed_as_nothing_known(protocol):
    answer = assess_line(protocol, {})

    assert (answer["id"], answer["level"], answer["complete"]) == (None, "urgent", False)


def test_a_missing_finding_is_unknown_and_a_missing_number_may_be_null(protocol):
    line = {"id": "a", "findings": {}, "numbers": {"age_years": None}, "course": None}

    assert {"fever", "age_years", "course"} <= set(assess_line(protocol, line)["unknown"])


def test_categories_count(protocol):
    settled = dict.fromkeys(protocol.emergency_class, "absent")

    able = assess_line(protocol, {"findings": settled, "can_follow_plan": "yes"})
    unable = assess_line(protocol, {"findings": settled, "can_follow_plan": "no"})

    assert (able["level"], unable["level"]) == ("self_care", "soon")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"findings": {"fevr": "present"}}, "findings.fevr"),
        ({"findings": {MARKER: "present"}}, "findings.key 1"),
        ({"findings": {"fever": MARKER}}, "findings.fever"),
        ({"findings": {"fever": True}}, "findings.fever"),
        ({"findings": {"fever": None}}, "findings.fever"),
        ({"findings": [MARKER]}, "findings"),
        ({"numbers": {"age_years": MARKER}}, "numbers.age_years"),
        ({"numbers": {"age_years": True}}, "numbers.age_years"),
        ({"numbers": {"age_years": -1}}, "numbers.age_years"),
        ({"numbers": {"age_years": 10**400}}, "numbers.age_years"),
        ({"numbers": {"age_years": float("nan")}}, "numbers.age_years"),
        ({"numbers": {"pain": 3}}, "numbers.pain"),
        ({"course": MARKER}, "course"),
        ({"can_follow_plan": True}, "can_follow_plan"),
        ({"function": {}}, "function"),
        ({"raised_by": MARKER}, "raised_by"),
        ({"raised_by": "fault", "raised_to": MARKER}, "raised_to"),
        ({"text": MARKER}, "text"),
        ({MARKER: 1}, "key 1"),
        ({"id": {"text": MARKER}}, "id"),
    ],
)
def test_what_cannot_be_assessed_is_named_without_the_words(protocol, line, field):
    with pytest.raises(LineError) as raised:
        assess_line(protocol, line)

    (fault,) = raised.value.faults
    assert fault.field == field
    assert fault.problem
    assert fault.remedy
    assert MARKER not in str(raised.value)


def test_every_fault_of_a_line_is_told_at_once(protocol):
    line = {"findings": {"fevr": "present", "fever": "yes"}, "numbers": {"pain_score": 11}}

    with pytest.raises(LineError) as raised:
        assess_line(protocol, line)

    assert [fault.field for fault in raised.value.faults] == [
        "findings.fevr",
        "findings.fever",
        "numbers.pain_score",
    ]


def test_a_text_is_read_with_its_offsets(protocol, reader):
    text = "😱 since monday my left foot drags"

    answer = extract_line(reader, {"id": 1, "text": text}, protocol)

    assert answer["findings"]["motor_weakness"] == "present"
    for mention in answer["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["evidence"]
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": [MARKER]}, "text"),
        ({"text": "a", "asking": MARKER}, "asking"),
        ({"text": "a", "asking": [MARKER]}, "asking[0]"),
        ({"text": "a", "asking": ["fever", []]}, "asking[1]"),
        ({"text": "a", "asked": []}, "asked"),
    ],
)
def test_what_cannot_be_read_is_named_without_the_words(protocol, reader, line, field):
    with pytest.raises(LineError) as raised:
        extract_line(reader, line, protocol)

    (fault,) = raised.value.faults
    assert fault.field == field
    assert MARKER not in str(raised.value)


@pytest.mark.parametrize("text", ["", MARKER, "[1]", "[" * 100_000, '{"a": NaN}', "1"])
def test_a_line_that_is_no_json_object_is_refused(text):
    with pytest.raises(LineError) as raised:
        parse(text)

    assert MARKER not in str(raised.value)


def test_a_line_that_is_a_json_object_is_parsed():
    assert parse('{"id": 1}') == {"id": 1}

from typing import Any

import pytest

from bot.engine.protocol import Level, Protocol
from bot.testing.patient import reply
from bot.testing.vignettes import BadVignette, Vignette

LINE: dict[str, Any] = {
    "id": "p-1",
    "opening": "my back hurts",
    "truth": {"saddle_numbness": "present", "fever": "absent"},
    "numbers": {"age_years": 34, "duration_days": 12},
    "answers": {
        "saddle_numbness": "weird one but i cant feel it when i wipe",
        "bladder_dysfunction": "waterworks are fine.",
        "age_years": "34",
        "course": "getting worse tbh",
    },
    "default_answer_no": True,
    "expected_disposition_min": "emergency",
    "expected_disposition_max": "emergency",
}


def vignette(protocol: Protocol, **changes: Any) -> Vignette:
    return Vignette.from_json({**LINE, **changes}, protocol)


@pytest.mark.parametrize(
    ("asks", "typed"),
    [
        (["saddle_numbness"], "weird one but i cant feel it when i wipe"),
        (["fever"], "no"),
        (["fever", "recent_infection"], "no"),
        (
            ["saddle_numbness", "bladder_dysfunction", "bowel_dysfunction"],
            "weird one but i cant feel it when i wipe. waterworks are fine. no to the rest",
        ),
        (
            ["bladder_dysfunction", "saddle_numbness"],
            "waterworks are fine. weird one but i cant feel it when i wipe",
        ),
        (
            ["age_years", "duration_days", "course"],
            "34. I have had this pain for 12 days. getting worse tbh",
        ),
        ([], "ok"),
    ],
)
def test_a_patient_answers_what_is_asked(protocol: Protocol, asks: list[str], typed: str) -> None:
    assert reply(vignette(protocol), asks) == typed


def test_a_patient_says_no_in_their_own_way(protocol: Protocol) -> None:
    assert reply(vignette(protocol, default_answer_no="nah mate"), ["fever"]) == "nah mate"


@pytest.mark.parametrize(
    ("asks", "typed"),
    [
        (["fever"], "not sure"),
        (["bladder_dysfunction", "fever"], "waterworks are fine. not sure about the rest"),
    ],
)
def test_a_patient_who_never_just_says_no_is_not_sure(
    protocol: Protocol, asks: list[str], typed: str
) -> None:
    assert reply(vignette(protocol, default_answer_no=False), asks) == typed


def test_a_vignette_is_read_whole(protocol: Protocol) -> None:
    patient = vignette(protocol, locale="en-GB", reporter="proxy")

    assert (patient.least, patient.most) == (Level.emergency, Level.emergency)
    assert (patient.locale, patient.reporter) == ("en-GB", "proxy")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"opening": None}, "'opening' must be a text"),
        ({"text": "x"}, "unknown key: text"),
        ({"truth": {"numb": "present"}}, "unknown finding in truth: numb"),
        ({"truth": {"fever": "yes"}}, "unknown status in truth: yes"),
        ({"numbers": {"height": 2}}, "unknown number: height"),
        ({"answers": {"flu": "no"}}, "unknown id in answers: flu"),
        ({"answers": {"fever": True}}, "every answer must be a text"),
        ({"answers": ["no"]}, "'answers' must be an object"),
        ({"expected_disposition_min": "now"}, "unknown level in expected_disposition_min: now"),
        ({"reporter": "dog"}, "unknown reporter: dog"),
    ],
)
def test_a_line_that_is_no_vignette_is_refused_with_the_reason(
    protocol: Protocol, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadVignette, match=complaint):
        vignette(protocol, **changes)

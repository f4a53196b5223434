from typing import Any

import pytest

from bot.engine.protocol import Level, Protocol
from bot.testing.bank import BadLabel, Labelled

LINE: dict[str, Any] = {
    "id": "x-1",
    "text": "my groin is numb",
    "asking": ["saddle_numbness"],
    "findings": {"saddle_numbness": "present"},
    "numbers": {"age_years": 40},
    "also_accept": {"fever": ["absent"]},
    "min_disposition": "emergency",
}


def labelled(protocol: Protocol, **changes: Any) -> Labelled:
    return Labelled.from_json({**LINE, **changes}, protocol)


def test_a_line_is_read_whole(protocol: Protocol) -> None:
    message = labelled(protocol)

    assert message.asking == ("saddle_numbness",)
    assert message.min_disposition is Level.emergency
    assert message.label("saddle_numbness") == "present"
    assert message.label("fever") == "none"


def test_what_is_also_accepted_widens_the_label(protocol: Protocol) -> None:
    message = labelled(protocol)

    assert message.accepted("fever") == {"none", "absent"}
    assert message.accepted("saddle_numbness") == {"present"}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"id": 7}, "'id' and 'text'"),
        ({"text": None}, "'id' and 'text'"),
        ({"finding": {}}, "unknown key: finding"),
        ({"findings": {"numb": "present"}}, "unknown finding: numb"),
        ({"findings": {"fever": "yes"}}, "unknown label: yes"),
        ({"findings": {"fever": "none"}}, "unknown label: none"),
        ({"numbers": {"height": 3}}, "unknown number: height"),
        ({"also_accept": {"fever": ["maybe"]}}, "unknown label in also_accept: maybe"),
        ({"also_accept": {"flu": ["none"]}}, "unknown finding in also_accept: flu"),
        ({"min_disposition": "now"}, "unknown level: now"),
    ],
)
def test_a_line_that_breaks_the_format_is_refused_with_the_reason(
    protocol: Protocol, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadLabel, match=complaint):
        labelled(protocol, **changes)


@pytest.mark.parametrize(
    ("findings", "also", "trap"),
    [
        ({}, {}, True),
        ({"fever": "absent"}, {"fever": ["none"]}, True),
        ({"fever": "present"}, {}, False),
        ({"fever": "uncertain"}, {}, False),
        ({}, {"fever": ["present"]}, True),
    ],
)
def test_a_trap_holds_nothing_that_is_to_be_found(
    protocol: Protocol, findings: dict[str, str], also: dict[str, list[str]], trap: bool
) -> None:
    assert labelled(protocol, findings=findings, also_accept=also).is_trap is trap


def test_the_words_of_a_message_do_not_show_when_it_is_printed(protocol: Protocol) -> None:
    assert "groin" not in repr(labelled(protocol))

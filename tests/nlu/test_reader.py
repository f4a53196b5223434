import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.findings import Reading
from bot.nlu.reader import Reader

ASKED = ["saddle_numbness", "bladder_dysfunction", "fever", "age_years", "course"]
MESSAGES = [
    "I can't feel when I wipe",
    "my left foot drags and I wet myself",
    "no fever, no numbness, legs are strong",
    "fell off a ladder yesterday, 8/10, I'm 52",
    "maybe my groin is numb",
    "had breast cancer in 2015",
]
WORDS = (
    "numb can't no not never feel wipe pee bum leg my i had a fever 38.6 52 . , ? ! but and or "
    "maybe if what mum he she yes nope cancer weak both fell ladder years ago \n 🍑 ’"
)
pieces = st.sampled_from(WORDS.split(" "))
texts = st.one_of(st.text(max_size=120), st.lists(pieces, max_size=30).map(" ".join))


@given(text=texts, asking=st.lists(st.sampled_from(ASKED), max_size=4))
@settings(deadline=None)
def test_any_text_is_read_and_every_mention_quotes_it(
    reader: Reader, text: str, asking: list[str]
) -> None:
    reading = reader.read(text, asking)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.evidence
        assert mention.evidence
    assert all(isinstance(number, float) for number in reading.numbers.values())


@given(texts)
@settings(deadline=None)
def test_the_same_text_is_always_read_the_same(reader: Reader, text: str) -> None:
    assert reader.read(text) == reader.read(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "😢", "\u200b", "'", "a" * 5000])
def test_a_message_with_nothing_in_it_says_nothing(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.mentions, dict(reading.numbers)) == ((), {})


def test_what_was_learnt_survives_as_json(reader: Reader) -> None:
    again = Reader.from_json(json.loads(json.dumps(reader.to_json())))
    assert [again.read(text) for text in MESSAGES] == [reader.read(text) for text in MESSAGES]


def statuses(reading: Reading) -> dict[str, str]:
    return {id: status.value for id, status in reading.findings.items()}


@pytest.mark.parametrize("text", MESSAGES)
@pytest.mark.parametrize(
    "changed",
    [
        str.upper,
        str.capitalize,
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("'", ""),
        lambda text: f"  {text}  ",
        lambda text: f"{text}!!",
        lambda text: f"Hi, {text}",
        lambda text: text.replace("my ", "my bloody "),
        lambda text: text.replace("can't", "cannot"),
        lambda text: text.replace("can't", "can not"),
    ],
)
def test_writing_it_differently_does_not_change_what_it_says(
    reader: Reader,
    text: str,
    changed: object,
) -> None:
    assert callable(changed)
    assert statuses(reader.read(changed(text))) == statuses(reader.read(text))


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        ("my groin is nunb", "saddle_numbness"),
        ("cantfeel my bum when I wipe", "saddle_numbness"),
        ("i cant contorl my bladder", "bladder_dysfunction"),
        ("my foot is draging", "motor_weakness"),
        ("I havve a fevver", "fever"),
    ],
)
def test_a_typing_error_does_not_hide_a_finding(reader: Reader, typed: str, finding: str) -> None:
    assert reader.read(typed).findings[finding].counts

"""What is told as history, in the words of doctors' letters."""

import pytest

from bot.engine.findings import Status
from bot.nlu.assertion import Assertions
from bot.nlu.frames import Found
from bot.nlu.histories import told_as_history
from bot.nlu.reader import Reader
from bot.nlu.sentences import Sentence, cut
from bot.nlu.text import Word


def located(reader: Reader, text: str, phrase: str = "gout") -> tuple[list[Word], Sentence, Found]:
    """Return one word of a text as a finding of which nothing special is known."""
    stream = reader.lexicon.stream(reader.lexicon.words(text))
    start = text.lower().index(phrase)
    place = next(n for n, word in enumerate(stream) if word.start == start)
    found = Found("back_pain", "present", place, place + 1)
    for sentence in cut(stream, reader.lexicon.hits(stream)):
        if sentence.start <= place < sentence.end:
            return stream, sentence, found
    raise AssertionError(text)


@pytest.mark.parametrize(
    "text",
    [
        "History of gout.",
        "Past medical history: diabetes, anaemia, gout.",
        "Past medical history is positive for anaemia and gout.",
        "Status post gout.",
        "She has a gout history.",
        "An old gout was seen.",
        "There is no history of gout.",
    ],
)
def test_a_history_is_told(reader: Reader, text: str) -> None:
    assert told_as_history(*located(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "Two week history of gout.",
        "History of present illness: gout.",
        "History of anaemia, now gout.",
        "History of anaemia, presents with gout.",
        "Status post lumbar fusion, gout.",
        "Medical history: anaemia. Findings: gout.",
        "Medical history: anaemia Findings: gout.",
    ],
)
def test_what_is_of_now_is_no_history(reader: Reader, text: str) -> None:
    assert not told_as_history(*located(reader, text))


def test_a_history_changes_no_status(reader: Reader) -> None:
    read = reader.read("history of sciatica, numb between the legs", ()).findings
    assert read["saddle_numbness"] is Status.PRESENT


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complications: none Diagnosis: gout", Status.PRESENT),
        ("MRI without contrast shows gout", Status.PRESENT),
        ("Culture of gout was negative.", Status.ABSENT),
        ("No anaemia and positive for gout", Status.PRESENT),
        ("On july 19 2026 he had gout", Status.PRESENT),
        ("As previously mentioned there is gout", Status.PRESENT),
        ("Come back to us if he develops anaemia or gout", None),
        ("Watch out for anaemia, and now there is gout", Status.PRESENT),
        ("An x-ray to rule out gout", Status.UNCERTAIN),
    ],
)
def test_doctors_words_are_judged(reader: Reader, text: str, status: Status | None) -> None:
    stream, sentence, found = located(reader, text)

    assert Assertions(stream, sentence).judge(found, [found]).status is status

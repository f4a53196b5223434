import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("The doctor asked if I'd been having night sweats and I said no", "fever"),
        ("They asked if I had any numbness down below. I said no.", "saddle_numbness"),
        ("physio asked whether my leg gives way and I told her no, never", "motor_weakness"),
        ("she asked about fever, I said nope", "fever"),
    ],
)
def test_a_no_told_of_an_earlier_question_neither_affirms_nor_denies(
    reader: Reader, text: str, finding: str
) -> None:
    assert finding not in reader.read(text).findings


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("They asked if I had any numbness down below. I said yes", "saddle_numbness"),
        ("111 asked me if I'd lost control of my bowels and I said yes", "bowel_dysfunction"),
        ("they asked if I can pee normally and I said no", "bladder_dysfunction"),
        ("he asked if I was numb down below and I said no but now I am", "saddle_numbness"),
    ],
)
def test_what_was_affirmed_or_has_changed_since_is_there(
    reader: Reader, text: str, finding: str
) -> None:
    assert reader.read(text).findings[finding] == "present"


def test_a_question_about_somebody_else_stays_theirs(reader: Reader) -> None:
    assert not reader.read("She asked if my mum had cancer and I said yes").findings

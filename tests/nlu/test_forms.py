"""Forms: what a tick, a cross, a Y or an N beside a word says, and whose it never is."""

import pytest

from bot.nlu.reader import Reader

ALL = "fever saddle_numbness motor_weakness"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("fever N, numb between legs Y", "ap-"),
        ("fever N numb between legs Y weak leg N", "apa"),
        ("fever: N, numb groin: Y, weak leg: Y", "app"),
        ("fever ✗ numb groin ✓ weak leg ✗", "apa"),
        ("fever ✔ numb groin ✘ weak leg ✔", "pap"),
        ("✅ fever ❌ weak leg ✅ numb groin", "ppa"),
        ("❌ fever ❌ numb groin ❌ weak leg", "aaa"),
        ("fever n chills", "p--"),
    ],
)
def test_the_mark_is_of_the_word_beside_it(reader: Reader, text: str, letters: str) -> None:
    found = reader.read(text).findings
    said = "".join(found[id].value[0] if id in found else "-" for id in ALL.split())

    assert said == letters


def test_an_n_between_words_joins_them(reader: Reader) -> None:
    for text in ("back n leg pain", "BACK N LEG PAIN"):
        assert reader.read(text).findings["radicular_pain"].value == "present"

"""Wishes heard without a model: by heart, with manners around them, beside an answer."""

from pathlib import Path

import pytest

from bot.nlu.wishes import BESIDE, WISHES, Wishes, corrects, only_asks, puzzled

WISHES_HEARD = Wishes.learn(Path(__file__).parents[2] / "data" / "nlu")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("How long will it last?", "ask_recovery"),
        ("WHO ARE YOU", "ask_bot"),
        ("are you a real person?", "ask_human"),
        ("is this private", "ask_privacy"),
        ("delete my data!", "ask_erasure"),
        ("what do you know about me?", "ask_known"),
        ("I don’t understand", "confused"),
        ("say that again", "repeat"),
        ("wipe everything I told you", "ask_erasure"),
        ("I need to go now", "stop"),
        ("what do you mean by spreading?", "confused"),
        ("sorry, what does saddle mean", "confused"),
        ("what I mean is my leg is weak", None),
        ("🍕🍕🍕", None),
        ("fuck off", "abuse"),
        ("asdfgh", "nonsense"),
        ("me duele la espalda", "other_language"),
        ("my son has back pain", "about_child"),
        ("are these contractions?", "about_pregnancy"),
        ("my dog has a bad back", "about_pet"),
        ("I have a headache", "about_headache"),
        ("I can't cope any more", "crisis"),
        ("can I speak to a human", "ask_person"),
        ("it is worse, and I want to talk to a nurse", "ask_person"),
        ("I feel rough so I want to talk to a nurse", "ask_person"),
        ("stop", "stop"),
        ("my back hurts", None),
        ("no", None),
    ],
)
def test_a_wish_is_known_by_heart(text: str, wish: str | None) -> None:
    assert WISHES_HEARD.of(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "ok but how long will it last",
        "sorry, how long will it last please?",
        "hi, how long will it last though",
        "No fever. How long will it last?",
        "no to all, but how long will it last",
        "how long will it last? I'm worried",
    ],
)
def test_manners_and_an_answer_beside_it_hide_no_wish(text: str) -> None:
    assert WISHES_HEARD.of(text) == "ask_recovery"


@pytest.mark.parametrize(
    "text", ["no. thanks", "it began on monday. stop", "no. what", "not that bad. haha"]
)
def test_short_words_beside_an_answer_are_no_wish(text: str) -> None:
    assert WISHES_HEARD.of(text) is None


def test_what_is_heard_beside_an_answer_is_a_wish() -> None:
    assert BESIDE < WISHES


@pytest.mark.parametrize(
    "text",
    [
        "actually I did have a fever",
        "sorry, I meant the left leg",
        "I made a mistake, no cancer",
        "scratch that, it was 3 weeks",
        "no wait, I can feel it",
        "I misread the question",
        "can I change my answer, I'm 43",
        "I said no but I do have a fever",
        "that’s wrong, I'm 43",
    ],
)
def test_a_correction_is_known_by_its_words(text: str) -> None:
    assert corrects(text)


@pytest.mark.parametrize("text", ["no", "I have a fever", "it changed on monday", "I am 43"])
def test_other_messages_correct_nothing(text: str) -> None:
    assert not corrects(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("is my baby ok?", True),
        ("ok, what's the usual time", True),
        ("are you any good", True),
        ("no, why?", False),
        ("not really?", False),
        ("everything is fine. why do you ask?", False),
        ("all fine", False),
    ],
)
def test_a_message_that_only_asks_is_told_from_one_that_answers(text: str, *, asks: bool) -> None:
    assert only_asks(text) is asks


def test_who_has_not_understood_says_so() -> None:
    assert puzzled("sorry I just dont get it at all")
    assert not puzzled("no")

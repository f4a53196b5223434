"""A pressed button says what it shows, in every locale, whatever the reader would make of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.buttons import JOIN, buttons, pressed
from bot.engine.findings import Status
from bot.knowledge.loader import load

KNOWLEDGE = load()
PROTOCOL = KNOWLEDGE.protocol
LOCALES = sorted(KNOWLEDGE.scripts)
GROUPS = [
    question.asks
    for question in PROTOCOL.questions
    if len(question.asks) > 1 and all(id in PROTOCOL.findings for id in question.asks)
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("asks", GROUPS)
def test_each_item_of_a_group_says_its_own_finding_and_no_other(
    locale: str, asks: tuple[str, ...]
) -> None:
    scripts = KNOWLEDGE.scripts[locale]
    for id, button in zip(asks, buttons(PROTOCOL, scripts, asks), strict=False):
        reading = pressed(PROTOCOL, scripts, asks, button.text)

        assert reading is not None
        assert reading.findings == {id: Status.PRESENT}


@given(st.data())
def test_several_buttons_in_one_message_say_each_of_them(data: st.DataObject) -> None:
    scripts = KNOWLEDGE.scripts[data.draw(st.sampled_from(LOCALES))]
    asks = data.draw(st.sampled_from(GROUPS))
    chosen = data.draw(st.lists(st.sampled_from(asks), min_size=1, unique=True))
    text = JOIN.join(scripts.items[id].short for id in chosen)

    reading = pressed(PROTOCOL, scripts, asks, text)

    assert reading is not None
    assert reading.findings == dict.fromkeys(chosen, Status.PRESENT)
    assert all(text[m.start : m.end] == m.evidence for m in reading.mentions)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("asks", GROUPS)
def test_none_of_these_denies_all_of_them(locale: str, asks: tuple[str, ...]) -> None:
    scripts = KNOWLEDGE.scripts[locale]

    reading = pressed(PROTOCOL, scripts, asks, scripts.buttons["none_of_these"])

    assert reading is not None
    assert reading.findings == dict.fromkeys(asks, Status.ABSENT)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("category", sorted(PROTOCOL.categories))
def test_each_choice_of_a_category_gives_its_value(locale: str, category: str) -> None:
    scripts = KNOWLEDGE.scripts[locale]
    for value, text in scripts.items[category].choices.items():
        reading = pressed(PROTOCOL, scripts, (category,), text)

        assert reading is not None
        assert reading.categories == {category: value}


@pytest.mark.parametrize(
    "text", ["", "fever or chills and a cough", "not " + "fever or chills", "Yes, but last year"]
)
def test_anything_else_is_read_as_words(text: str) -> None:
    scripts = KNOWLEDGE.scripts["en-US"]

    assert pressed(PROTOCOL, scripts, ("fever", "recent_infection"), text) is None


def test_unsure_is_no_status_but_an_answer() -> None:
    scripts = KNOWLEDGE.scripts["en-US"]

    reading = pressed(PROTOCOL, scripts, ("fever",), scripts.buttons["unsure"])

    assert reading is not None
    assert (reading.mentions, reading.answer) == ((), "unsure")

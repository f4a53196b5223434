"""A language is data: another file of scripts, and nothing else, makes the bot speak it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.loader import KnowledgeError, load
from bot.knowledge.scripts import MESSAGES, Scripts
from bot.knowledge.wording import texts

ROOT = Path(__file__).parents[2]
KNOWLEDGE = load()
SPANISH = KNOWLEDGE.scripts["es-US"]


def code() -> Iterator[tuple[str, str]]:
    for folder in ("bot", "actions"):
        for path in (ROOT / folder).rglob("*.py"):
            yield path.name, path.read_text(encoding="utf-8")


def test_no_code_knows_spanish() -> None:
    assert [name for name, text in code() if re.search(r"\bes-|[áéíóúñ¿¡]", text)] == []


def test_a_file_more_is_a_locale_more(edit: Any) -> None:
    folder = edit("scripts/es-US.yml", "locale: es-US", "locale: es-PR")
    (folder / "scripts" / "es-US.yml").rename(folder / "scripts" / "es-PR.yml")

    assert set(load(folder).scripts) == {"en-US", "en-GB", "es-PR"}


@pytest.mark.parametrize("missing", ["  noted: ", "  E1: ", "months: ", "place: "])
def test_a_locale_that_leaves_something_unsaid_is_refused(edit: Any, missing: str) -> None:
    (line,) = re.findall(rf"^{missing}.*\n", _file("es-US"), re.MULTILINE)

    with pytest.raises(KnowledgeError, match=missing.strip(" :")):
        load(edit("scripts/es-US.yml", line, ""))


def _file(locale: str) -> str:
    path = ROOT / "bot" / "knowledge" / "low_back_pain" / "scripts" / f"{locale}.yml"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("locale", "day"),
    [("en-US", "March 1, 2026"), ("en-GB", "1 March 2026"), ("es-US", "1 de marzo de 2026")],
)
def test_a_date_is_written_as_it_is_there(locale: str, day: str) -> None:
    assert KNOWLEDGE.scripts[locale].day(date(2026, 3, 1)) == day


def test_spanish_says_in_its_file_and_to_nurses_that_it_awaits_review() -> None:
    assert "AWAITING CLINICAL REVIEW" in _file("es-US")
    assert SPANISH.review == "Awaiting clinical review"


@pytest.mark.parametrize("greeting", ["greeting", "greeting_proxy", "other_language"])
def test_spanish_says_that_only_english_is_read(greeting: str) -> None:
    assert "Solo puedo leer inglés" in SPANISH.messages[greeting].replace("\n", " ")


def test_spanish_leaves_nothing_in_english() -> None:
    english = dict(texts(KNOWLEDGE.scripts["en-US"]))
    same = {
        place
        for place, text in texts(SPANISH)
        if english.get(place) == text and place not in {"buttons.no"}
    }

    assert {place for place in same if not place.endswith(".short")} == set()


@pytest.mark.parametrize(
    "sign",
    [
        "duermen los genitales o la cara interna de los muslos, o siente hormigueo",
        "duermen las nalgas o la piel alrededor del ano",
        "al limpiarse",
        "cuesta orinar, o no puede orinar",
        "aguantar la orina, o no puede cortar el chorro",
        "siente salir la orina",
        "escapa la orina, o ahora necesita",
        "vejiga está llena o vacía",
        "aguantar las heces, se le escapan, o no puede defecar",
        "siente cuando defeca",
        "erección o un orgasmo",
        "no siente nada en el sexo",
    ],
)
def test_the_twelve_signs_of_the_warning_card_are_covered_in_spanish(sign: str) -> None:
    assert re.search(sign, "\n".join(SPANISH.emergency_signs), re.IGNORECASE)


@pytest.mark.parametrize("message", ["safety_net", "after_closing"])
def test_bladder_and_bowel_are_named_in_both_directions_in_spanish(message: str) -> None:
    text = SPANISH.messages[message].replace("\n", " ")

    assert "no puede orinar o no puede aguantar la orina" in text
    assert "no puede aguantar las heces o no puede defecar" in text


def test_every_locale_says_the_same_things() -> None:
    def places(scripts: Scripts) -> set[str]:
        return {place for place, _ in texts(scripts)}

    assert len({frozenset(places(scripts)) for scripts in KNOWLEDGE.scripts.values()}) == 1
    assert all(MESSAGES.keys() == scripts.messages.keys() for scripts in KNOWLEDGE.scripts.values())

"""What a patient can be told: plain, careful, and the same things in every locale."""

import re
from itertools import chain
from typing import Any

import pytest

from bot.engine.interview import Kind
from bot.knowledge.check import check
from bot.knowledge.loader import load
from bot.knowledge.readability import HIGHEST_GRADE, grade
from bot.knowledge.scripts import Scripts
from bot.knowledge.wording import texts

KNOWLEDGE = load()
ENGLISH = sorted(locale for locale in KNOWLEDGE.scripts if locale.startswith("en-"))


@pytest.fixture(params=ENGLISH)
def scripts(request: pytest.FixtureRequest) -> Scripts:
    return KNOWLEDGE.scripts[request.param]


def filled(text: str) -> str:
    for name, value in {
        "item": "a weak leg",
        "quote": "I can't pee",
        "date": "May 1, 2026",
        "value": "5",
    }.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def saying(scripts: Scripts, pattern: str) -> dict[str, str]:
    """Return the texts in which a pattern is found, by place."""
    found = re.compile(pattern, re.IGNORECASE)
    return {place: text for place, text in texts(scripts) if found.search(text)}


def test_no_text_promises_that_all_is_well_or_that_there_will_be_a_scan(scripts: Scripts) -> None:
    promises = r"all clear|nothing (?:serious|wrong)|you(?:'re| are) (?:fine|safe)|no need to worry"
    scans = r"you(?:'ll| will) (?:get|have|need) (?:a|an) (?:scan|mri|x-ray)|we will scan"

    assert saying(scripts, f"{promises}|{scans}") == {}


def test_no_text_names_a_disease_that_the_patient_could_take_for_theirs(scripts: Scripts) -> None:
    diseases = r"cauda|metasta|abscess|spondylo|fracture|tumou?r|myelopathy|slipped disc"

    assert saying(scripts, diseases) == {}
    assert saying(scripts, "numb"), "the search finds nothing at all"


def test_every_text_is_at_sixth_grade_or_below(edit: Any) -> None:
    assert check() == []

    hard = "  noted: The administration of analgesics necessitates professional consultation."
    folder = edit("scripts/en-US.yml", "  noted: Thanks, I have changed that now.", hard)
    (fault,) = check(folder)
    assert fault.place == "messages.noted"
    assert fault.problem.startswith("It reads at grade ")


def test_a_whole_question_with_its_list_is_at_sixth_grade_or_below(scripts: Scripts) -> None:
    for question in KNOWLEDGE.protocol.questions:
        words = scripts.questions[question.id]
        lines = [f"- {scripts.items[id].line}" for id in question.asks]
        for intro in (words.ask, words.simpler):
            assert grade("\n".join([intro, *lines])) <= HIGHEST_GRADE


def test_a_whole_closing_is_at_sixth_grade_or_below(scripts: Scripts) -> None:
    say = scripts.messages
    parts = chain(
        [say["return_precautions"], say["emergency_signs"]],
        scripts.emergency_signs,
        [say["urgent_signs"]],
        scripts.urgent_signs,
        [say["where_after_hours"], filled(say["follow_up"]), say["not_a_diagnosis"]],
    )

    assert grade("\n".join(parts)) <= HIGHEST_GRADE


@pytest.mark.parametrize(
    "sign",
    [
        "numb .*pins and needles .*genitals or inner thighs",
        "numb.*(?:bottom|back passage)|(?:bottom|back passage).*numb",
        "wipe",
        "hard to pee, or you can't go",
        "can't hold your pee, or you can't stop it",
        "can't feel the pee",
        "leak pee, or now need pads",
        "bladder is full or empty",
        "can't hold your poo",
        "can't feel it when you poo",
        "hard or come",
        "sex feels numb",
    ],
)
def test_the_twelve_signs_of_the_warning_card_are_covered(scripts: Scripts, sign: str) -> None:
    told = "\n".join(scripts.emergency_signs)

    assert re.search(sign, told, re.IGNORECASE)


@pytest.mark.parametrize("part", ["ask", "line"])
def test_bladder_and_bowel_are_asked_about_in_both_directions(scripts: Scripts, part: str) -> None:
    for id in ("bladder_dysfunction", "bowel_dysfunction"):
        text = getattr(scripts.items[id], part)

        assert "can't go" in text
        assert "can't hold it" in text


def test_the_signs_to_watch_for_name_bladder_and_bowel_in_both_directions(
    scripts: Scripts,
) -> None:
    signs = "\n".join(scripts.emergency_signs)

    assert re.search(r"can't go at all.*\n.*can't hold your pee", signs)
    assert re.search(r"can't hold your poop?, it leaks out, or you can't go", signs)


@pytest.mark.parametrize("place", ["messages.safety_net", "messages.after_closing"])
def test_bladder_and_bowel_are_named_in_both_directions(scripts: Scripts, place: str) -> None:
    text = dict(texts(scripts))[place]

    assert "can't pee or can't hold it" in text
    assert re.search(r"can't hold your poop? or can't go", text.replace("\n", " "))


def test_numbers_to_call_are_those_of_the_country() -> None:
    us, gb = KNOWLEDGE.scripts["en-US"], KNOWLEDGE.scripts["en-GB"]

    assert "988" in us.messages["self_harm"]
    assert "911" in us.messages["safety_net"]
    assert "urgent care center" in us.messages["where_after_hours"]
    assert "Samaritans on 116 123" in gb.messages["self_harm"]
    assert "999" in gb.messages["safety_net"]
    assert "NHS 111" in gb.messages["where_after_hours"]


def test_no_number_of_the_other_country_slips_in() -> None:
    us = "\n".join(text for _, text in texts(KNOWLEDGE.scripts["en-US"]))
    gb = "\n".join(text for _, text in texts(KNOWLEDGE.scripts["en-GB"]))

    assert not re.search(r"999|116 123|\b111\b|\bGP\b|A&E|\bpoo\b", us)
    assert not re.search(r"911|988|emergency room|doctor's office|\bpoop\b|urgent care center", gb)


def test_names_are_filled_in(scripts: Scripts) -> None:
    left = {name for _, text in texts(scripts) for name in re.findall(r"{(\w+)}", text)}

    assert left == {"item", "quote", "date", "value", "day", "month", "year"}


def test_every_way_of_asking_has_its_words(scripts: Scripts) -> None:
    introduced = {Kind.AGAIN, Kind.CLARIFY, Kind.RETRACT, Kind.CONFLICT}

    assert {kind.value for kind in introduced} <= scripts.messages.keys()


def test_the_wording_says_that_it_awaits_review(scripts: Scripts) -> None:
    assert scripts.review == "Awaiting clinical review"

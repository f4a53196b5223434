"""Answers in a row: each part says of its one thing what its own lesson says."""

import random

from bot.knowledge import loader
from bot.learning.rows import ENDS, rows
from bot.learning.teach import Lessons
from bot.testing.bank import Labelled

PROTOCOL = loader.load().protocol
ASKED = ("saddle_numbness", "bladder_dysfunction", "bowel_dysfunction")


def answer(id: str, text: str, label: str, **more: str) -> Labelled:
    value = {"id": text, "text": text, "asking": [id], "findings": {id: label, **more}}
    return Labelled.from_json(value, PROTOCOL)


ANSWERS = [
    answer("saddle_numbness", "no feels normal.", "absent"),
    answer("saddle_numbness", "dead as wood", "present"),
    answer("bladder_dysfunction", "works fine", "absent", fever="absent"),
    answer("bowel_dysfunction", "never lost it", "absent"),
]


def test_what_a_part_says_is_said_of_its_finding_and_an_end_denies_the_others() -> None:
    of = {one.text.rstrip("."): one for one in ANSWERS}
    made = rows(ANSWERS, [ASKED], random.Random(1), 200)

    assert len(made) == 200
    assert {one.asking for one in made} == {ASKED}
    for one in made:
        parts = [text for text in of if text in one.text]
        labels = {id: label for text in parts for id, label in of[text].findings.items()}
        ended = any(one.text.endswith(end) for end in ENDS)
        if ended:
            labels = dict.fromkeys(ASKED, "absent") | labels
        assert one.findings == labels
    assert any("dead as wood" in one.text for one in made)


def test_parts_stand_in_the_order_of_asking() -> None:
    order = [one.text.rstrip(".") for one in ANSWERS]
    for one in rows(ANSWERS, [ASKED], random.Random(2), 100):
        places = [one.text.index(text) for text in order if text in one.text]
        assert places == sorted(places)


def test_without_answers_to_single_findings_there_are_none() -> None:
    assert rows([], [ASKED], random.Random(1)) == []


def test_every_question_of_the_protocol_has_rows_from_the_lessons() -> None:
    questions = [[id for id in q.asks if id in PROTOCOL.findings] for q in PROTOCOL.questions]
    made = rows(Lessons().messages(), questions, random.Random(0), 300)

    several = {tuple(one) for one in questions if len(one) > 1}
    assert {one.asking for one in made} == several

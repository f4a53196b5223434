"""Numbers that a later message puts right, and words that only look like a wish."""

from dataclasses import replace
from typing import cast

import pytest

from bot.bridge.hearing import hear_message
from bot.bridge.resources import Resources
from bot.dialogue.talk import Talk, go_on
from bot.engine.findings import Case
from bot.engine.interview import Interview
from bot.nlu.clues import Clues
from bot.nlu.opinion import Estimate, Opinion, Opinions
from bot.nlu.reader import Reader
from tests.bridge.test_hearing import heard

KNOWN = Case(numbers={"age_years": 43.0, "duration_days": 90.0, "pain_score": 9.0})


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("oh wait i put my age in backwards, its 34 haha", {"age_years": 34.0}),
        ("no wait i said months i meant WEEKS. 3 weeks", {"duration_days": 21.0}),
        ("sorry, it's actually 3 weeks, not months", {"duration_days": 21.0}),
        ("actually my age is 34", {"age_years": 34.0}),
        ("actually I have a dog", {}),
        ("actually I did have a fever for 2 days", {}),
        ("sorry, I had cancer ten years ago", {}),
    ],
)
def test_a_number_is_put_right_by_its_name_or_unit(
    here: Resources, text: str, numbers: dict[str, float]
) -> None:
    scripts = here.scripts["en-US"]
    talk = go_on(here.protocol, scripts, Talk(interview=Interview(case=KNOWN))).talk
    talk = replace(talk, interview=replace(talk.interview, asking=("self_harm",)))

    said = hear_message(here.protocol, scripts, here.reader, here.wishes, talk, text)

    assert dict(said.reading.numbers) == numbers


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("aye me lower back is givin me gyp, doctor", None),
        ("could somebody ring me about this, doctor", "ask_person"),
    ],
)
def test_a_doctor_who_is_addressed_is_no_wish_for_one(
    here: Resources, text: str, wish: str | None
) -> None:
    assert heard(here, text, intent="ask_person").wish == wish


class Sure:
    """An opinion that hears numbness in everything."""

    def of(self, _: Clues) -> Opinions:
        return Opinions([Estimate("saddle_numbness", (0.0, 0.0, 0.0, 1.0), 0)], [])


def test_the_opinion_has_its_say_on_few_words_beside_a_wish_for_a_person(here: Resources) -> None:
    scripts = here.scripts["en-US"]
    talk = go_on(here.protocol, scripts, Talk()).talk
    reader = Reader(here.reader.lexicon, cast(Opinion, Sure()))
    text = "gone furry. I want to talk to a nurse"

    said = hear_message(here.protocol, scripts, reader, here.wishes, talk, text)

    assert said.reading.findings["saddle_numbness"].counts


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("it is worse, and I want to talk to a nurse", set()),
        ("I can't pee and I want to talk to a nurse", {"bladder_dysfunction"}),
    ],
)
def test_a_wish_for_a_person_tells_nothing_and_hides_nothing(
    here: Resources, text: str, findings: set[str]
) -> None:
    said = heard(here, text)

    assert said.wish == "ask_person"
    assert {id for id, status in said.reading.findings.items() if status.counts} == findings

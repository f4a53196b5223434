"""What a message says and wants, where words and the classifier speak at once."""

from typing import Any

import pytest

from bot.bridge.hearing import Heard, hear_message
from bot.bridge.resources import Resources
from bot.dialogue.talk import Talk, go_on, listen
from bot.engine.findings import Case, Reading, Status
from bot.engine.interview import Interview
from bot.nlu.limits import Limits
from bot.nlu.weighing import Before


def heard(
    here: Resources, text: str, intent: str | None = None, before: tuple[str, ...] = ()
) -> Heard:
    scripts = here.scripts["en-US"]
    talk = go_on(here.protocol, scripts, Talk()).talk
    for earlier in before:
        said = hear_message(*(here.protocol, scripts, here.reader, here.wishes, talk, earlier))
        talk = go_on(here.protocol, scripts, listen(here.protocol, talk, said.reading)).talk
    return hear_message(
        *(here.protocol, scripts, here.reader, here.wishes, talk, text), intent=intent
    )


@pytest.mark.parametrize(
    "text", ["I don't get it", "are you any good", "I can't make sense of that", "wipe everything"]
)
def test_an_interruption_known_by_heart_says_nothing_of_a_patient(
    here: Resources, text: str
) -> None:
    said = heard(here, text)

    assert said.wish
    assert not said.reading.mentions
    assert said.reading.answer is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("wot do u meen", "confused"),
        ("wat dat mean", "confused"),
        ("dunno wot ur askin me", "confused"),
        ("i not understanding what you are asking", "confused"),
        ("come again? I lost the place, the baby was crying", "repeat"),
    ],
)
def test_who_cannot_spell_may_ask_what_is_meant(here: Resources, text: str, wish: str) -> None:
    said = heard(here, text)

    assert said.wish == wish
    assert said.reading.answer is None


def test_who_asks_again_and_answers_is_not_told_again(here: Resources) -> None:
    said = heard(here, "come again? no")

    assert (said.wish, said.reading.answer) == (None, "no")


@pytest.mark.parametrize("text", ["nun of dem", "nah none a dem tings", "i not have none of dese"])
def test_none_of_them_is_understood_in_other_englishes(here: Resources, text: str) -> None:
    talk = go_on(here.protocol, here.scripts["en-US"], Talk()).talk
    findings = heard(here, text).reading.findings

    assert {findings.get(id) for id in talk.interview.asking} == {Status.ABSENT}


@pytest.mark.parametrize("text", ["is my baby ok", "is it normal to have backache when pregnant"])
def test_a_question_denies_nothing(here: Resources, text: str) -> None:
    assert Status.ABSENT not in heard(here, text).reading.findings.values()


@pytest.mark.parametrize(
    "text", ["is it cancer", "no fever, is it cancer?", "No fever. How long does sciatica last?"]
)
def test_what_is_only_asked_about_is_not_there(here: Resources, text: str) -> None:
    said = heard(here, text)

    assert said.wish
    assert Status.PRESENT not in said.reading.findings.values()


@pytest.mark.parametrize(
    ("extractor", "counts"), [("FindingReader", False), ("RegexEntityExtractor", True)]
)
def test_another_extractor_adds_and_ours_has_said_its_part(
    here: Resources, extractor: str, counts: bool
) -> None:
    entity = {"entity": "other_emergency", "role": "uncertain", "extractor": extractor}
    said = hear_message(
        *(here.protocol, here.scripts["en-US"], here.reader, here.wishes, Talk()),
        "I have a headache",
        intent="about_headache",
        entities=[entity],
    )

    assert said.wish == "about_headache"
    assert ("other_emergency" in said.reading.findings) == counts


def test_who_corrects_something_else_leaves_open_what_was_asked(here: Resources) -> None:
    said = heard(
        here,
        "scrap that, it's my left leg only, right one's never hurt",
        before=("no", "the pain runs down both legs"),
    ).reading

    assert said.corrects
    assert said.findings == {"bilateral_leg_symptoms": Status.ABSENT}


def test_the_classifier_ends_nothing_where_an_answer_was_read(here: Resources) -> None:
    assert heard(here, "nowt there", intent="stop").wish is None
    assert heard(here, "cba with this anymore", intent="stop").wish == "stop"


def test_what_is_told_beside_a_question_is_there(here: Resources) -> None:
    said = heard(here, "I had breast cancer in 2015. is it cancer?")

    assert said.wish == "ask_diagnosis"
    assert said.reading.findings["cancer_history"] is Status.PRESENT


def test_who_has_not_understood_has_denied_nothing(here: Resources) -> None:
    said = heard(here, "sorry I just don't get it at all", intent="confused")

    assert said.wish == "confused"
    assert not said.reading.mentions


def test_an_answer_beside_a_question_is_an_answer(here: Resources) -> None:
    said = heard(here, "no to all. why do you ask?")

    assert said.wish == "ask_why"
    assert set(said.reading.findings.values()) == {Status.ABSENT}


@pytest.mark.parametrize("intent", ["out_of_scope", "nonsense", "crisis", "abuse", "confused"])
def test_the_classifier_does_not_turn_an_answer_into_small_talk(
    here: Resources, intent: str
) -> None:
    said = heard(here, "no", intent=intent)

    assert said.wish is None
    assert said.reading.answer == "no"


def test_the_classifier_may_hear_a_wish_in_any_wording(here: Resources) -> None:
    said = heard(here, "roughly when d'you reckon I'd be alright", intent="ask_recovery")

    assert said.wish == "ask_recovery"


@pytest.mark.parametrize(
    ("text", "heeded"),
    [("my bak is realy bad n im scard", False), ("will my babby be okay with all this", True)],
)
def test_the_classifier_is_heeded_on_a_pregnancy_that_the_words_name(
    here: Resources, text: str, heeded: bool
) -> None:
    assert (heard(here, text, intent="about_pregnancy").wish is not None) == heeded


def test_what_is_an_emergency_stays_one_whatever_it_is_taken_for(here: Resources) -> None:
    said = heard(here, "I have chest pain", intent="out_of_scope")

    assert said.wish is None
    assert said.reading.findings["other_emergency"] is Status.PRESENT


def test_a_button_wants_nothing_but_what_it_says(here: Resources) -> None:
    said = heard(here, here.scripts["en-US"].buttons["none_of_these"], intent="stop")

    assert said.wish is None
    assert said.reading.answer == "no"


def test_a_correction_is_heard(here: Resources) -> None:
    assert heard(here, "actually I have had cancer").reading.corrects
    assert not heard(here, "I have had cancer").reading.corrects


@pytest.mark.parametrize(
    ("text", "finding", "status"),
    [
        ("actually yes to the bladder one", "bladder_dysfunction", Status.PRESENT),
        ("sorry, yes to the pee one", "bladder_dysfunction", Status.PRESENT),
        ("I made a mistake, yes to the numbness down there", "saddle_numbness", Status.PRESENT),
    ],
)
def test_an_earlier_answer_is_put_right_by_its_name(
    here: Resources, text: str, finding: str, status: Status
) -> None:
    said = heard(here, text, before=("no",)).reading

    assert said.findings[finding] is status
    assert said.answer is None


@pytest.mark.parametrize("text", ["sorry, no", "actually no", "actually yes"])
def test_a_plain_answer_puts_nothing_right_that_was_said_before(here: Resources, text: str) -> None:
    said = heard(here, text, before=("no",)).reading

    assert said.findings.keys().isdisjoint(here.protocol.questions[0].asks)
    assert said.answer


def test_the_reader_knows_what_was_denied_before_and_what_seemed_so(
    here: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Before] = []
    weighed = here.reader.weighed

    def noted(by_rules: Any, asking: Any, limits: Limits, before: Before) -> Reading:
        told.append(before)
        return weighed(by_rules, asking, limits, before)

    monkeypatch.setattr(here.reader, "weighed", noted)
    denied = {"fever": Status.ABSENT, "cancer_history": Status.ABSENT}
    interview = Interview(Case(denied), asking=("fever",), leaning={"night_pain": 0.9})

    hear_message(
        *(here.protocol, here.scripts["en-US"], here.reader, here.wishes, Talk(interview)),
        "it keeps me going most days that I can say",
    )

    assert told == [Before({"cancer_history"}, {"night_pain": 0.9})]

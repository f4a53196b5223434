"""Every emergency of the protocol, told at any place: two turns later help is on the way.

What makes an emergency is taken from the rules, how a patient says it from what the reader
learns from, so that a rule or a finding that is added is tried too.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import yaml

from bot import turn
from bot.cli.bots import bot_on
from bot.dialogue.asides import INTERRUPTIONS
from bot.engine.conditions import AllOf, AnyOf, Condition, Has, Number
from bot.engine.protocol import Level
from bot.knowledge.loader import load
from bot.nlu.rasa_format import TrainingData
from bot.parts import Bot
from bot.testing import patient
from bot.testing.conversations import PLAIN
from bot.testing.vignettes import Vignette

TAUGHT = Path(__file__).parents[2] / "data" / "nlu"
MOST_TURNS_AFTER = 2

Way = tuple[str, ...]
"""What has to be there together: findings, and numbers with their value."""


def ways(condition: Condition) -> Iterator[Way]:
    """Yield all the ways to meet a condition with no more than it takes."""
    match condition:
        case Has(finding):
            yield (finding,)
        case Number(number, at_least):
            yield (f"{number}={at_least:g}",)
        case AnyOf(parts):
            for part in parts:
                yield from ways(part)
        case AllOf(parts):
            for together in product(*(list(ways(part)) for part in parts)):
                yield tuple(one for way in together for one in way)
        case _:
            pytest.fail(f"an emergency hangs on {condition}")


EMERGENCIES = [
    pytest.param(way, id=f"{rule.id}: {' and '.join(way)}")
    for rule in load().protocol.rules
    if rule.level is Level.emergency
    for way in ways(rule.when)
]


@cache
def first_taught(kind: str, name: str) -> str:
    """Return the first way to say something that the reader is taught."""
    taught = TrainingData()
    content = yaml.safe_load((TAUGHT / kind / f"{name}.yml").read_text(encoding="utf-8"))
    for section in content["nlu"]:
        taught.add(section)
    return taught.texts[0]


def who_has(way: Way) -> Vignette:
    """Return a patient with nothing but this, who says the same whenever asked about it."""
    answers = {
        id: patient.IN_WORDS[id].format(value) if value else first_taught("findings", id)
        for id, _, value in (one.partition("=") for one in way)
    }
    return Vignette("", "", "", {}, {}, {**PLAIN, **answers}, "no", None, None, "en-US", "self")


def words_of(way: Way) -> str:
    who = who_has(way)
    return patient.reply(who, [one.partition("=")[0] for one in way])


class Talking:
    """One patient talking to the bot."""

    def __init__(self, bot: Bot, way: Way) -> None:
        self.bot, self.who, self.asked, self.level = bot, who_has(way), [], None
        self.id = turn.start(bot, locale="en-US", reporter="self").id
        self.closed, self.count = False, 0

    def say(self, text: str) -> None:
        self.count += 1
        given = turn.take_turn(self.bot, self.id, text=text, client_message_id=str(self.count))
        self.closed, self.level = given.state == "closed", given.assessment["level"]
        self.asked = [id for message in given.messages for id in message["asks"]]

    def turns_to_the_closing(self, text: str) -> int:
        """Return how many turns of the bot it takes from this message to the closing."""
        self.say(text)
        turns = 1
        while not self.closed:
            self.say(patient.reply(self.who, self.asked))
            turns += 1
        assert self.level == "emergency"
        return turns


@pytest.fixture(scope="module")
def bot() -> Iterator[Bot]:
    with bot_on(None, rasa=False) as bot:
        yield bot


@pytest.mark.parametrize("way", EMERGENCIES)
@pytest.mark.parametrize(
    "message",
    [
        "{}",
        "my lower back has hurt for 5 days. {}",
        "I am 44 and lifted a box on Monday. {} I have taken ibuprofen, and my mum has a bad back",
    ],
)
def test_in_the_first_message_alone_and_beside_other_words(
    bot: Bot, way: Way, message: str
) -> None:
    told = message.format(f"{words_of(way)}.")

    assert Talking(bot, way).turns_to_the_closing(told) <= MOST_TURNS_AFTER


@pytest.mark.parametrize("way", EMERGENCIES)
def test_as_the_answer_to_the_question_about_it(bot: Bot, way: Way) -> None:
    talking = Talking(bot, ())
    talking.say("my lower back hurts")
    while not set(talking.asked) & set(way):
        assert not talking.closed, "nobody has asked about it"
        talking.say(patient.reply(talking.who, talking.asked))
    talking.who = who_has(way)

    told = f"{words_of(way)}. no to the rest"
    assert talking.turns_to_the_closing(told) <= MOST_TURNS_AFTER


@pytest.mark.parametrize("way", EMERGENCIES)
def test_in_place_of_an_answer_to_something_else(bot: Bot, way: Way) -> None:
    talking = Talking(bot, way)
    talking.say("my lower back hurts")
    while talking.asked and "age_years" not in talking.asked:
        talking.say("no")

    assert talking.turns_to_the_closing(words_of(way)) <= MOST_TURNS_AFTER


@pytest.mark.parametrize("way", EMERGENCIES)
def test_inside_any_interruption(bot: Bot, way: Way) -> None:
    late = {}
    for wish in sorted(INTERRUPTIONS):
        talking = Talking(bot, way)
        talking.say("my lower back hurts")
        told = f"{first_taught('intents', wish)}. {words_of(way)}"
        late[wish] = talking.turns_to_the_closing(told)

    assert {wish: turns for wish, turns in late.items() if turns > MOST_TURNS_AFTER} == {}

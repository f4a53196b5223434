"""What is learnt is what is run: TensorFlow's network and numpy's give the same."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.engine.findings import Status
from bot.knowledge import loader
from bot.learning import examples
from bot.learning.teach import Lessons, taught
from bot.nlu.clues import clues_of
from bot.nlu.figures import KINDS
from bot.nlu.opinion import Opinion
from bot.nlu.reader import Reader
from bot.testing.bank import Labelled

DATA = Path(__file__).parents[2] / "data" / "nlu"
HARMLESS = ("the weather is bad", "I sat in the garden", "my chair is woolly", "paper shop")
WORDINGS = ("the paper is not there", "everything is woolly where I sit", "seat of cotton")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.learn(DATA)


def labelled(text: str, **findings: str) -> Labelled:
    value = {"id": text, "text": text, "findings": findings}
    return Labelled.from_json(value, loader.load().protocol)


def lesson() -> list[Labelled]:
    chance = random.Random(3)
    said = [labelled(w, saddle_numbness="present") for w in WORDINGS for _ in range(30)]
    return chance.sample([*said, *(labelled(h) for h in HARMLESS for _ in range(30))], 210)


@pytest.fixture(scope="module")
def opinion(reader: Reader) -> Opinion:
    return taught(reader, lesson(), epochs=60)


def saddle(opinion: Opinion, reader: Reader, text: str) -> float:
    estimates = opinion.of(clues_of(reader.hear(text))).findings
    return next(one.present for one in estimates if one.finding == "saddle_numbness")


@pytest.mark.slow
def test_it_learns_what_it_is_shown_and_not_what_looks_like_it(
    opinion: Opinion, reader: Reader
) -> None:
    shown = min(saddle(opinion, reader, wording) for wording in WORDINGS)
    harmless = max(saddle(opinion, reader, told) for told in HARMLESS)

    assert shown > 0.5 > harmless


def seen(reader: Reader, messages: Sequence[Labelled]) -> list[examples.Example]:
    clues = examples.clues(reader, messages)
    vocabulary = examples.vocabulary(
        [*clues, *clues, *clues], sorted(loader.load().protocol.findings)
    )
    return examples.examples(vocabulary, messages, clues)


def test_numpy_runs_what_tensorflow_learnt(reader: Reader) -> None:
    from bot.learning.network import Network, tensors

    asking = ("fever", "saddle_numbness")
    said = ["no fever since 3 days, but the seat is woolly", "well. " * 3, "no"]
    clues = [clues_of(reader.hear(text, asking)) for text in said]
    vocabulary = examples.vocabulary([*clues] * 3, sorted(loader.load().protocol.findings))
    network = Network(vocabulary, steps=1)
    network.learning = False
    chance = np.random.default_rng(5)
    for weight in network.weights.values():
        weight.assign(chance.normal(size=weight.shape, scale=0.3))
    weights = {name: weight.numpy()[np.newaxis] for name, weight in network.weights.items()}
    run = Opinion(weights, vocabulary.words, vocabulary.concepts, vocabulary.findings)

    some = examples.examples(vocabulary, [labelled(text) for text in said], clues)
    odds, kinds = network.odds(*tensors(some)[:6])

    for row, one in enumerate(clues):
        shares = np.exp(odds[row]) / np.exp(odds[row]).sum(1, keepdims=True)
        read = run.of(one)
        assert np.allclose([estimate.shares for estimate in read.findings], shares, atol=1e-4)
        for figure, share in zip(one.figures, read.figures, strict=True):
            logit = float(kinds[row, figure.place, KINDS.index(figure.kind)])
            assert share == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-4)


def test_what_may_be_anything_is_not_learnt_from(reader: Reader) -> None:
    anything = ["present", "uncertain", "absent", "none"]
    value = {"id": "1", "text": "hm", "findings": {}, "also_accept": {"fever": anything}}
    message = Labelled.from_json(value, loader.load().protocol)

    [example] = seen(reader, [message])

    at = sorted(loader.load().protocol.findings).index("fever")
    assert example.labels[at] == examples.UNSCORED


def test_every_batch_holds_every_message_once(reader: Reader) -> None:
    some = seen(reader, [labelled(f"pain number {n} " + "very " * n) for n in range(50)])

    given = [one for batch in examples.batches(some, 8, random.Random(1)) for one in batch]

    assert sorted(map(id, given)) == sorted(map(id, some))


def test_some_short_messages_become_stories_and_no_word_is_lost(reader: Reader) -> None:
    told = [labelled(f"I am {n}, pain number {n}") for n in range(20, 80)]
    some = seen(reader, told)

    stories = examples.joined(some, random.Random(1))

    assert len(stories) < len(some)
    assert words_and_numbers(stories) == words_and_numbers(some)
    assert sorted(map(len, (one.words for one in stories)))[-1] > 12
    for one in stories:
        assert len(one.words) == len(one.marks) == len(one.concepts)


def words_and_numbers(some: Sequence[examples.Example]) -> list[tuple[int, list[int], list[int]]]:
    """Return each word with its concepts and the kinds of number it may be."""
    return sorted(
        (word, names, [kind for at, kind, _ in one.figures if at == place])
        for one in some
        for place, (word, names) in enumerate(zip(one.words, one.concepts, strict=True))
    )


def test_of_a_story_the_worst_part_counts_and_what_is_unscored_stays_so(reader: Reader) -> None:
    anything = ["present", "uncertain", "absent", "none"]
    unscored = {"id": "4", "text": "four", "findings": {}, "also_accept": {"fever": anything}}
    said = [labelled("one", fever="absent"), labelled("two", fever="present"), labelled("three")]
    some = seen(reader, [*said, Labelled.from_json(unscored, loader.load().protocol)] * 20)
    fever = sorted(loader.load().protocol.findings).index("fever")
    label_of = {one.words[0]: one.labels[fever] for one in some}
    assert sorted(label_of.values()) == [examples.UNSCORED, 0, 1, 3]

    for story in examples.joined(some, random.Random(3)):
        labels = [label_of[word] for word in story.words]
        skipped = 3 not in labels and examples.UNSCORED in labels
        assert story.labels[fever] == (examples.UNSCORED if skipped else max(labels))


def test_answers_do_not_become_part_of_a_story(reader: Reader) -> None:
    clues = [clues_of(reader.hear("no", ("fever",)))] * 60
    vocabulary = examples.vocabulary(clues, sorted(loader.load().protocol.findings))
    some = examples.examples(vocabulary, [labelled("no")] * 60, clues)

    assert len(examples.joined(some, random.Random(2))) == len(some)


def test_the_state_follows_the_lessons(tmp_path: Path) -> None:
    for folder in ("data/nlu", "bot/nlu", "bot/learning"):
        (tmp_path / folder).mkdir(parents=True)
    lessons = Lessons(tmp_path, tmp_path / "models" / "opinion.npz")
    assert lessons.state() == "missing"

    lessons.file.parent.mkdir()
    lessons.file.write_bytes(b"")
    lessons.note.write_text(f'{{"inputs": "{lessons.fingerprint()}"}}')
    assert lessons.state() == "fresh"

    (tmp_path / "data" / "nlu" / "more.jsonl").write_text("{}")
    assert lessons.state() == "stale"


def test_the_projects_messages_are_well_formed_and_told_once() -> None:
    messages = Lessons().messages()

    assert len({one.id for one in messages}) == len(messages) > 20_000
    assert len({(one.text, one.asking) for one in messages}) == len(messages)


def test_every_finding_is_shown_in_every_status() -> None:
    shown = {(id, label) for one in Lessons().messages() for id, label in one.findings.items()}
    wanted = (Status.PRESENT, Status.ABSENT, Status.UNCERTAIN)

    assert shown >= {(id, s.value) for id in loader.load().protocol.findings for s in wanted}

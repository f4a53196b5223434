"""A second opinion: how likely a message says each finding, from small networks.

Each network sums word, concept and punctuation vectors for each word, with what was asked;
layers of convolution look at the words around it, and a layer of attention at all the others
(Vaswani et al. 2017, with a learnt bias for how far apart two words stand, after Shaw et al.
2018); what the rules have read is added last, so that the network learns when to trust them.
Each number of the message gets its likelihood of being the patient's too. The mean of the
networks' logits counts: they differ in their first weights and in the order of their lessons
alone (deep ensembles, Lakshminarayanan et al. 2017). They are learnt from data/messages by
bot/learning and run here in numpy, side by side, on one core.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bot.nlu.clues import STATUSES, Clues
from bot.nlu.figures import KINDS

LAYERS = ((3, 1), (3, 3))
"""Of each layer of convolution: how many words it joins, and how far apart they stand."""
HEADS = 4
"""In how many ways at once a word attends to the others."""
REACH = 16
"""Words beyond which it does not matter how far away another one stands."""
STRETCH = 192
"""The most words that attend to each other, so that the cost grows with the length only."""
UNKNOWN_WORD = 1
_TABLES = ("word", "mark", "concept", "asked")
_FLOOR = 1e-5

Array = np.ndarray[Any, np.dtype[Any]]


class Estimate(NamedTuple):
    """What the network thinks of one finding in one message."""

    finding: str
    shares: tuple[float, float, float, float]
    """Probabilities in the order of `STATUSES`; their sum is 1."""
    place: int
    """The word that speaks most for the finding being there."""

    @property
    def present(self) -> float:
        """Return how likely the message says that the finding is there."""
        return self.shares[3]

    @property
    def absent(self) -> float:
        """Return how likely the message denies the finding."""
        return self.shares[1]

    @property
    def counts(self) -> float:
        """Return how likely it says that the finding is, or may be, there."""
        return self.shares[2] + self.shares[3]


class Opinions(NamedTuple):
    """What the network thinks of one message."""

    findings: list[Estimate]
    figures: list[float]
    """How likely each figure of the clues is the patient's own and of its kind."""


class Opinion:
    """The trained networks; thread-safe, and the same answer for the same clues."""

    def __init__(
        self,
        weights: Mapping[str, Array],
        words: Iterable[str],
        concepts: Iterable[str],
        findings: Sequence[str],
    ) -> None:
        """Take the trained weights, networks first, and what their rows stand for."""
        self._weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self._tables = {name: _side_by_side(self._weights[name]) for name in _TABLES}
        self._kernels = [_kernel(self._weights[f"kernel{n}"], w) for n, (w, _) in enumerate(LAYERS)]
        self._words = {word: row for row, word in enumerate(words, UNKNOWN_WORD + 1)}
        self._concepts = {name: row for row, name in enumerate(concepts)}
        self.findings = tuple(findings)
        self._rows = {id: row for row, id in enumerate(self.findings)}
        self._each = np.arange(len(self.findings))
        self._meaning = lru_cache(maxsize=20_000)(self._sum_of)  # one in ten is a new one

    @classmethod
    def load(cls, file: Path) -> "Opinion":
        """Return what `save` wrote; OSError, KeyError or ValueError where it is no such file."""
        with np.load(file, allow_pickle=False) as kept:
            weights = {name: kept[name] for name in kept.files if not name.startswith("=")}
            names = [kept[f"={name}"].tolist() for name in ("words", "concepts", "findings")]
        return cls(weights, *names)

    def save(self, file: Path) -> None:
        """Write the network so that `load` reads it."""
        names = {
            "=words": list(self._words),
            "=concepts": list(self._concepts),
            "=findings": list(self.findings),
        }
        with file.open("wb") as target:
            np.savez(target, **self._weights, **{k: np.array(v) for k, v in names.items()})

    def of(self, clues: Clues) -> Opinions:
        """Return an estimate for every finding and figure; a message without words has none."""
        if not clues.words:
            return Opinions([], [])
        told = self._evidence(self._vectors(clues))
        evidence = told[..., : -len(KINDS)]
        strongest = evidence.max(1, keepdims=True)
        together = np.log(np.exp(evidence - strongest).sum(1)) + strongest[:, 0]
        together = together.reshape(len(told), len(self.findings), -1)
        odds = np.zeros((len(self.findings), len(STATUSES)), np.float32)
        odds[:, 1:] = (together + self._weights["bias"] + self._trust(clues)).mean(0)
        shares = np.exp(odds - odds.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        means = told.mean(0)
        of_words = means[:, : -len(KINDS)].reshape(len(means), len(self.findings), -1)
        places = np.maximum(of_words[:, :, 1], of_words[:, :, 2]).argmax(0)
        return Opinions(
            list(map(Estimate, self.findings, map(tuple, shares.tolist()), places.tolist())),
            _figures(clues, means[:, -len(KINDS) :]),
        )

    def _vectors(self, clues: Clues) -> Array:
        """Return networks x words x size: what a word is, how it stands, what it may mean."""
        tables = self._tables
        rows = [self._words.get(word, UNKNOWN_WORD) for word in clues.words]
        vectors = tables["word"][rows] + tables["mark"][clues.marks]
        meanings = [self._meaning(names) for names in clues.concepts]
        vectors += np.concatenate(meanings).reshape(vectors.shape)
        if asked := self._asked(clues):
            vectors += tables["asked"][asked].sum(0)
        networks = len(self._weights["bias"])
        return self._normed(vectors.reshape(len(vectors), networks, -1).transpose(1, 0, 2), "")

    def _asked(self, clues: Clues) -> list[int]:
        return [self._rows[id] for id in clues.asked if id in self._rows]

    def _sum_of(self, concepts: tuple[str, ...]) -> Array:
        """Return the sum of the vectors of concepts, of each once."""
        rows = [self._concepts[name] for name in dict.fromkeys(concepts) if name in self._concepts]
        total: Array = self._tables["concept"][rows].sum(0)
        return total

    def _evidence(self, vectors: Array) -> Array:
        """Return networks x words x (finding absent, uncertain, present ...; kinds of number)."""
        weights = self._weights
        for layer, (width, dilation) in enumerate(LAYERS):
            around = shifted(vectors @ self._kernels[layer], width, dilation)
            around += weights[f"offset{layer}"][:, np.newaxis]
            np.maximum(around, 0, out=around)
            around += vectors
            vectors = self._normed(around, layer)
        vectors = self._normed(self._attended(vectors) + vectors, "_met")
        evidence: Array = vectors @ weights["out"] + weights["out_offset"][:, np.newaxis]
        return evidence

    def _attended(self, vectors: Array) -> Array:
        """Return for each word what it takes from the others of its stretch."""
        parts = np.array_split(vectors, math.ceil(vectors.shape[1] / STRETCH), axis=1)
        met = [self._met(part) for part in parts]
        joined: Array = (np.concatenate(met, 1) if len(met) > 1 else met[0]) @ self._weights["meet"]
        return joined

    def _met(self, vectors: Array) -> Array:
        networks, length, size = vectors.shape
        wide = size // HEADS
        asks, offers, gives = (
            (vectors @ self._weights["attend"])
            .reshape(networks, length, 3, HEADS, wide)
            .transpose(2, 0, 3, 1, 4)
        )
        nearness = asks @ offers.swapaxes(2, 3)
        nearness *= wide**-0.5
        nearness += _apart(self._weights["apart"], length)
        nearness -= nearness.max(3, keepdims=True)
        np.exp(nearness, out=nearness)
        nearness /= nearness.sum(3, keepdims=True)
        met: Array = (nearness @ gives).swapaxes(1, 2).reshape(networks, length, size)
        return met

    def _normed(self, vectors: Array, layer: int | str) -> Array:
        """Return layer-normalised vectors."""
        size = vectors.shape[2]
        mean = np.full((size, 1), 1 / size, vectors.dtype)
        normed: Array = vectors - vectors @ mean
        normed /= np.sqrt((normed * normed) @ mean + _FLOOR)
        normed *= self._weights[f"scale{layer}"][:, np.newaxis]
        normed += self._weights[f"shift{layer}"][:, np.newaxis]
        return normed

    def _trust(self, clues: Clues) -> Array:
        heard = np.array(
            [STATUSES.index(clues.heard[f]) if f in clues.heard else 0 for f in self.findings]
        )
        heard[self._asked(clues)] += len(STATUSES)
        trust: Array = self._weights["trust"][:, self._each, heard]
        return trust


def _figures(clues: Clues, odds: Array) -> list[float]:
    places = [figure.place for figure in clues.figures]
    kinds = [KINDS.index(figure.kind) for figure in clues.figures]
    shares: list[float] = (1 / (1 + np.exp(-odds[places, kinds]))).tolist()
    return shares


def _side_by_side(table: Array) -> Array:
    """Return rows x (networks x size) of a table of each network."""
    return np.ascontiguousarray(table.transpose(1, 0, 2)).reshape(table.shape[1], -1)


def _kernel(kernel: Array, width: int) -> Array:
    """Return networks x size x (width x size): what a word gives to each place around it."""
    networks, inputs, size = kernel.shape
    parts = kernel.reshape(networks, width, inputs // width, size).transpose(0, 2, 1, 3)
    return np.ascontiguousarray(parts).reshape(networks, inputs // width, width * size)


def shifted(made: Array, width: int, dilation: int) -> Array:
    """Return for each word the sum of what the words around it give; beyond the ends is none.

    `made` is networks x words x (width x size): for the furthest word behind it first.
    """
    length, size = made.shape[1], made.shape[2] // width
    middle = width // 2
    total = made[:, :, middle * size : (middle + 1) * size].copy()
    for place in range(width):
        away = (place - middle) * dilation
        given = made[:, :, place * size : (place + 1) * size]
        if 0 < away < length:
            total[:, :-away] += given[:, away:]
        elif 0 < -away < length:
            total[:, -away:] += given[:, :away]
    return total


def _apart(bias: Array, length: int) -> Array:
    """Return networks x heads x words x words: the bias for how far the second is behind the first.

    `bias` is networks x heads x (2 REACH + 1), from the furthest before to the furthest behind.
    """
    far = np.clip(np.arange(1 - length, length), -REACH, REACH) + REACH
    row = np.ascontiguousarray(bias[:, :, far])
    network, head, step = row.strides
    shape, strides = (*bias.shape[:2], length, length), (network, head, -step, step)
    return np.ndarray(shape, row.dtype, row, offset=(length - 1) * step, strides=strides)

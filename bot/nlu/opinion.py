"""A second opinion: how likely a message says each finding, from a small network.

Word, concept and punctuation vectors are summed for each word, with what was asked; three
layers of convolution look at the words around it (up to seven on each side), and a layer of
attention at all the others (Vaswani et al. 2017, with a learnt bias for how far apart two
words stand, after Shaw et al. 2018); what the rules have read is added last, so that the
network learns when to trust them. Each number of the message gets its likelihood of being
the patient's too. The network is learnt from data/messages by bot/learning and run here in
numpy, on one core.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bot.nlu.clues import STATUSES, Clues
from bot.nlu.figures import KINDS

LAYERS = ((3, 1), (3, 2), (3, 4))
"""Of each layer of convolution: how many words it joins, and how far apart they stand."""
HEADS = 4
"""In how many ways at once a word attends to the others."""
REACH = 16
"""Words beyond which it does not matter how far away another one stands."""
STRETCH = 192
"""The most words that attend to each other, so that the cost grows with the length only."""
UNKNOWN_WORD = 1
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
    def counts(self) -> float:
        """Return how likely it says that the finding is, or may be, there."""
        return self.shares[2] + self.shares[3]


class Opinions(NamedTuple):
    """What the network thinks of one message."""

    findings: list[Estimate]
    figures: list[float]
    """How likely each figure of the clues is the patient's own and of its kind."""


class Opinion:
    """The trained network; thread-safe, and the same answer for the same clues."""

    def __init__(
        self,
        weights: Mapping[str, Array],
        words: Iterable[str],
        concepts: Iterable[str],
        findings: Sequence[str],
    ) -> None:
        """Take the trained weights and what their rows stand for."""
        self._weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}
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
        evidence = told[:, : -len(KINDS)].reshape(len(told), len(self.findings), -1)
        strongest = evidence.max(0)
        together = np.log(np.exp(evidence - strongest).sum(0)) + strongest
        odds = np.zeros((len(self.findings), len(STATUSES)), np.float32)
        odds[:, 1:] = together + self._weights["bias"] + self._trust(clues)
        shares = np.exp(odds - odds.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        places = np.maximum(evidence[:, :, 1], evidence[:, :, 2]).argmax(0)
        return Opinions(
            list(map(Estimate, self.findings, map(tuple, shares.tolist()), places.tolist())),
            _figures(clues, told[:, -len(KINDS) :]),
        )

    def _vectors(self, clues: Clues) -> Array:
        """Return words x size: what a word is, how it stands, what it may mean, what was asked."""
        weights = self._weights
        rows = [self._words.get(word, UNKNOWN_WORD) for word in clues.words]
        vectors = weights["word"][rows] + weights["mark"][clues.marks]
        meanings = [self._meaning(names) for names in clues.concepts]
        vectors += np.concatenate(meanings).reshape(vectors.shape)
        if asked := self._asked(clues):
            vectors += weights["asked"][asked].sum(0)
        return _normed(vectors, weights["scale"], weights["shift"])

    def _asked(self, clues: Clues) -> list[int]:
        return [self._rows[id] for id in clues.asked if id in self._rows]

    def _sum_of(self, concepts: tuple[str, ...]) -> Array:
        """Return the sum of the vectors of concepts, of each once."""
        rows = [self._concepts[name] for name in dict.fromkeys(concepts) if name in self._concepts]
        total: Array = self._weights["concept"][rows].sum(0)
        return total

    def _evidence(self, vectors: Array) -> Array:
        """Return words x (of each finding absent, uncertain, present; each kind of number)."""
        weights = self._weights
        for layer, (width, dilation) in enumerate(LAYERS):
            around = neighbours(vectors, width, dilation) @ weights[f"kernel{layer}"]
            around += weights[f"offset{layer}"]
            np.maximum(around, 0, out=around)
            around += vectors
            vectors = _normed(around, weights[f"scale{layer}"], weights[f"shift{layer}"])
        vectors = _normed(
            self._attended(vectors) + vectors, weights["scale_met"], weights["shift_met"]
        )
        evidence: Array = vectors @ weights["out"] + weights["out_offset"]
        return evidence

    def _attended(self, vectors: Array) -> Array:
        """Return for each word what it takes from the others of its stretch."""
        parts = np.array_split(vectors, math.ceil(len(vectors) / STRETCH))
        met = [self._met(part) for part in parts]
        joined: Array = (np.concatenate(met) if len(met) > 1 else met[0]) @ self._weights["meet"]
        return joined

    def _met(self, vectors: Array) -> Array:
        length, size = vectors.shape
        wide = size // HEADS
        asks, offers, gives = (
            (vectors @ self._weights["attend"])
            .reshape(length, 3, HEADS, wide)
            .transpose(1, 2, 0, 3)
        )
        nearness = asks @ offers.transpose(0, 2, 1)
        nearness *= wide**-0.5
        nearness += _apart(self._weights["apart"], length)
        nearness -= nearness.max(2, keepdims=True)
        np.exp(nearness, out=nearness)
        nearness /= nearness.sum(2, keepdims=True)
        met: Array = (nearness @ gives).transpose(1, 0, 2).reshape(length, size)
        return met

    def _trust(self, clues: Clues) -> Array:
        heard = np.array(
            [STATUSES.index(clues.heard[f]) if f in clues.heard else 0 for f in self.findings]
        )
        heard[self._asked(clues)] += len(STATUSES)
        trust: Array = self._weights["trust"][self._each, heard]
        return trust


def _figures(clues: Clues, odds: Array) -> list[float]:
    places = [figure.place for figure in clues.figures]
    kinds = [KINDS.index(figure.kind) for figure in clues.figures]
    shares: list[float] = (1 / (1 + np.exp(-odds[places, kinds]))).tolist()
    return shares


def _apart(bias: Array, length: int) -> Array:
    """Return heads x words x words: the bias for how far the second stands behind the first.

    `bias` is heads x (2 REACH + 1), from the furthest before to the furthest behind.
    """
    far = np.clip(np.arange(1 - length, length), -REACH, REACH) + REACH
    row = np.ascontiguousarray(bias[:, far])
    head, step = row.strides
    shape, strides = (len(bias), length, length), (head, -step, step)
    return np.ndarray(shape, row.dtype, row, offset=(length - 1) * step, strides=strides)


def neighbours(vectors: Array, width: int, dilation: int) -> Array:
    """Return for each word the vectors around it side by side; beyond the ends are zeros."""
    length, size = vectors.shape
    reach = width // 2 * dilation
    padded = np.zeros((length + 2 * reach, size), vectors.dtype)
    padded[reach : reach + length] = vectors
    word, value = padded.strides
    shape, strides = (length, width, size), (word, dilation * word, value)
    around: Array = np.ndarray(shape, padded.dtype, padded, strides=strides).copy()
    return around.reshape(length, width * size)


def _normed(vectors: Array, scale: Array, shift: Array) -> Array:
    """Return layer-normalised vectors."""
    size = vectors.shape[1]
    mean = np.full((size, 1), 1 / size, vectors.dtype)
    normed: Array = vectors - vectors @ mean
    normed /= np.sqrt((normed * normed) @ mean + _FLOOR)
    normed *= scale
    normed += shift
    return normed

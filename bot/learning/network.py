"""The network of bot/nlu/opinion.py in TensorFlow, which Rasa brings, to be trained."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from bot.learning.examples import UNSCORED, Example, Vocabulary
from bot.nlu.clues import MARKS, STATUSES
from bot.nlu.figures import KINDS
from bot.nlu.opinion import HEADS, LAYERS, REACH, UNKNOWN_WORD, Array

SIZE = 96
"""Length of a word's vector."""
FASTEST = 4e-3
"""The highest learning rate, reached after a tenth of the steps."""
FORGOTTEN = 0.15
"""Share of values left out while learning (dropout)."""
WORDS_FORGOTTEN = CONCEPTS_FORGOTTEN = MEETINGS_FORGOTTEN = 0.1
SMOOTHING = 0.01
REMEMBERED = 10
"""Every how many steps the average of the weights follows them, by `FOLLOWED` of the way."""
FOLLOWED = 0.1
_SAID = len(STATUSES) - 1


class Network(tf.Module):
    """Weights by the names that `Opinion` knows them by."""

    def __init__(self, vocabulary: Vocabulary, *, steps: int) -> None:
        super().__init__()
        self.findings = len(vocabulary.findings)
        self.learning = True
        """Whether values are left out, as while learning."""
        self.learnt = 0
        """From how many batches it has learnt."""
        weights = _embeddings(vocabulary) | _attention() | _readout(self.findings)
        for layer, (width, _) in enumerate(LAYERS):
            inputs = width * SIZE
            spread = (2 / inputs) ** 0.5
            weights |= _norm(layer) | {
                f"kernel{layer}": tf.random.normal([inputs, SIZE], stddev=spread),
                f"offset{layer}": tf.zeros([SIZE]),
            }
        self.weights = {name: tf.Variable(value) for name, value in weights.items()}
        self.optimizer = tf.keras.optimizers.AdamW(
            _Pace(steps), weight_decay=0.01, global_clipnorm=5.0
        )
        self.optimizer.build(list(self.weights.values()))
        self.averages = {name: tf.Variable(value) for name, value in weights.items()}

    def learn(self, some: Iterable[Sequence[Example]]) -> float:
        """Learn from these batches once; return the mean of their losses."""
        losses = []
        for batch in some:
            losses.append(float(self.step(*tensors(batch))))
            self.learnt += 1
            if self.learnt % REMEMBERED == 0:
                self.remember()
        return sum(losses) / len(losses)

    @tf.function
    def remember(self) -> None:
        """Let the averages of the weights follow them."""
        for name, average in self.averages.items():
            average.assign_add((self.weights[name] - average) * FOLLOWED)

    def averaged(self) -> dict[str, Array]:
        """Return the weights averaged over the last steps."""
        return {name: value.numpy() for name, value in self.averages.items()}

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.int32),
            tf.TensorSpec([None, None], tf.int32),
            tf.TensorSpec([None], tf.int32),
            tf.TensorSpec([None], tf.int32),
            tf.TensorSpec([None, None], tf.int32),
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None, None], tf.int32),
            tf.TensorSpec([None, 3], tf.int32),
            tf.TensorSpec([None], tf.float32),
        ]
    )
    def step(
        self,
        words: Any,
        marks: Any,
        concepts: Any,
        places: Any,
        heard: Any,
        asked: Any,
        labels: Any,
        figures: Any,
        owned: Any,
    ) -> Any:
        """Learn from one batch; return its loss, summed over findings, the mean of messages."""
        variables = list(self.weights.values())
        with tf.GradientTape() as tape:
            odds, kinds = self.odds(words, marks, concepts, places, heard, asked)
            scored = tf.cast(labels != UNSCORED, tf.float32)
            wanted = tf.one_hot(tf.maximum(labels, 0), len(STATUSES))
            wanted = wanted * (1 - SMOOTHING) + SMOOTHING / len(STATUSES)
            each = tf.nn.softmax_cross_entropy_with_logits(wanted, odds) * scored
            own = tf.gather_nd(kinds, figures)
            counted = tf.nn.sigmoid_cross_entropy_with_logits(owned, own)
            loss = (tf.reduce_sum(each) + tf.reduce_sum(counted)) / tf.cast(
                tf.shape(words)[0], tf.float32
            )
        gradients = [tf.convert_to_tensor(g) for g in tape.gradient(loss, variables)]
        self.optimizer.apply_gradients(
            zip(gradients, variables)  # noqa: B905  TensorFlow's zip knows no `strict`
        )
        return loss

    def odds(
        self, words: Any, marks: Any, concepts: Any, places: Any, heard: Any, asked: Any
    ) -> Any:
        """Return messages x findings x statuses and messages x words x kinds of number: logits."""
        weights = self.weights
        there = tf.cast(words > 0, tf.float32)[..., tf.newaxis]
        vectors = self._vectors(words, marks, concepts, places, asked) * there
        for layer, (width, dilation) in enumerate(LAYERS):
            around = _convolved(vectors, weights[f"kernel{layer}"], width, dilation)
            around += weights[f"offset{layer}"]
            new = self._thinned(tf.nn.relu(around))
            vectors = self._normed(vectors + new, layer) * there
        new = self._thinned(self._attended(vectors, there))
        vectors = self._normed(vectors + new, "_met") * there
        told = self._matmul(vectors, "out") + weights["out_offset"]
        evidence, kinds = told[..., : -len(KINDS)], told[..., -len(KINDS) :]
        together = tf.reduce_logsumexp(evidence - 1e4 * (1 - there), 1)
        heard = tf.one_hot(heard + len(STATUSES) * tf.cast(asked, tf.int32), 2 * len(STATUSES))
        trust = tf.einsum("bfh,fhs->bfs", heard, weights["trust"])
        scores = tf.reshape(together, [-1, self.findings, _SAID]) + weights["bias"] + trust
        return tf.concat([tf.zeros_like(scores[..., :1]), scores], -1), kinds

    def _attended(self, vectors: Any, there: Any) -> Any:
        shape, wide = tf.shape(vectors), SIZE // HEADS
        told = self._matmul(vectors, "attend")
        told = tf.reshape(told, [shape[0], shape[1], 3, HEADS, wide])
        asks, offers, gives = tf.unstack(tf.transpose(told, [2, 0, 3, 1, 4]))
        at = tf.range(shape[1])
        far = tf.clip_by_value(at[tf.newaxis] - at[:, tf.newaxis], -REACH, REACH) + REACH
        nearness = tf.matmul(asks, offers, transpose_b=True) * wide**-0.5
        nearness += tf.gather(self.weights["apart"], far, axis=1)
        nearness -= 1e4 * (1 - there[:, tf.newaxis, tf.newaxis, :, 0])
        shares = self._thinned(tf.nn.softmax(nearness), MEETINGS_FORGOTTEN)
        met = tf.transpose(tf.matmul(shares, gives), [0, 2, 1, 3])
        return self._matmul(tf.reshape(met, [shape[0], shape[1], SIZE]), "meet")

    def _vectors(self, words: Any, marks: Any, concepts: Any, places: Any, asked: Any) -> Any:
        shape = tf.shape(words)
        weights = self.weights
        meanings = tf.math.unsorted_segment_sum(
            tf.gather(weights["concept"], concepts), places, shape[0] * shape[1]
        )
        meanings = tf.reshape(meanings, [shape[0], shape[1], SIZE])
        if self.learning:
            lost = (tf.random.uniform(shape) < WORDS_FORGOTTEN) & (words > 0)
            words = tf.where(lost, UNKNOWN_WORD, words)
            kept = tf.random.uniform([shape[0], shape[1], 1]) > CONCEPTS_FORGOTTEN
            meanings *= tf.cast(kept, tf.float32)
        vectors = (
            tf.gather(weights["word"], words)
            + tf.gather(weights["mark"], marks)
            + meanings
            + tf.matmul(asked, weights["asked"])[:, tf.newaxis]
        )
        return self._thinned(self._normed(vectors, ""))

    def _thinned(self, values: Any, share: float = FORGOTTEN) -> Any:
        return tf.nn.dropout(values, share) if self.learning else values

    def _matmul(self, vectors: Any, name: str) -> Any:
        shape = tf.shape(vectors)
        made = tf.matmul(tf.reshape(vectors, [-1, vectors.shape[2]]), self.weights[name])
        return tf.reshape(made, [shape[0], shape[1], made.shape[1]])

    def _normed(self, vectors: Any, layer: int | str) -> Any:
        mean, variance = tf.nn.moments(vectors, [-1], keepdims=True)
        scaled = (vectors - mean) * tf.math.rsqrt(variance + 1e-5)
        return scaled * self.weights[f"scale{layer}"] + self.weights[f"shift{layer}"]


def _embeddings(vocabulary: Vocabulary) -> dict[str, Any]:
    rows = len(vocabulary.words) + UNKNOWN_WORD + 1
    return _norm("") | {
        "asked": tf.random.normal([len(vocabulary.findings), SIZE], stddev=0.05),
        "word": tf.random.normal([rows, SIZE], stddev=0.1),
        "mark": tf.random.normal([MARKS, SIZE], stddev=0.1),
        "concept": tf.random.normal([len(vocabulary.concepts), SIZE], stddev=0.05),
    }


def _attention() -> dict[str, Any]:
    spread = SIZE**-0.5
    return _norm("_met") | {
        "attend": tf.random.normal([SIZE, 3 * SIZE], stddev=spread),
        "meet": tf.random.normal([SIZE, SIZE], stddev=spread / 2),
        "apart": tf.zeros([HEADS, 2 * REACH + 1]),
    }


def _readout(findings: int) -> dict[str, Any]:
    read = findings * _SAID + len(KINDS)
    return {
        "out": tf.random.normal([SIZE, read], stddev=SIZE**-0.5),
        "out_offset": tf.zeros([read]),
        "bias": tf.fill([findings, _SAID], -2.0),
        "trust": tf.zeros([findings, 2 * len(STATUSES), _SAID]),
    }


def _norm(layer: int | str) -> dict[str, Any]:
    return {
        f"scale{layer}": tf.ones([SIZE]),
        f"shift{layer}": tf.zeros([SIZE]),
    }


class _Pace(tf.keras.optimizers.schedules.LearningRateSchedule):
    """Up for a tenth of the steps, then down along a cosine."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def __call__(self, step: Any) -> Any:
        done = tf.cast(step, tf.float32) / self.steps
        down = 0.5 * (1 + tf.cos(math.pi * tf.minimum((done - 0.1) / 0.9, 1.0)))
        return FASTEST * tf.where(done < 0.1, done / 0.1, down)


def _convolved(vectors: Any, kernel: Any, width: int, dilation: int) -> Any:
    """Return for each word the sum of what the kernel makes of the words around it.

    The parts are multiplied first and shifted then: slices of what is multiplied have costly
    gradients.
    """
    reach = width // 2 * dilation
    shape, out = tf.shape(vectors), kernel.shape[1]
    side_by_side = tf.transpose(tf.reshape(kernel, [width, SIZE, out]), [1, 0, 2])
    made = tf.reshape(vectors, [-1, SIZE]) @ tf.reshape(side_by_side, [SIZE, width * out])
    made = tf.reshape(made, [shape[0], shape[1], width * out])
    made = tf.pad(made, [[0, 0], [reach, reach], [0, 0]])
    return tf.add_n(
        [
            tf.slice(made, [0, n * dilation, n * out], [shape[0], shape[1], out])
            for n in range(width)
        ]
    )


def tensors(batch: Sequence[Example]) -> tuple[Array, ...]:
    """Return the rows of a batch: words and marks padded, concepts flat with their places."""
    length = max(len(one.words) for one in batch)
    words = np.zeros((len(batch), length), np.int32)
    marks = np.zeros((len(batch), length), np.int32)
    concepts: list[int] = []
    places: list[int] = []
    for row, one in enumerate(batch):
        words[row, : len(one.words)] = one.words
        marks[row, : len(one.marks)] = one.marks
        for place, rows in enumerate(one.concepts):
            concepts += rows
            places += [row * length + place] * len(rows)
    return (
        words,
        marks,
        np.array(concepts, np.int32),
        np.array(places, np.int32),
        np.array([one.heard for one in batch], np.int32),
        np.array([one.asked for one in batch], np.float32),
        np.array([one.labels for one in batch], np.int32),
        np.array(
            [[row, place, kind] for row, one in enumerate(batch) for place, kind, _ in one.figures],
            np.int32,
        ).reshape(-1, 3),
        np.array([own for one in batch for *_, own in one.figures], np.float32),
    )

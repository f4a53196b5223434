"""Trains the networks of the second opinion, side by side."""

import math
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import tensorflow as tf

from bot.learning.examples import Example, Vocabulary, batches, joined
from bot.learning.network import Network
from bot.nlu.opinion import Array, Opinion

NETWORKS = 2
"""How many networks are asked; their mean errs less than any one of them."""
EPOCHS = 6
BATCH = 64


def train(
    vocabulary: Vocabulary,
    learnt_from: Sequence[Example],
    *,
    networks: int = NETWORKS,
    epochs: int = EPOCHS,
    seed: int = 0,
    told: Callable[[int, float], None] = lambda epoch, loss: None,
) -> Opinion:
    """Return what so many networks learn from these examples, each on cores of its own.

    `told` hears of the loss of each epoch of the first one.
    """
    _one_core_each(networks)
    tf.keras.utils.set_random_seed(seed)
    steps = epochs * math.ceil(len(joined(learnt_from, random.Random(seed))) / BATCH)
    learners = [Network(vocabulary, steps=steps) for _ in range(networks)]

    def learnt(place: int) -> dict[str, Array]:
        chance = random.Random(seed + place)
        for epoch in range(epochs):
            told_today = joined(learnt_from, chance)
            loss = learners[place].learn(batches(told_today, BATCH, chance))
            if not place:
                told(epoch, loss)
        return learners[place].averaged()

    with ThreadPoolExecutor(networks) as pool:
        weights = list(pool.map(learnt, range(networks)))
    together = {name: np.stack([one[name] for one in weights]) for name in weights[0]}
    return Opinion(together, vocabulary.words, vocabulary.concepts, vocabulary.findings)


def _one_core_each(networks: int) -> None:
    """Let each network have a core: for such small ones a second core is hardly of use."""
    with suppress(RuntimeError):  # TensorFlow runs already, as in tests: then as it is
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(networks)

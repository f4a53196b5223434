"""How fast messages are read: the median of 50 words, and the growth with length.

Run with `.venv/bin/python -m benchmarks.understanding_speed [folder of training data]`.
The messages are the examples of the training data, joined; one core, after a warm-up. The
second opinion is part of it where it has been taught (`./backline train`).
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.environments import AS_BACKLINE

os.environ |= AS_BACKLINE

from bot.bridge.resources import opinion
from bot.nlu.reader import Reader

DATA = Path(__file__).parents[1] / "data" / "nlu"
WORDS = 50
LENGTHS = (1_000, 5_000, 10_000, 20_000)


def messages(texts: list[str]) -> Iterator[str]:
    """Yield messages of 50 words each."""
    words = " . ".join(texts).split()
    for start in range(0, min(len(words), 400 * WORDS) - WORDS, WORDS):
        yield " ".join(words[start : start + WORDS])


def milliseconds(reader: Reader, text: str) -> float:
    """Return how long one message takes to read."""
    began = time.perf_counter()
    reader.read(text)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print what was measured."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    began = time.perf_counter()
    reader = Reader.learn(folder, opinion())
    with_opinion = "with" if reader.opinion else "without"
    print(f"learning: {time.perf_counter() - began:.2f} s, {with_opinion} a second opinion")
    texts = reader.lexicon.data.texts
    for text in messages(texts):
        reader.read(text)
    times = sorted(milliseconds(reader, text) for text in messages(texts))
    late = times[int(len(times) * 0.99)]
    print(f"{WORDS} words: median {statistics.median(times):.2f} ms, 99th percentile {late:.2f} ms")
    joined = " ".join(texts)
    for length in LENGTHS:
        print(f"{length} characters: {milliseconds(reader, joined[:length]):.1f} ms")


if __name__ == "__main__":
    main()

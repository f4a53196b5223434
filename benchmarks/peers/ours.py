"""Our own reader; whole, or with parts of it taken away; and its assertion alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.job import Answer, work
from bot.engine.findings import Status
from bot.nlu.assertion import Assertions, Judgement
from bot.nlu.frames import Found
from bot.nlu.histories import told_as_history
from bot.nlu.opinion import Opinion
from bot.nlu.people import mark_others
from bot.nlu.reader import Reader
from bot.nlu.sentences import cut
from bot.nlu.text import Word

PACKAGES = ["numpy", "snowballstemmer", "rapidfuzz", "pyyaml"]
"""What the reader needs to be installed."""
NEUTRAL = "back_pain"
"""A finding of which the assertion knows nothing special."""


def reader(job: Mapping[str, Any]) -> Answer:
    """Return our reader.

    `opinion` names the file of its second opinion; without one the rules read alone.
    `phrases_only` takes away the frames, `unasked` what was asked.
    """
    opinion = Opinion.load(Path(job["opinion"])) if job.get("opinion") else None
    learnt = Reader.learn(Path(job["data"]), opinion)
    if job.get("phrases_only"):
        learnt = Reader.from_json({**learnt.to_json(), "regexes": {}})

    def answer(item: Mapping[str, Any]) -> list[Any]:
        asking = () if job.get("unasked") else item["asking"]
        read = learnt.read(item["text"], asking)
        return [[mention.finding, mention.status.value] for mention in read.mentions]

    return answer


def assertion(job: Mapping[str, Any]) -> Answer:
    """Return what labels one given span as the reader would judge a symptom found there."""
    learnt = Reader.learn(Path(job["data"]))

    def answer(item: Mapping[str, Any]) -> list[Any]:
        words = learnt.lexicon.words(item["text"])
        stream = learnt.lexicon.stream(words)
        hits = learnt.lexicon.hits(stream)
        mark_others(words, stream, hits)
        places = [
            place
            for place, word in enumerate(stream)
            if word.start < item["end"] and item["start"] < word.end
        ]
        for sentence in cut(stream, hits):
            inside = [place for place in places if sentence.start <= place < sentence.end]
            if inside:
                found = Found(NEUTRAL, "present", inside[0], inside[-1] + 1)
                verdict = _verdict(Assertions(stream, sentence).judge(found, [found]), stream)
                past = told_as_history(stream, sentence, found)
                return list(dict.fromkeys([*verdict, *(["historical"] if past else [])]))
        return []

    return answer


def _verdict(judged: Judgement, stream: Sequence[Word]) -> list[str]:
    if judged.status is Status.ABSENT:
        return ["negated"]
    if judged.status is Status.UNCERTAIN:
        return ["possible"]
    if judged.open:
        return ["hypothetical"]
    if any(word.other for word in stream[judged.found.start : judged.found.end]):
        return ["other"]
    return ["historical"] if judged.other else []


if __name__ == "__main__":
    work({"messages": reader, "spans": assertion}, PACKAGES)

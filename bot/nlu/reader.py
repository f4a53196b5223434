"""Reads one message: which findings it states, denies or doubts, which numbers it gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bot.engine.findings import Mention, Reading, Status
from bot.nlu.answers import Answers
from bot.nlu.assertion import ECHO, Assertions, Judgement
from bot.nlu.discourse import settled
from bot.nlu.frames import Found
from bot.nlu.lexicon import ASKED, Lexicon
from bot.nlu.numerals import Line, line_of
from bot.nlu.people import mark_others
from bot.nlu.rasa_format import Annotated, TrainingData, read_folder
from bot.nlu.sentences import Sentence, cut
from bot.nlu.text import Word
from bot.nlu.topics import tells_numbers, topics_of
from bot.nlu.values import fever_measured, read_values
from bot.nlu.vocabulary import ANY

LEGS = frozenset({"radicular_pain", "bilateral_leg_symptoms"})
"""Findings that a bare "left leg" answers even where both are asked about."""


class Reader:
    """The one reader of patients' words; thread-safe once learnt."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read with what this lexicon has learnt."""
        self.lexicon = lexicon
        self._answers = Answers(lexicon.data.lookups)

    @classmethod
    def learn(cls, folder: Path) -> "Reader":
        """Learn from the training data in a folder."""
        return cls(Lexicon(read_folder(folder)))

    @classmethod
    def from_json(cls, learnt: Mapping[str, Any]) -> "Reader":
        """Return the reader that `to_json` described."""
        phrases = [Annotated(**phrase) for phrase in learnt["phrases"]]
        return cls(Lexicon(TrainingData(**{**learnt, "phrases": phrases})))

    def to_json(self) -> dict[str, Any]:
        """Return what was learnt as plain JSON values."""
        return asdict(self.lexicon.data)

    def read(self, text: str, asking: Sequence[str] = ()) -> Reading:
        """Return what a message says, read against what was just asked."""
        words = self.lexicon.words(text)
        stream = self.lexicon.stream(words)
        hits = self.lexicon.hits(stream)
        patient = mark_others(words, stream, hits)
        sentences = cut(stream, hits)
        judged = self._judged(stream, sentences, asking, patient)
        line = line_of(words)
        if tells_numbers(line):
            line = replace(line, topics=topics_of(stream, self.lexicon.topics(stream)))
        mentions = [
            *(_mention(text, stream, j.found, j.status) for j in judged if j.status),
            *_fever_measured(text, line, asking),
        ]
        numbers, categories = read_values(line, asking)
        mentions, answer = self._answers.read(text, words, asking, mentions)
        return Reading(tuple(dict.fromkeys(mentions)), numbers, categories, answer)

    def _judged(
        self,
        stream: Sequence[Word],
        sentences: Sequence[Sentence],
        asking: Sequence[str],
        patient: str | None,
    ) -> list[Judgement]:
        judged: list[Judgement] = []
        for sentence in sentences:
            found = as_asked(self.lexicon.find(sentence, answering=bool(asking)), asking)
            found = [one for one in found if not _is_of(patient, one, stream)]
            kept = outweighed_removed(found)
            assertions = Assertions(stream, sentence)
            judged += [assertions.judge(one, kept) for one in kept]
            judged += [Judgement(one, None, other=True) for one in found if one.role == "none"]
        return settled(judged, sentences)


def _is_of(patient: str | None, found: Found, stream: Sequence[Word]) -> bool:
    """Say whether what is nothing, as "mum has osteoporosis", is so of the patient."""
    if patient is None or found.role != "none":
        return False
    return any(word.text == patient for word in stream[found.start : found.end])


def as_asked(found: Iterable[Found], asking: Sequence[str]) -> list[Found]:
    """Let words that say enough only as an answer count where they answer."""
    read: list[Found] = []
    for one in found:
        if not one.role.startswith(ASKED):
            read.append(one)
        elif one.finding in asking and (len(asking) == 1 or one.finding in LEGS):
            role = one.role.removeprefix(ASKED) or "present"
            read.append(Found(one.finding, role.lstrip("_"), one.start, one.end))
    return read


def _fever_measured(text: str, line: Line, asking: Sequence[str]) -> list[Mention]:
    measured = fever_measured(line, asking)
    if measured is None:
        return []
    status, word = measured
    return [Mention("fever", status, word.start, word.end, text[word.start : word.end])]


def outweighed_removed(found: Iterable[Found]) -> list[Found]:
    """Drop what is not the finding it looks like, and what is part of something longer."""
    everything = list(found)
    rivals: dict[str, list[Found]] = {}
    for one in everything:
        rivals.setdefault(one.finding, []).append(one)
    figures = rivals.get(ANY, [])
    kept = [
        one
        for one in everything
        if one.role != "none"
        and not any(_outweighs(other, one) for other in (*rivals[one.finding], *figures))
    ]
    if any(one.finding == "major_trauma" and one.role == "present" for one in kept):
        kept = [one for one in kept if one.finding != "minor_trauma"]
    return kept


def _outweighs(other: Found, one: Found) -> bool:
    if other is one or ECHO in {other.role, one.role} or other.finding not in {one.finding, ANY}:
        return False
    contains = other.start <= one.start and one.end <= other.end
    longer = other.end - other.start > one.end - one.start
    if other.role == one.role:
        return contains and longer
    if other.role == "none":
        reaches = other.end - other.start >= one.end - one.start
        return contains or (_overlap(other, one) and (reaches or other.finding == ANY))
    if other.role == "absent":
        return contains
    inside_denial = one.start <= other.start and other.end <= one.end
    return one.role == "absent" and _overlap(other, one) and not inside_denial


def _overlap(left: Found, right: Found) -> bool:
    return left.start < right.end and right.start < left.end


def _mention(text: str, stream: Sequence[Word], found: Found, status: Status) -> Mention:
    start = min(word.start for word in stream[found.start : found.end])
    end = max(word.end for word in stream[found.start : found.end])
    return Mention(found.finding, status, start, end, text[start:end])

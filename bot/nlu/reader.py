"""Reads one message: which findings it states, denies or doubts, which numbers it gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bot.engine.findings import Mention, Reading, Status
from bot.nlu.accidents import accidents_meant
from bot.nlu.answers import Answers
from bot.nlu.assertion import Assertions, Judgement
from bot.nlu.clues import Heard, clues_of
from bot.nlu.denials import denials_in
from bot.nlu.discourse import settled
from bot.nlu.figures import figures_of
from bot.nlu.frames import Found
from bot.nlu.lengths import lengths_of_anyone, own
from bot.nlu.lexicon import ASKED, Lexicon
from bot.nlu.limits import READING, Limits
from bot.nlu.mended import mended
from bot.nlu.numerals import Line, line_of
from bot.nlu.opinion import Estimate, Opinion, Opinions
from bot.nlu.outweighing import outweighed_removed
from bot.nlu.people import mark_others
from bot.nlu.rasa_format import Annotated, TrainingData, read_folder
from bot.nlu.sentences import Sentence, cut
from bot.nlu.telling import EMERGENCIES, Apart, doubted
from bot.nlu.text import Word
from bot.nlu.topics import tells_numbers, topics_of
from bot.nlu.values import fever_measured, read_values
from bot.nlu.weighing import UNHEARD, Before, hardly, weigh

LEGS = frozenset({"radicular_pain", "bilateral_leg_symptoms"})
"""Findings that a bare "left leg" answers even where both are asked about."""


class Reader:
    """The one reader of patients' words; thread-safe once learnt."""

    def __init__(self, lexicon: Lexicon, opinion: Opinion | None = None) -> None:
        """Read with what this lexicon has learnt, and with a second opinion where there is one."""
        self.lexicon = lexicon
        self.opinion = opinion
        self._answers = Answers(lexicon.data.lookups)

    @classmethod
    def learn(cls, folder: Path, opinion: Opinion | None = None) -> "Reader":
        """Learn from the training data in a folder."""
        return cls(Lexicon(read_folder(folder)), opinion)

    @classmethod
    def from_json(cls, learnt: Mapping[str, Any], opinion: Opinion | None = None) -> "Reader":
        """Return the reader that `to_json` described."""
        phrases = [Annotated(**phrase) for phrase in learnt["phrases"]]
        return cls(Lexicon(TrainingData(**{**learnt, "phrases": phrases})), opinion)

    def to_json(self) -> dict[str, Any]:
        """Return what was learnt as plain JSON values."""
        return asdict(self.lexicon.data)

    def read(self, text: str, asking: Sequence[str] = (), limits: Limits = READING) -> Reading:
        """Return what a message says, read against what was just asked."""
        return self.weighed(self.hear(text, asking), asking, limits)

    def weighed(
        self,
        heard: Heard,
        asking: Sequence[str] = (),
        limits: Limits = READING,
        before: Before = UNHEARD,
    ) -> Reading:
        """Return what the rules have read with what the second opinion makes of it."""
        reading, estimates = heard.reading, {}
        if self.opinion is not None:
            opinions = self._opinions(heard)
            reading = weigh(heard, opinions, limits, asking, before)
            estimates = {one.finding: one for one in opinions.findings}
        for part in heard.apart:
            reading = self._with_part(reading, heard, part, limits, estimates.get(part.finding))
        return reading

    def _opinions(self, heard: Heard) -> Opinions:
        """Return the second opinion; of what was told unasked it may think as of no answer."""
        assert self.opinion
        clues = clues_of(heard)
        opinions = self.opinion.of(clues)
        unasked = clues.heard.keys() - set(clues.asked)
        if not (clues.asked and unasked):
            return opinions
        alone = self.opinion.of(clues._replace(asked=()))
        return opinions._replace(
            findings=[
                max(one, other, key=lambda estimate: estimate.present)
                if one.finding in unasked
                else one
                for one, other in zip(opinions.findings, alone.findings, strict=True)
            ]
        )

    def _with_part(
        self, reading: Reading, heard: Heard, part: Apart, limits: Limits, whole: Estimate | None
    ) -> Reading:
        """Return a reading with what a part says of its one thing as the answer to it alone.

        It counts where nothing was heard of that in the whole, or a denial that it doubts. In
        a conversation, what part and `whole` are at odds about is asked again.
        """
        finding = part.finding
        alone = self.read(heard.text[part.start : part.end], (finding,), limits)
        said = [one for one in alone.mentions if one.finding == finding]
        status, known = alone.findings.get(finding), reading.findings.get(finding)
        if not said or (known and not (known is Status.ABSENT and status is not known)):
            return reading
        least = min(limits.among, limits.again) if finding in EMERGENCIES else limits.doubt
        if whole and status is Status.ABSENT and whole.counts >= least:
            return reading
        others = [one for one in reading.mentions if one.finding != finding]
        moved = [replace(m, start=m.start + part.start, end=m.end + part.start) for m in said]
        talking = limits.most is Status.UNCERTAIN
        if talking and whole and hardly(whole) and status is not Status.ABSENT:
            moved = [doubted(one, (finding,)) for one in moved if finding in EMERGENCIES]
        return replace(reading, mentions=(*others, *moved))

    def hear(self, text: str, asking: Sequence[str] = ()) -> Heard:
        """Return what the rules alone read, with what they saw on the way."""
        words = self.lexicon.words(text)
        stream = self.lexicon.stream(words)
        hits = self.lexicon.hits(stream)
        patient = mark_others(words, stream, hits)
        sentences = cut(stream, hits)
        found = self._found(stream, sentences, asking, patient)
        judged = _judged(stream, found, sentences)
        line = line_of(words)
        if tells_numbers(line):
            line = replace(line, topics=topics_of(stream, self.lexicon.topics(stream)))
        told = [(j.found, _mention(text, stream, j.found, j.status)) for j in judged if j.status]
        weak = [one for found, one in told if found.answers and one.status is not Status.ABSENT]
        mentions = [*(mention for _, mention in told), *_fever_measured(text, line, asking)]
        mentions = _denied(text, stream, sentences, mentions)
        mentions = accidents_meant(mentions, sentences)
        times = list(lengths_of_anyone(line))
        numbers, categories = read_values(line, asking, list(own(line, times)))
        numbers = mended(line, words, asking, numbers)
        answered = self._answers.read(text, words, asking, mentions, weak)
        mentions = answered.mentions
        reading = Reading(tuple(dict.fromkeys(mentions)), numbers, categories, answered.plain)
        everything = [one for of_sentence in found for one in of_sentence]
        may_deny = self._answers.may_deny(words, asking, mentions)
        return Heard(
            text,
            words,
            stream,
            hits,
            everything,
            reading,
            figures_of(line, times),
            asked=asking,
            apart=answered.apart,
            bare=answered.bare,
            left_open=answered.left_open,
            may_deny=may_deny,
        )

    def _found(
        self,
        stream: Sequence[Word],
        sentences: Iterable[Sentence],
        asking: Sequence[str],
        patient: str | None,
    ) -> list[list[Found]]:
        """Return for each sentence what phrases and frames find in it of the patient."""
        found = (
            as_asked(self.lexicon.find(sentence, answering=bool(asking)), asking)
            for sentence in sentences
        )
        return [[one for one in some if not _is_of(patient, one, stream)] for some in found]


def _judged(
    stream: Sequence[Word], found: Iterable[Sequence[Found]], sentences: Sequence[Sentence]
) -> list[Judgement]:
    judged: list[Judgement] = []
    for sentence, some in zip(sentences, found, strict=True):
        if some and (kept := outweighed_removed(some)):
            assertions = Assertions(stream, sentence)
            judged += [assertions.judge(one, kept) for one in kept]
        judged += [Judgement(one, None, other=True) for one in some if one.role == "none"]
    return settled(judged, sentences)


def _denied(
    text: str, stream: Sequence[Word], sentences: Sequence[Sentence], told: Sequence[Mention]
) -> list[Mention]:
    """Add what whole clauses deny of which nothing was read, but for names in the clause."""
    mentions = list(told)
    for id, start, end in denials_in(stream, sentences):
        one = _mention(text, stream, Found(id, "absent", start, end), Status.ABSENT)
        if id == "saddle_numbness" and one.evidence.lower().endswith("numb"):
            mentions = [m for m in mentions if not _same_words(m, one)]
        others = [m for m in mentions if m.finding == id]
        if all(_names_only(m, one) for m in others):
            mentions = [*(m for m in mentions if m not in others), one]
    return mentions


def _same_words(mention: Mention, denied: Mention) -> bool:
    """Say whether "not numb", denied of the saddle, was first denied of the legs."""
    inside = denied.start <= mention.start and mention.end <= denied.end
    return inside and mention.finding == "progressive_numbness"


def _names_only(mention: Mention, denied: Mention) -> bool:
    """Say whether a reading is a part of what denies it, as "fever" of "fever: none".

    One that begins in it and goes on past a comma has run on: "poo fine, leg fine".
    """
    if mention.status is Status.ABSENT:
        return False
    runs_on = "," in mention.evidence and mention.start < denied.end < mention.end
    return denied.start <= mention.start and (mention.end <= denied.end or runs_on)


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
            read.append(Found(one.finding, role.lstrip("_"), one.start, one.end, answers=True))
    return read


def _fever_measured(text: str, line: Line, asking: Sequence[str]) -> list[Mention]:
    measured = fever_measured(line, asking)
    if measured is None:
        return []
    status, word = measured
    return [Mention("fever", status, word.start, word.end, text[word.start : word.end])]


def _mention(text: str, stream: Sequence[Word], found: Found, status: Status) -> Mention:
    start = min(word.start for word in stream[found.start : found.end])
    end = max(word.end for word in stream[found.start : found.end])
    return Mention(found.finding, status, start, end, text[start:end])

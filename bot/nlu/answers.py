"""Short answers, read against what was just asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.engine.findings import Mention, Status
from bot.nlu.text import Word
from bot.nlu.values import CATEGORIES, NUMBERS

_SAID = {
    "say_yes": "yes",
    "say_no": "no",
    "say_none": "no",
    "say_unsure": "unsure",
    "say_all": "yes",
}
_ORDINALS = ("say_first", "say_second", "say_third", "say_fourth")
_LONGEST_PHRASE = 7
_PICKS_WITHIN = 9
"""A longer message speaks for itself; it does not pick one of several by name."""
_DENYING = frozenset("no nope nah never not none nothing nor neither nae without".split())
_MAY_FOLLOW_NO = frozenset(
    "i it just not none nothing he she my only never that thank thanks apart except but to of mate "
    "sir madam doctor doc sorry ta nope no same the thankfully luckily god we they although "
    "unless other because so still this at all and am is was well never neither".split()
)


@dataclass(frozen=True)
class Reply:
    """What a message says as an answer to what was asked."""

    mentions: tuple[Mention, ...] = ()
    answer: str | None = None


@dataclass(frozen=True)
class _Said:
    """An answering phrase: its kind, and which words it takes."""

    name: str
    start: int
    end: int


class Answers:
    """Reads answers with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups whose names begin with `say_` or `topic.`."""
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        for name, items in lookups.items():
            if name.startswith(("say_", "topic.")):
                for item in items:
                    self._phrases.setdefault(tuple(item.split()), []).append(name)

    def read(
        self,
        text: str,
        words: Sequence[Word],
        asking: Sequence[str],
        mentions: Sequence[Mention],
        beside: Collection[str] = (),
    ) -> tuple[list[Mention], str | None]:
        """Return the mentions with what the message answers, and its plain answer.

        `beside` are the findings of which the message speaks without the patient having
        them now: who is asked about one of them and says that, has denied it.
        """
        asked = [id for id in asking if id not in NUMBERS and id not in CATEGORIES]
        said = self._said(words)
        lead = _lead(words, said)
        plain = _SAID.get(lead.name) if lead else None
        if not asked:
            return list(mentions), plain
        picked = self._picked(words, said, asked) if len(asked) > 1 else []
        if picked:
            return [*mentions, *_pick(text, words, said, asked, picked)], plain or "yes"
        told = {mention.finding for mention in mentions}
        if not lead or _SAID[lead.name] == "unsure":
            implied = _implied_no(words, said, asked, told, beside) if not lead else None
            if implied:
                evidence = _evidence(text, words, implied)
                return [*mentions, *evidence(asked, Status.ABSENT)], "no"
        if not lead:
            return list(mentions), None
        evidence = _evidence(text, words, lead)
        rest = [id for id in asked if id not in told]
        if plain == "no":
            return [*mentions, *evidence(rest, Status.ABSENT)], "no"
        if plain == "unsure":
            doubtful = [_doubted(mention, asked) for mention in mentions]
            alone = rest if len(asked) == 1 else []
            return [*doubtful, *evidence(alone, Status.UNCERTAIN)], "unsure"
        everything = lead.name == "say_all" or len(asked) == 1
        return [*mentions, *evidence(rest if everything else [], Status.PRESENT)], "yes"

    def _said(self, words: Sequence[Word]) -> list[_Said]:
        """Return the answering phrases, the longest from each place."""
        texts = [word.text for word in words[:60]]
        said: list[_Said] = []
        place = 0
        while place < len(texts):
            for length in range(min(_LONGEST_PHRASE, len(texts) - place), 0, -1):
                names = self._phrases.get(tuple(texts[place : place + length]))
                if names and not _broken(words, place, place + length):
                    said += [_Said(name, place, place + length) for name in names]
                    place += length - 1
                    break
            place += 1
        return said

    def _picked(
        self, words: Sequence[Word], said: Sequence[_Said], asked: Sequence[str]
    ) -> list[str]:
        """Return which of the asked findings a short message picks out."""
        if len(words) > _PICKS_WITHIN:
            return []
        picked: list[str] = []
        points = any(word.text in {"one", "ones", "bit", "thing"} for word in words)
        affirms = any(_SAID.get(one.name) == "yes" for one in said)
        for one in said:
            if one.name in _ORDINALS and _ORDINALS.index(one.name) < len(asked):
                picked.append(asked[_ORDINALS.index(one.name)])
            elif one.name == "say_last":
                picked.append(asked[-1])
            elif one.name.startswith("topic.") and (points or affirms):
                if one.name[6:] in asked:
                    picked.append(one.name[6:])
        return list(dict.fromkeys(picked))


def _lead(words: Sequence[Word], said: Sequence[_Said]) -> _Said | None:
    """Return the phrase that answers: at the start, after an opening, or at the end."""
    start = 0
    for one in said:
        if one.start > start:
            break
        if one.name == "say_opening":
            start = one.end
        elif one.name in _SAID and _is_answer(words, one):
            return one
    for one in reversed(said):
        if one.end == len(words) and one.name in _SAID:
            before = words[one.start - 1].text if one.start else ""
            if words[one.start].parted or before in {"so", "and", "but"} or one.name == "say_none":
                return one
    return None


def _implied_no(
    words: Sequence[Word],
    said: Sequence[_Said],
    asked: Sequence[str],
    told: Collection[str],
    beside: Collection[str],
) -> _Said | None:
    """Return the words by which one asked finding is denied without a plain no."""
    if len(asked) != 1 or asked[0] in told or not words:
        return None
    whole = _Said("", 0, len(words))
    if asked[0] in beside:
        return whole
    doubtful = any(one.name == "say_unsure" for one in said) or words[-1].question
    first = words[0].text
    opening = {word.text for word in words[:3]}
    denies = first in _DENYING or (opening & {"not", "never"} and first not in {"if", "do"})
    fine = any(one.name == "say_fine" for one in said) and len(words) <= _PICKS_WITHIN
    return whole if (denies or fine or first in {"only", "just"}) and not doubtful else None


def _is_answer(words: Sequence[Word], one: _Said) -> bool:
    """Say whether a phrase stands for itself, as "no" does not in "no fever"."""
    if one.end >= len(words) or words[one.end].parted:
        return True
    if one.name in {"say_no", "say_none"}:
        return words[one.end].text in _MAY_FOLLOW_NO
    return one.name != "say_yes" or words[one.start].text not in {"i", "it", "a", "he", "she"}


def _pick(
    text: str,
    words: Sequence[Word],
    said: Sequence[_Said],
    asked: Sequence[str],
    picked: Sequence[str],
) -> Iterable[Mention]:
    """Return what picking says: these are there, with "just" the others are not."""
    whole = _evidence(text, words, _Said("", 0, len(words)))
    one_by_one = _one_by_one(said, asked)
    if one_by_one:
        return [mention for id, status in one_by_one for mention in whole([id], status)]
    others = [id for id in asked if id not in picked]
    only = any(one.name == "say_only" for one in said)
    denied = any(_SAID.get(one.name) == "no" and one.start == 0 for one in said)
    if denied and not only:
        return whole(picked, Status.ABSENT)
    return [
        *whole(picked, Status.PRESENT),
        *whole(others if only else [], Status.ABSENT),
    ]


def _one_by_one(said: Sequence[_Said], asked: Sequence[str]) -> list[tuple[str, Status]]:
    """Read "first one yes, second no"."""
    answers: list[tuple[str, Status]] = []
    for one, following in pairwise(said):
        plain = _SAID.get(following.name)
        if one.name in _ORDINALS and plain in {"yes", "no"} and following.start == one.end:
            number = _ORDINALS.index(one.name)
            if number < len(asked):
                status = Status.PRESENT if plain == "yes" else Status.ABSENT
                answers.append((asked[number], status))
    return answers


def _implied_no(
    words: Sequence[Word],
    said: Sequence[_Said],
    asked: Sequence[str],
    told: Collection[str],
    beside: Collection[str],
) -> _Said | None:
    """Return the words by which one asked finding is denied without a plain no."""
    if len(asked) != 1 or asked[0] in told or not words:
        return None
    whole = _Said("", 0, len(words))
    if asked[0] in beside:
        return whole
    doubtful = any(one.name == "say_unsure" for one in said) or words[-1].question
    first = words[0].text
    opening = {word.text for word in words[:3]}
    denies = first in _DENYING or (opening & {"not", "never"} and first not in {"if", "do"})
    fine = any(one.name == "say_fine" for one in said) and len(words) <= _PICKS_WITHIN
    return whole if (denies or fine or first in {"only", "just"}) and not doubtful else None


def _is_answer(words: Sequence[Word], one: _Said) -> bool:
    """Say whether a phrase stands for itself, as "no" does not in "no fever"."""
    if one.end >= len(words) or words[one.end].parted:
        return True
    if one.name in {"say_no", "say_none"}:
        return words[one.end].text in _MAY_FOLLOW_NO
    return one.name != "say_yes" or words[one.start].text not in {"i", "it", "a", "he", "she"}


def _pick(
    text: str,
    words: Sequence[Word],
    said: Sequence[_Said],
    asked: Sequence[str],
    picked: Sequence[str],
) -> Iterable[Mention]:
    """Return what picking says: these are there, with "just" the others are not."""
    whole = _evidence(text, words, _Said("", 0, len(words)))
    others = [id for id in asked if id not in picked]
    only = any(one.name == "say_only" for one in said)
    denied = any(_SAID.get(one.name) == "no" and one.start == 0 for one in said)
    if denied and not only:
        return whole(picked, Status.ABSENT)
    return [
        *whole(picked, Status.PRESENT),
        *whole(others if only else [], Status.ABSENT),
    ]


def _doubted(mention: Mention, asked: Sequence[str]) -> Mention:
    if mention.finding in asked and mention.status is Status.PRESENT:
        return Mention(
            mention.finding, Status.UNCERTAIN, mention.start, mention.end, mention.evidence
        )
    return mention


def _evidence(text: str, words: Sequence[Word], said: _Said):  # type: ignore[no-untyped-def]
    start, end = words[said.start].start, words[said.end - 1].end

    def mentions(findings: Iterable[str], status: Status) -> list[Mention]:
        return [Mention(id, status, start, end, text[start:end]) for id in findings]

    return mentions


def _broken(words: Sequence[Word], start: int, end: int) -> bool:
    return any(words[place].parted for place in range(start + 1, end))

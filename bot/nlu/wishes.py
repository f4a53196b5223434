"""What a message wants beyond telling symptoms: to stop, a person, why, a scan, the time it takes.

The intent classifier of Rasa's pipeline hears wishes in any wording. This hears only what the
training data holds word for word, but for words of politeness around it, so that the scripted
interview, which works without a model, can still be stopped and asked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from bot.nlu.rasa_format import TrainingData

WISHES = frozenset(
    {"stop", "ask_person", "ask_why", "ask_scan", "ask_diagnosis", "ask_medicine", "repeat"}
    | {"thanks", "greet", "out_of_scope", "ask_recovery", "ask_bot", "ask_human", "ask_privacy"}
    | {"ask_erasure", "ask_known", "confused", "abuse", "nonsense", "other_language", "crisis"}
    | {"about_child", "about_pregnancy", "about_pet", "about_headache"}
)

BESIDE = frozenset(
    {"ask_person", "ask_why", "ask_scan", "ask_diagnosis", "ask_medicine", "ask_recovery"}
    | {"ask_bot", "ask_human", "ask_privacy", "ask_erasure", "ask_known", "confused", "crisis"}
    | {"about_child", "about_pregnancy", "about_headache"}
)
"""Wishes that are heard in one sentence of several, too, and a question such as "come again?".
The others are short words that mean something else beside an answer: "no, thanks", "I had to
stop"."""

_NOT_WORD = re.compile(r"[^\w]+")
_SENTENCE = re.compile(
    r"[.!?;\n]+|, (?:but|and|so|also) | but |"
    r"(?:,|,? and|,? so)(?= i (?:want|need|would like|wanna|'d like) to (?:talk|speak)\b)|"
    r"(?:,| and)(?= (?:what|who|why|when|where|how|is|are|am|do|does|can|could|will|would|"
    r"should)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:ok|okay|so|well|um|er|hi|hello|hey|but|and|also|wait|hang on|hold on|sorry|please|"
    r"excuse me|just|oh|right|first|by the way|one question|quick question|before that) )+"
)
_AFTER = re.compile(
    r"(?: (?:please|pls|though|anyway|thanks|thank you|now|then|mate|btw|exactly|really|sorry))+$"
)

_CORRECTS = re.compile(
    r"\b(?:actually|correction|mis(?:typed|read|understood|spoke)|typo|"
    r"i (?:was|were|got (?:it|that|this)) (?:wrong|mixed up)|(?:made a|my|by|in) mistake|"
    r"(?:i|what i) meant|meant to (?:say|write|put)|not what i meant|"
    r"(?:scratch|scrap|strike|ignore|forget|undo) (?:that|what i (?:said|wrote))|"
    r"(?:take|took) (?:that|it|this) back|(?:change|correct|fix) (?:that|it|this|my|what i)|"
    r"(?:let me|should|need to|must|want to|got to) (?:correct|change|fix)|"
    r"(?:change|switch) (?:the|my) \w+(?: one| answer)? to (?:a )?(?:no|yes)|"
    r"take (?:the|my) \w+ (?:one )?(?:off|out|back)|"
    r"on second thoughts?|come to think of it|"
    r"(?:put|typed|wrote|gave|got) (?:in )?(?:my|the) \w+ (?:in |down )?(?:wrong|backwards?)|"
    r"(?:that|it)(?: is|'?s| was) (?:wrong|not right|incorrect)|wait,? no|no,? wait|"
    r"sorry,? (?:no|yes|i|it|that|my|not)|i said\b.{1,60}\bbut)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^\W*(?:(?:so|and|but|well|ok|okay|hi|hey|sorry|please)\W+)*"
    r"(?:what|who|why|when|where|which|how|is|are|am|was|do|does|did|can|could|will|would|should|"
    r"shall|may|has|have you|have i)\b",
    re.IGNORECASE,
)
_PUZZLED = re.compile(
    r"\b(?:understand|understood|get (?:it|that|this|you|what)|got (?:it|that)|follow|mean|means|"
    r"meaning|sense|confus\w+|explain|lost|simpl\w+|rephrase)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"^(?:what|how|which) (?:do|does|did|is|are|was)\b.{0,40}\bmean(?:t|s|ing)?\b"
)
_AT_A_LOSS = re.compile(
    r"^(?:i |im |am |sorry |um |but |no |yes )*(?:what|how|dunno|do not|did not|not|can not|is not)"
    r"\b.{0,40}\b(?:mean|means|meaning|understand|asking|ask|explain|on about)\b"
    r"(?: (?:me|that|it|this|by that|here|about|please|sir|doctor))*$"
)
"""As in "dunno what your asking me", spelt right."""
_NAMED = {
    "about_child": re.compile(
        r"(?:child|kid|son|step|newborn|\d+yo|daughter|boy|girl|toddler|baby|infant|nephew|niece|"
        r"teen|grand|old$)"
    ),
    "about_pregnancy": re.compile(
        r"(?:baby|pregnan|expecting|labou?r|contraction|waters?$|braxton|miscarr|midwi|matern|"
        r"bump|womb|trimester|antenatal|breastfe|due$)"
    ),
    "ask_person": re.compile(
        r"(?:talk|speak|spoke|chat|human|person|people|some(?:one|body)|any(?:one|body)|nurse|agent|"
        r"operator|call|ring|phone|transfer|connect|put|real|staff|professional|see|live|help)"
    ),
    "about_headache": re.compile(r"(?:head|migraine|skull|temples?$|forehead|eyes?$)"),
}
"""How the words begin that name what a wish is about."""
_NO_FIRST = re.compile(r"^\W*(?:no+|nope|nah|none|neither|never|not)\b", re.IGNORECASE)


class Wishes:
    """Tells the intent of a message that is, but for case and punctuation, a known example."""

    def __init__(self, intents: Mapping[str, str]) -> None:
        self._intents = intents

    @classmethod
    def learn(cls, folder: Path) -> "Wishes":
        """Return the wishes that the `intent` sections under a folder teach."""
        intents: dict[str, str] = {}
        for file in sorted(folder.rglob("*.yml")):
            content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for section in (content or {}).get("nlu") or ():
                if section.get("intent") in WISHES:
                    data = TrainingData()
                    data.add(section)
                    told = ((_plain(text), section["intent"]) for text in data.texts)
                    intents.update((text, wish) for text, wish in told if text)
        return cls(intents)

    def of(self, text: str) -> str | None:
        """Return the intent of a message, or None where it holds no wish known by heart.

        Of what it asks the meaning of, as in "what do you mean by spreading?", nobody knows all.
        """
        known = self.whole(text) or next((wish for wish, _, _ in self.beside(text)), None)
        if known:
            return known
        asks = only_asks(text) and any(map(_MEANING.match, _without_manners(_plain(text))))
        return "confused" if asks else None

    def spelt(self, words: Iterable[str]) -> str | None:
        """Return the intent of a message by its words as the reader spells them: "wot u meen"."""
        message = " ".join(words)
        return self.whole(message) or ("confused" if _AT_A_LOSS.search(message) else None)

    def beside(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the wishes that are sentences of a message, with where they begin and end."""
        for start, end in _sentences(text):
            wish = self.whole(text[start:end])
            asks = text[end : end + 1] == "?" and " " in text[start:end].strip()
            if wish in BESIDE or (wish == "repeat" and asks):
                yield wish, start, end

    def whole(self, text: str) -> str | None:
        """Return the intent of a message that is a wish known by heart and nothing else."""
        return next(filter(None, map(self._intents.get, _without_manners(_plain(text)))), None)


def named(wish: str, words: Iterable[str]) -> bool:
    """Say whether one of the words names what a wish is about, where it is about something."""
    return wish not in _NAMED or any(map(_NAMED[wish].match, words))


def corrects(text: str) -> bool:
    """Say whether a message says in so many words that it puts something right."""
    return bool(_CORRECTS.search(text.replace("’", "'")))


def puzzled(text: str) -> bool:
    """Say whether a message has words in it that people use who have not understood."""
    return bool(_PUZZLED.search(text))


def only_asks(text: str) -> bool:
    """Say whether a message is one question and nothing else, so that it denies nothing."""
    parts = [_plain(text[start:end]) for start, end in _sentences(text)]
    said = [part for part in parts if not _BEFORE.fullmatch(f"{part} ")]
    return len(said) == 1 and bool(_QUESTION.match(text)) and not _NO_FIRST.match(text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end, after in [*(m.span() for m in _SENTENCE.finditer(text)), (len(text), len(text))]:
        if text[start:end].strip():
            yield start, end
        start = after


def _without_manners(plain: str) -> Iterator[str]:
    yield plain
    yield _BEFORE.sub("", plain)
    yield _AFTER.sub("", plain)
    yield _AFTER.sub("", _BEFORE.sub("", plain))


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text.replace("'", "").replace("’", "").lower()).strip()

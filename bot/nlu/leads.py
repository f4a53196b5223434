"""The plain answer that a message begins or ends with: yes, no, maybe, to one thing or all."""

import re
from collections.abc import Mapping, Sequence

from bot.nlu.listing import VALUES
from bot.nlu.phrases import Phrases, Said
from bot.nlu.text import Word, word_set

SAID = {**VALUES, "say_all": "yes"}
"""What the phrases that answer say."""
_LEADS = ("say_yes", "say_no", "say_none", "say_unsure", "say_all", "say_opening", "say_report")
_MAY_FOLLOW_NO = word_set(
    "i it just not none nothing he she my only never that thank thanks apart except but to of "
    "doctor doc sorry ta nope no same the thankfully luckily god we they although unless "
    "everything stayed other because so still this at all and am is was well never neither please "
    "on in legs stays"
)
_FOLLOWS_NEVER = word_set("i me not thank thanks doc doctor sorry no nope because")
"""What may follow "never" as an answer: "never had the big C" denies one thing only."""
_FOLLOWS_NONE = word_set("today tonight right ever either here there lately yet")
"""What may follow "nothing like that" and "none"."""
_LINKS = word_set("be might")
"""What a doubt ends in that goes on: "I might be pregnant" answers nothing else."""
_ONLY_NO = word_set("nope nah naw nay nup nopes noo nooo")
"""Words for no that stand before no noun: "nah legs ache" is a no, "no legs" may be none."""

_TURNED = re.compile(
    r"\b(?:can|could) not (?:say|answer|put|tick|give you a) no\b|"
    r"\b(?:none|nothing|neither|not (?:one|any|a single one))\b[a-z ]{0,25}\b"
    r"(?:(?:have|has|am|is|are|do|does|can|could) not"
    r"(?!(?: \w+)? (?:any|anything|none|either|them|that|those|it|one)\b)|not got|missing|"
    r"is a no|escaped|spared me|left me alone|(?:say|said) no|rule out|(?:cross|tick|strike) off|"
    r"(?:is|are) (?:right|normal|fine|ok|okay|good|working)|works?)\b"
)
"""Twice a no is a yes: "there's not one of them I haven't got", "none of it works"."""


def turned(words: Sequence[Word]) -> bool:
    """Say whether a message turns its "none" round, so that no list is denied by it."""
    line = " ".join(f", {word.text}" if word.parted else word.text for word in words)
    return _TURNED.search(line) is not None


class Leads:
    """Finds plain answers with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups whose names begin with `say_`."""
        self._phrases = Phrases(lookups, _LEADS)
        self._vocatives = frozenset(lookups.get("say_vocative", ()))

    def lead(self, words: Sequence[Word]) -> Said | None:
        """Return the phrase that answers: at the start, after an opening, or at the end."""
        start = 0
        for one in self._phrases.longest(words, 0, len(words)):
            if one.start > start:
                break
            if one.name in SAID and self._is_answer(words, one):
                return one
            if one.name in {"say_opening", "say_report"}:
                start = max(start, one.end)
        last = next((n for n in range(len(words) - 1, 0, -1) if words[n].parted), 0)
        for one in reversed(list(self._phrases.longest(words, last, len(words)))):
            if one.end == len(words) and one.name in SAID and one.name != "say_all":
                before = words[one.start - 1].text if one.start else ""
                joined = words[one.start].parted or before in {"so", "and", "but"}
                if joined or one.name == "say_none":
                    return one
        return None

    def is_all(self, lead: Said | None, words: Sequence[Word]) -> bool:
        """Say whether a message is its plain answer, with an opening or not, and no more."""
        if lead is None or lead.end != len(words):
            return False
        before = self._phrases.longest(words, 0, lead.start)
        opened = sum(one.end - one.start for one in before if one.name == "say_opening")
        return opened == lead.start

    def _is_answer(self, words: Sequence[Word], one: Said) -> bool:
        """Say whether a phrase stands for itself, as "no" does not in "no fever"."""
        if one.end >= len(words) or words[one.end].parted:
            return True
        if words[one.end].text in self._vocatives or words[one.end - 1].text in _ONLY_NO:
            return True
        if one.name in {"say_no", "say_none"}:
            if one.end - one.start > 2 or words[one.start].text == "none":
                return words[one.end].text in _MAY_FOLLOW_NO | _FOLLOWS_NONE
            follows = _FOLLOWS_NEVER if words[one.start].text == "never" else _MAY_FOLLOW_NO
            return words[one.end].text in follows
        if one.name == "say_all" or (
            one.name == "say_unsure" and words[one.end - 1].text in _LINKS
        ):
            return False
        return one.name != "say_yes" or words[one.start].text not in {"i", "it", "a", "he", "she"}

    def affirms(self, words: Sequence[Word]) -> bool:
        """Say whether a message says yes, to all or without saying to what, and no to nothing."""
        if turned(words):
            return True
        found = list(self._phrases.longest(words, 0, len(words)))
        lead = self.lead(words)
        every = any(one.name == "say_all" and one.end - one.start > 1 for one in found)
        denied = any(one.name in {"say_no", "say_none"} for one in found)
        return not denied and (every or (lead is not None and SAID[lead.name] == "yes"))

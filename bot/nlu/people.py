"""Who is spoken of: the patient, or someone else.

A writer may speak of themself, for someone (then that person is the patient), or of
someone in passing. ConText calls this the experiencer (Harkema 2009).
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile

from bot.nlu.numerals import NUMBER_WORDS
from bot.nlu.sentences import Hit
from bot.nlu.text import SENTENCE, Word, word_set

KINDS = frozenset({"kin", "spouse", "charge", "acquaintance", "animal"})
_MAY_BE_PATIENT = frozenset({"kin", "spouse", "charge"})
_SELF = frozenset({"i", "my", "mine", "me", "myself", "meself"})
_THIRD = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_BEGINS = word_set("and but because so that when while if as then also plus though although or")
_NAMES = word_set(
    "my the a an our his her their your poor old late elderly best older younger little other big "
    "own dear eldest youngest step half great hi hello"
)
_PREPOSITIONS = word_set("from to for by with like than at of on over after about into")
_VERBS = word_set(
    "is are was were has have had got gets get can could does did do will would needs died dies "
    "keeps went goes fell feels felt takes took 's wont says said told thinks uses turned"
)
_REPORTS = word_set(
    "say says said think thinks thought reckon reckons told tell tells want wants ask asked keep "
    "report reports reported notices noticed states stated "
    "worried insist insists joke jokes mention mentioned gave give noted"
)
_BODY = word_set(
    "back spine leg legs foot feet hip hips bum bottom bladder knee knees sciatica pain pains "
    "lower lumbar toe toes thigh waist body tailbone pad pads waterworks toilet bowels"
)
_HAS = word_set("is has can could was had feels gets keeps")
_ABOUT = word_set("who now only just nearly about")
_WHICH = word_set("lower left right whole poor bad upper own old bloody big low entire stupid")
_COMPLAINT = word_set("pain ache stiff sore hurt back sciatica numb spasm tweaked pulled")

_BABIES = word_set("baby babies twins newborn newborns triplets toddler")
_ONLOOKING = word_set(
    "think reckon suspect found find want need called rang worried typing writing asking scared "
    "ask wonder know care"
)
_AILS = word_set(
    "unconscious unresponsive collapsed confused incontinent suicidal kill numb weak paralysed pee "
    "peeing wee weeing wet soiled pain pains hurts ache aches sore agony fell fallen breathe "
    "breathing shivering faint fainted retention"
)
"""What a message that speaks of nobody else complains of for someone."""
_OVER = word_set("died dead ago used once passed")
_MENDED = word_set("surgery surgeries op ops operation operations fusion replacement surgeon")
_BREAKS = word_set("broke broken fractured broken breaks had")

_AGE_OF_SELF = re.compile(
    r"\bi am(?: (?:only|just|now|also|nearly))*(?: (?:his|her|their|the|an?)(?: [a-z]+){1,2})?"
    r" (?P<n>[1-9]\d|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b"
)
"""As in "I'm 58" and "I'm the carer, 26", but not in "I'm writing for dad, 71"."""


def mark_others(words: Sequence[Word], stream: Sequence[Word], hits: Iterable[Hit]) -> str | None:
    """Mark every word that speaks of someone else, and return whom the writer writes for."""
    people = {
        stream[hit.end - 1].place: name for hit in hits for name in hit.names if name in KINDS
    }
    people.update(_children(words))
    people = {
        place: kind
        for place, kind in people.items()
        if not _is_unborn(words, place) and (kind == "charge" or not _is_writer(words, place))
    }
    if not people:
        return None
    explicit = {stream[hit.end - 1].place for hit in hits if "proxy_for" in hit.names}
    patient = _whose_patient(words, people, explicit)
    _walk(words, people, patient)
    if patient:
        _mark_age_of_writer(words)
    return patient


def _mark_age_of_writer(words: Sequence[Word]) -> None:
    """Mark the age that writers give of themselves where somebody else is the patient."""
    for _, place in _ages_of_writer(words):
        words[place].other = True
        for word in words[place + 1 : place + 2]:
            spelt = not word.parted and word.text in NUMBER_WORDS
            word.other = word.other or (spelt and not words[place].text.isdigit())


def _ages_of_writer(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the places of "I" and of the number where writers say how old they are."""
    text = " ".join(word.text for word in words)
    return [
        (text.count(" ", 0, match.start()), text.count(" ", 0, match.start("n")))
        for match in _AGE_OF_SELF.finditer(text)
    ]


def _children(words: Sequence[Word]) -> dict[int, str]:
    """Find "my 6 year old", which names a child and not the writer's age."""
    return {
        place: "kin"
        for place in range(3, len(words))
        if words[place].text == "old"
        and words[place - 1].text in {"year", "years", "month", "months"}
        and words[place - 3].text in {"my", "our"}
    }


def _is_unborn(words: Sequence[Word], place: int) -> bool:
    """Say whether the baby is due: then the writer carries it."""
    after = {word.text for word in words[place + 1 : place + 5]}
    return words[place].text == "baby" and not after.isdisjoint({"due", "bump"})


def _is_writer(words: Sequence[Word], place: int) -> bool:
    """Say whether someone writes as this person: "mum here, my son has ..."."""
    return place + 1 < len(words) and place < 2 and words[place + 1].text == "here"


def _whose_patient(
    words: Sequence[Word], people: Mapping[int, str], explicit: Collection[int]
) -> str | None:
    """Return the name of the person written for, or None where writers mean themselves."""
    written_for = _written_for(words, people, explicit)
    if written_for:
        return written_for
    # Who begins with their own age speaks of themself: "I'm 33, my dad has a bad back too".
    aged = {first for first, _ in _ages_of_writer(words) if first > min(people)}
    others_only = not _has_first_person(words, people, aged)
    if _speaks_of_self(words, aged if others_only else ()):
        return None
    for place, kind in people.items():
        if kind not in _MAY_BE_PATIENT or words[place].text in _BABIES:
            continue
        if _has_complaint(words, place):
            return words[place].text
        ill = kind == "charge" or _is_ill_now(words, place) or _is_aged(words, place)
        if others_only and ill:
            return words[place].text
    return None


def _written_for(
    words: Sequence[Word], people: Mapping[int, str], explicit: Collection[int]
) -> str | None:
    """Return who is named after "typing for", or was before "typing for her"."""
    for place, kind in people.items():
        if kind != "animal" and any(0 < place - told <= 4 for told in explicit):
            return words[place].text
    meant = [place for place, kind in people.items() if kind in _MAY_BE_PATIENT]
    for told in explicit:
        if any(word.text in {"him", "her", "them"} for word in words[told + 1 : told + 3]):
            return words[max(meant)].text if meant else None
    return None


def _has_first_person(
    words: Sequence[Word], people: Mapping[int, str], aged: Collection[int]
) -> bool:
    """Say whether writers speak of themselves, "my wife", "I think" and their age apart."""
    for place, word in enumerate(words):
        if place in aged:
            continue
        after = [w.text for w in words[place + 1 : place + 3]]
        if word.text == "my" and not any(near in people for near in range(place + 1, place + 5)):
            return True
        if word.text == "i" and not _ONLOOKING.intersection(after):
            return True
        if word.text in {"me", "mine", "myself"}:
            return True
    return False


def _is_ill_now(words: Sequence[Word], place: int) -> bool:
    """Say whether a message that is all about a relative complains of what is so now."""
    told = {word.text for word in words[place + 1 :]}
    after = words[place + 1].text if place + 1 < len(words) else ""
    over = after == "had" or not _OVER.isdisjoint(told)
    return _is_subject(words, place) and not over and not _AILS.isdisjoint(told)


def _is_aged(words: Sequence[Word], place: int) -> bool:
    """Say whether a person stands first and is told with an age: "my girl's thirteen"."""
    after = [word.text for word in words[place + 1 : place + 4] if word.text not in _ABOUT]
    told = after[:1] in (["is"], ["'s"], ["aged"], ["turned"]) and any(
        text.isdigit() or text in NUMBER_WORDS for text in after[1:2]
    )
    return told and _is_subject(words, place)


def _speaks_of_self(words: Sequence[Word], aged: Collection[int]) -> bool:
    """Say whether writers complain of themselves, or give an age but in the `aged` places."""
    for place, word in enumerate(words):
        after = [w.text for w in words[place + 1 : place + 4]]
        if word.text == "mine" or (word.text == "my" and _names_body(after)):
            return True
        if word.text == "i" and after[:1] in (["am"], ["have"], ["was"], ["do"], ["hurt"]):
            near = _in_sentence(words[place + 1 : place + 8])
            if after[1:2] and after[1][0].isdigit() and place not in aged:
                return True
            if _COMPLAINT.intersection(near):
                return True
    return False


def _in_sentence(words: Sequence[Word]) -> list[str]:
    """Return the words up to the end of the sentence that the first stands in."""
    return [word.text for word in takewhile(lambda word: word.parted != SENTENCE, words)]


def _names_body(after: Sequence[str]) -> bool:
    """Say whether a part of the body follows "my", as in "my lower back"."""
    first = next((text for text in after if text not in _WHICH), "")
    return first in _BODY


def _has_complaint(words: Sequence[Word], place: int) -> bool:
    """Say whether what follows a person's name complains of that person's body."""
    following = words[place + 1 : place + 60]
    for near, word in enumerate(following):
        after = [w.text for w in following[near + 1 : near + 5]]
        if _MENDED.intersection(after[:3]):
            continue
        broke = bool(near) and following[near - 1].text in _BREAKS
        if word.text in {"his", "her", "their", "'s"} and _BODY.intersection(after[:3]):
            if not broke:
                return True
            continue
        if word.text in {"he", "she"} and after[:1] and after[0] in _HAS:
            return True
        if (
            near < 5
            and word.text in {"back", "leg", "legs", "spine"}
            and following[0].text != "had"
        ):
            return True
        if near < 3 and word.text in {"can", "could", "keeps", "has"} and after[:1] == ["not"]:
            return True
    return False


def _walk(words: Sequence[Word], people: Mapping[int, str], patient: str | None) -> None:
    """Go through the message and keep account of who is spoken of."""
    other = last_other = False
    for place, word in enumerate(words):
        if word.parted == SENTENCE:
            other = False
        is_subject = place in people and _is_subject(words, place)
        is_named = place in people and (_is_own(words, place) or word.text == patient)
        if is_subject or is_named:
            last_other = word.text != patient
        if is_subject:
            following = words[place + 1].text if place + 1 < len(words) else ""
            other = last_other and following not in _REPORTS and not _acts_on_me(words, place)
        elif word.text in _SELF or word.text == "there" or (other and word.text in _REPORTS):
            other = False
        elif word.text in _THIRD:
            other = last_other
        word.other = other


def _acts_on_me(words: Sequence[Word], place: int) -> bool:
    """Say whether the writer is whom it happens to, as in "the dog pulled me over"."""
    for near, word in enumerate(words[place + 1 : place + 8]):
        if word.parted or word.text in _THIRD or word.text in _BEGINS:
            return False
        if word.text == "me":
            return near > 0
    return False


def _is_own(words: Sequence[Word], place: int) -> bool:
    """Say whether a person is someone's, as "my dad" is and "a retired teacher" is not."""
    return any(
        word.text in {"my", "our", "his", "her"} for word in words[max(0, place - 2) : place]
    )


def _is_subject(words: Sequence[Word], place: int) -> bool:
    """Say whether a person named here is who the clause is about, as not in "like my dad"."""
    for before in range(place, -1, -1):
        if words[before].parted or before == 0:
            return before == place or words[before].text in _NAMES | _BEGINS
        previous = words[before - 1].text
        if previous in _BEGINS:
            return True
        if previous not in _NAMES:
            break
    following = words[place + 1].text if place + 1 < len(words) else ""
    return following in _VERBS and words[max(0, place - 2)].text not in _PREPOSITIONS

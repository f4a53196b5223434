"""Whole denials, put together from word classes: "no leaks, falls or fever", "bladder fine".

Frames read a finding near a word. This reads clauses in which every word is understood, so
that one "no", one "normal" or one "none" may govern a list of things however long. Where an
unknown word stands beside a thing, that thing is left alone.
"""

from collections.abc import Iterable, Sequence

from bot.nlu.denial_scan import Denied, Scan
from bot.nlu.denial_tokens import tokens_of
from bot.nlu.sentences import Sentence
from bot.nlu.text import Word

_ANYWHERE = "anywhere"
"""What "numbness" and "feeling" are of where no place is named."""
_NOWHERE = "nothing"
"""What is denied of no finding."""
_SADDLE = ("saddle_topic", "saddle_area", "upper_body")
_BELOW = ("pee", "poo", "toilet", "sex", "wet_self", "leak")
_KEPT_OUT = ("hypothetical", "if")
_UNSURE = ("doubt", "past")
_UNSURE_WITHIN = 6
"""Words from a doubt or a past within which nothing is denied here."""


def denials_in(stream: Sequence[Word], sentences: Sequence[Sentence]) -> list[Denied]:
    """Return what whole clauses deny, sentence by sentence."""
    denied: list[Denied] = []
    for sentence in sentences:
        tokens = tokens_of(stream, sentence)
        if not tokens or _speaks_of([sentence], _KEPT_OUT) or stream[sentence.start].question:
            continue
        for told in Scan(tokens).run():
            one = _placed(told, sentence, sentences)
            if not (_is_unsure(one, sentence) or _is_elsewhere(one, stream, sentence)):
                denied.append(one)
    return denied


def _speaks_of(sentences: Iterable[Sentence], concepts: Iterable[str]) -> bool:
    return any(name in sentence.hits for sentence in sentences for name in concepts)


def _placed(one: Denied, sentence: Sentence, sentences: Iterable[Sentence]) -> Denied:
    """Say where "not numb" is meant: beside the toilet and not the legs, of the saddle."""
    if one[0] != _ANYWHERE:
        return one
    below = any(
        _speaks_of(some, _BELOW) and not _speaks_of(some, ("leg",))
        for some in ([sentence], list(sentences))
    )
    return ("saddle_numbness" if below else _NOWHERE, *one[1:])


def _is_unsure(one: Denied, sentence: Sentence) -> bool:
    _, start, end = one
    return any(
        left - end < _UNSURE_WITHIN and start - right < _UNSURE_WITHIN
        for name in _UNSURE
        for left, right in sentence.hits.get(name, ())
    )


def _is_elsewhere(one: Denied, stream: Sequence[Word], sentence: Sentence) -> bool:
    """Say whether numbness is denied of another place than the legs, as by "groin not numb"."""
    finding, start, end = one
    if finding != "progressive_numbness":
        return finding == _NOWHERE
    if any(start <= left and right <= end for left, right in sentence.hits.get("leg", ())):
        return False
    bare = any(word.text == "numb" for word in stream[start:end])
    return _speaks_of([sentence], (*_SADDLE, *(_BELOW if bare else ())))

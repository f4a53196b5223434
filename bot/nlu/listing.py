"""Answers given as a list: by name, by number, in order, or as "the rest"."""

from collections.abc import Mapping, Sequence

from bot.nlu.clauses import Clause
from bot.nlu.pairing import Listing, Token, alternating, by_clause, in_order
from bot.nlu.phrases import Phrases, Said
from bot.nlu.text import Word, word_set

VALUES = {
    "say_yes": "yes",
    "say_no": "no",
    "say_none": "no",
    "say_not": "no",
    "say_fine": "no",
    "say_unsure": "unsure",
}
_FIRST = ("say_first", "say_second", "say_third", "say_fourth", "say_fifth")
_DEGREES = word_set(
    "i it he she a only just sort kind more pretty very totally absolutely definitely certainly "
    "obviously sure loads big most every all sometimes occasionally now often has exactly def "
    "deffo defo 100% completely"
)
"""How a yes begins that is none where its clause goes on: "I am good", "totally fine"."""
_UNDOING = frozenset({"not", "nothing", "never", "hardly"})
_FUNCTIONS = frozenset({"bladder_dysfunction", "bowel_dysfunction", "sexual_dysfunction"})
_MARKED = frozenset("abcde")
"""Letters that number a thing only where a mark follows: "a) no"."""
_FROM_TOP = {"say_first_two": 2, "say_first_three": 3, "say_first_four": 4}
_FROM_END = {"say_last": 1, "say_last_two": 2, "say_last_three": 3}
_KINDS = (*VALUES, *_FIRST, *_FROM_TOP, *_FROM_END, "say_last_but_one", "say_rest", "say_all")
_AROUND = ("say_only", "say_except", "say_opening", "say_vocative", "say_glue", "topic")


class Lists:
    """Reads lists with the phrases of data/nlu/lexicon/answers.yml."""

    def __init__(self, lookups: Mapping[str, Sequence[str]]) -> None:
        """Take the lookups that answers are made of."""
        self._phrases = Phrases(lookups, (*_KINDS, *_AROUND))

    def read(
        self,
        words: Sequence[Word],
        clauses: Sequence[Clause],
        asked: Sequence[str],
        *,
        digits: bool,
    ) -> Listing:
        """Return what the clauses say that are nothing but answers.

        `digits` says whether a number may be the place of a thing among those asked.
        """
        listing = Listing()
        tokens = [self._tokens(words, clause, asked, digits=digits) for clause in clauses]
        parts = [(c, t) for c, t in zip(clauses, tokens, strict=True) if t is not None]
        listing.closed = [clause for clause, _ in parts]
        listing.values = [one.value for _, part in parts for one in part if one.value]
        whole = len(parts) == len(clauses)
        if whole and (in_order(listing, parts, asked) or alternating(listing, parts)):
            return listing
        only = any(token.kind == "only" for _, part in parts for token in part)
        by_clause(listing, parts, asked, picks=whole or only)
        return listing

    def _tokens(
        self, words: Sequence[Word], clause: Clause, asked: Sequence[str], *, digits: bool
    ) -> list[Token] | None:
        """Return a clause as tokens, or None where a word in it is none of them."""
        tokens: list[Token] = []
        only_begins = False
        place = clause.start
        found = list(self._phrases.longest(words, clause.start, clause.end))
        while place < clause.end:
            here = [one for one in found if one.start == place]
            if not here:
                return None
            token = _token(here, words, asked, digits=digits)
            if token is None or (place and _lacks(words[place - 1], words[place], token)):
                return None
            goes_on = here[0].end < clause.end
            if goes_on and token.value == "yes" and words[place].text in _DEGREES:
                token = Token("glue")
                only_begins = True
            if token.kind == "value" and tokens and tokens[-1].kind == "value":
                token = _joined(tokens, token, words[here[0].start - 1].text)
            tokens += [token] if token.kind != "glue" else []
            place = here[0].end
        if [token.value for token in tokens] == ["no"] and clause.texts[0] == "not":
            return None
        return tokens if tokens or not only_begins else None


def _lacks(before: Word, word: Word, token: Token) -> bool:
    """Say whether "no" stands before what a body should do: "no pee" is no denial.

    In "1 no 2 no" the number is that of the next answer.
    """
    named = not word.text.isdigit()
    return before.text == "no" and named and not _FUNCTIONS.isdisjoint(token.labels)


def _joined(tokens: list[Token], token: Token, before: str) -> Token:
    """Return a value that follows another: "fine-ish" and "not fine" are doubts."""
    if token.value == "unsure" or (before in _UNDOING and token.value == "no"):
        tokens.pop()
        return Token("value", "unsure")
    return token


def _token(
    here: Sequence[Said], words: Sequence[Word], asked: Sequence[str], *, digits: bool
) -> Token | None:
    """Return what a phrase is; one that names what was not asked is none."""
    word = words[here[0].start].text
    is_glue = any(one.name == "say_glue" for one in here)
    if word in _MARKED and not _marked(words, here[0].end):
        return Token("glue") if is_glue else None
    if word.isdigit() and not digits:
        return None
    labels = tuple(dict.fromkeys(id for one in here for id in _labels(one, asked)))
    if labels:
        return Token("label", labels=labels)
    if is_glue:
        return Token("glue")
    named = [one for one in here if not one.name.startswith("topic.") and one.name not in _FIRST]
    if not here[0].start and any(one.name == "say_opening" for one in named):
        return Token("glue")
    return _governing(named[0]) if named else None


def _governing(one: Said) -> Token:
    if one.name in VALUES:
        return Token("value", VALUES[one.name])
    kind = one.name.removeprefix("say_")
    return Token(kind if kind in {"rest", "all", "only", "except"} else "glue")


def _marked(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].mark[:1] in {")", ".", ":", "-"}


def _labels(one: Said, asked: Sequence[str]) -> Sequence[str]:
    if one.name.startswith("topic."):
        return [one.finding] if one.finding in asked else []
    if one.name in _FIRST:
        return asked[_FIRST.index(one.name) :][:1]
    if one.name == "say_last_but_one":
        return asked[-2:-1]
    last = _FROM_END.get(one.name, 0)
    return asked[: _FROM_TOP.get(one.name, 0)] or (asked[-last:] if last else [])

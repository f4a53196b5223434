"""Whole clauses of a denial: what governs, what is governed, and what waits for its answer."""

from collections.abc import Iterable, Sequence

from bot.nlu.denial_tokens import Token
from bot.nlu.text import CLAUSE, COMMA

Denied = tuple[str, int, int]
"""A finding, and from where to where the words stand that deny it."""
_THINGS = ("well", "ill", "did", "able")
_LIST = ("and", "tail", "trouble", "start")
"""What may follow a thing that is denied, besides a mark and the end."""
_AFTER_NOT = ("did", "ill", "glue", "trouble")
_DENIES = {
    "no": ("ill",),
    "not": ("did", "ill"),
    "nothing": ("well", "ill"),
    "lead": ("well",),
    "can": ("able",),
}
"""Which classes each kind of governing word denies."""


class Scan:
    """Goes through the tokens of a sentence with what governs and what waits."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take the tokens of a sentence."""
        self._tokens = tokens
        self._mode = ""
        self._waiting: list[tuple[Token, bool]] = []
        """Things without an answer yet, and whether only a denial can answer them."""
        self._told: list[Denied] = []
        self._governor = 0

    def run(self) -> list[Denied]:
        """Return what is denied."""
        for place, token in enumerate(self._tokens):
            if not token.kinds or self._opens_clause(place, token):
                self._reset("")
            if token.kinds:
                self._step(place, token)
        return self._told

    def _step(self, place: int, token: Token) -> None:
        """Read one token: an answer, a word that governs, a thing, or what parts them."""
        if token.has("normal", "none") and self._waiting and self._closed(place):
            self._answer(token)
            return
        if token.parted >= CLAUSE or (token.states and token.has("done")):
            self._reset("")
        if token.has("done") and self._stands(place):
            self._tell(token.findings("done"), token.start, token.end)
        elif self._governs(place, token):
            self._govern(place, token)
        elif token.has("trouble"):
            self._trouble(place)
        elif token.has(*_THINGS):
            self._thing(place, token)
        elif self._parts(token):
            self._reset("")

    def _governs(self, place: int, token: Token) -> bool:
        """Say whether a token denies, or frees of blame, what comes after it."""
        if token.has("nothing", "no", "not", "cannot"):
            return True
        leads = token.has("can", "leadnormal") and self._leads(place)
        return leads or (token.has("normal", "none") and self._opens_list(place))

    def _parts(self, token: Token) -> bool:
        """Say whether nothing before a token has to do with what comes after it."""
        if token.has("done", "normal", "none"):
            return True
        if token.has("glue") and token.parted >= COMMA:
            return True
        return token.has("start", "subject") and not token.has("and")

    def _reset(self, mode: str) -> None:
        self._mode = mode
        self._waiting = []

    def _answer(self, token: Token) -> None:
        """Let "fine" or "none" answer what waits; "fine" says nothing of a symptom."""
        for thing, symptom in self._waiting:
            if not symptom and token.has("normal"):
                self._tell(thing.findings("well", "able"), thing.start, token.end)
            elif symptom and token.has("none") and self._mode != "no":
                self._tell(thing.findings("well", "ill", "did"), thing.start, token.end)
        self._reset("")

    def _govern(self, place: int, token: Token) -> None:
        """Begin what a token governs."""
        self._governor = token.start
        if token.has("cannot"):
            self._reset("bad")
        elif token.has("nothing") or (token.has("none") and self._opens_list(place)):
            self._reset("nothing")
        elif token.has("no"):
            self._reset("no")
        elif token.has("not"):
            following = self._tokens[place + 1 : place + 2]
            plain = following and not following[0].parted and following[0].has(*_AFTER_NOT)
            self._reset("not" if plain else "bad")
        elif self._mode in {"no", "not", "bad"}:
            self._reset("bad")
        else:
            self._reset("can" if self._leads(place) and token.has("can") else "lead")

    def _leads(self, place: int) -> bool:
        """Say whether "can" or "normal" stands right before what it governs."""
        token = self._tokens[place]
        following = self._tokens[place + 1 : place + 2]
        if not following or following[0].parted:
            return False
        return following[0].has("able" if token.has("can") else "well")

    def _trouble(self, place: int) -> None:
        """Read "no bladder or bowel trouble"; before what it is about it governs the rest."""
        if self._mode in {"no", "not"}:
            for thing, _ in self._waiting:
                self._tell(thing.findings("well"), self._governor, thing.end)
            self._waiting = []
            if not self._tokens[place - 1].has(*_THINGS):
                self._mode = "nothing"
        elif not self._mode:
            self._waiting = [(thing, True) for thing, _ in self._waiting]

    def _thing(self, place: int, token: Token) -> None:
        """Deny a thing by what governs it, or let it wait for its answer."""
        found = self._governed(place, token)
        if found and (self._closed(place) or self._leads_on(place)):
            self._tell(found, self._governor, token.end)
        elif self._mode == "no" and token.has("well") and not found:
            new = token.parted >= COMMA or self._tokens[place - 1].has("and")
            self._waiting.append((token, not new))
        elif not self._mode and self._waiting and self._ails(place):
            self._waiting = []
        elif token.parted >= COMMA or not self._mode:
            if self._mode or not (self._waiting or self._begins(place)):
                self._reset("")
            if self._waiting or self._begins(place):
                self._waiting.append((token, not token.has("well", "able")))
        elif not found:
            self._reset("bad" if self._mode in {"no", "not", "bad"} else "")

    def _opens_clause(self, place: int, token: Token) -> bool:
        """Say whether a new statement begins with no mark: "no pain my leg gives way"."""
        apart = self._mode != "no" or not token.own or token.parted
        return not apart and self._tokens[place - 1].has("ill", "did", "trouble")

    def _ails(self, place: int) -> bool:
        """Say whether a symptom is said of the thing before it, as in "both legs tingle"."""
        token, before = self._tokens[place], self._tokens[place - 1]
        apart = token.parted or before.has("and") or not token.has("ill", "did")
        return not apart and not token.has("well", "able") and self._waiting[-1][0].has("well")

    def _governed(self, place: int, token: Token) -> tuple[str, ...]:
        """Return what of a thing the word that governs here denies."""
        if token.parted >= COMMA and not self._is_listed(place):
            return ()
        if self._mode == "no" and self._is_part_of(place):
            return ()
        return token.findings(*_DENIES.get(self._mode, ()))

    def _is_listed(self, place: int) -> bool:
        """Say whether what follows a comma goes on with a denial: "didn't trip, fall or crash"."""
        following = self._tokens[place + 1 : place + 2]
        if self._mode == "not":
            return bool(following) and following[0].has("or")
        return self._tokens[place].colon or not self._tokens[place].adjective

    def _is_part_of(self, place: int) -> bool:
        """Say whether a thing is one word with the one before it: "no immune drugs"."""
        token, before = self._tokens[place], self._tokens[place - 1]
        apart = token.parted or not before.has("well")
        return not apart and not set(before.findings("well")) & set(token.findings("ill"))

    def _stands(self, place: int) -> bool:
        """Say whether a statement stands by itself: "dry at night", "I've peed"."""
        negated = self._mode in {"no", "not", "bad", "nothing"} and not self._tokens[place].parted
        return not negated and self._begins(place) and self._closed(place)

    def _opens_list(self, place: int) -> bool:
        """Say whether a colon and a thing follow: "all working: bladder, legs", "all no: wee"."""
        following = self._tokens[place + 1 : place + 2]
        things = _THINGS if self._tokens[place].has("none") else ("well",)
        return bool(following) and following[0].colon and following[0].has(*things)

    def _begins(self, place: int) -> bool:
        """Say whether a thing stands where a statement may begin."""
        while place and self._tokens[place].parted < COMMA:
            place -= 1
            if self._tokens[place].has("and", "start", "tail"):
                return True
            if not self._tokens[place].has("glue", "subject"):
                return False
        return True

    def _closed(self, place: int) -> bool:
        """Say whether nothing that is not understood follows a token in its clause."""
        if place + 1 == len(self._tokens):
            return True
        following = self._tokens[place + 1]
        if following.has("but") and self._is_lessened(place):
            return False
        return following.parted >= COMMA or following.has(*_LIST)

    def _is_lessened(self, place: int) -> bool:
        """Say whether a "but" takes something of it back: "felt it, but only on one side"."""
        after = self._tokens[place + 2 : place + 3]
        return self._tokens[place].has("able") or (bool(after) and after[0].has("less"))

    def _leads_on(self, place: int) -> bool:
        """Say whether a thing stands right behind what governs it, and a place follows."""
        after = self._tokens[place + 1 : place + 2]
        adjoins = place > 0 and self._tokens[place - 1].has("no", "not", "nothing")
        return adjoins and bool(after) and after[0].has("glue")

    def _tell(self, findings: Iterable[str], start: int, end: int) -> None:
        self._told += [(id, min(start, end - 1), end) for id in findings]

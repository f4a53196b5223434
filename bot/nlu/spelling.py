"""Read a mistyped word as the word that was meant, and leave every other word alone."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.nlu.text import word_set

LONG = 8
"""From this length on two slips are forgiven, below it one."""
SHORT = 4
"""Below this length only swapped neighbours and doubled letters are forgiven."""
_LONGEST = 24


class Speller:
    """Correct words towards a vocabulary.

    A word of the vocabulary or of ordinary English is never changed: "fine" is not
    "urine" and "thumb" is not "numb". Candidates come from the deletion index of
    Garbe's SymSpell, so the cost does not grow with the vocabulary.
    """

    def __init__(
        self, vocabulary: Mapping[str, int], english: Iterable[str], readings: Mapping[str, str]
    ) -> None:
        """Take the words to correct towards with their weights, and all that is well spelt."""
        self._weight = dict(vocabulary)
        self._known = {*vocabulary, *english}
        self._readings = {key: tuple(value.split()) for key, value in readings.items()}
        self._known.update(self._readings)
        self._of_length: dict[int, list[str]] = {}
        for word in (*vocabulary, *self._readings):
            if len(word) >= 3 and word.replace("'", "").isalpha():
                self._of_length.setdefault(len(word), []).append(word)
        self._by_deletion: dict[int, dict[str, list[str]]] = {}
        self.read = lru_cache(maxsize=20_000)(self._read)
        self.knows = self._known.__contains__

    def _read(self, word: str) -> tuple[str, ...]:
        """Return the word or words that one typed word is read as."""
        if word in self._readings:
            return self._readings[word]
        if "'" in word and not word.endswith("'s"):
            return self._contraction(word)
        if word in self._known or not word.isalpha():
            return self._possessive(word)
        if len(word) > _LONGEST:
            return (word,)
        meant = self._nearest(word) or self._unrepeated(word) or self._split(word)
        if meant is None:
            return (word,)
        return tuple(read for part in meant for read in self._readings.get(part, (part,)))

    def _contraction(self, word: str) -> tuple[str, ...]:
        """Read "haevn't" as "have not", and any other word without its apostrophe."""
        likely = len(word) > SHORT and not word.endswith(_VERB_ENDINGS)
        meant = self._nearest(word) if likely else None
        if meant and meant[0] in self._readings and "'" in meant[0]:
            return self._readings[meant[0]]
        return self._possessive(word)

    def _possessive(self, word: str) -> tuple[str, ...]:
        """Read "dad's" as "dad 's"; an apostrophe elsewhere is dropped."""
        if word.endswith("'s"):
            return (word[:-2], "'s")
        bare = word.replace("'", "")
        return self._readings.get(bare, (bare,))

    def _nearest(self, word: str) -> tuple[str, ...] | None:
        allowed = 2 if len(word) >= LONG else 1
        near = range(len(word) - allowed, len(word) + allowed + 1)
        indexes = [self._deleted(length) for length in near if length in self._of_length]
        found: set[str] = set()
        for shorter in _deletions(word, allowed):
            for index in indexes:
                found.update(index.get(shorter, ()))
        best: tuple[float, int, str] | None = None
        for candidate in found:
            slips = OSA.distance(word, candidate, score_cutoff=allowed)
            if slips <= allowed and _plausible(word, candidate, slips):
                key = (_likelihood(word, candidate, slips), self._weight.get(candidate, 0))
                best = max(best, (*key, candidate)) if best else (*key, candidate)
        return (best[2],) if best else None

    def _deleted(self, length: int) -> Mapping[str, Sequence[str]]:
        """Return the words of one length by what deletions leave of them.

        Made when a word of about that length is first mistyped: most messages need none.
        """
        index = self._by_deletion.get(length)
        if index is None:
            index = {}
            for word in self._of_length[length]:
                for shorter in _deletions(word, 2 if length >= LONG else 1):
                    index.setdefault(shorter, []).append(word)
            self._by_deletion[length] = index
        return index

    def _unrepeated(self, word: str) -> tuple[str, ...] | None:
        """Read "nuuumb" as "numb"."""
        squeezed = word[0] + "".join(b for a, b in pairwise(word) if a != b)
        if squeezed != word and (squeezed in self._weight or squeezed in self._readings):
            return (squeezed,)
        return None

    def _split(self, word: str) -> tuple[str, ...] | None:
        """Read "cantfeel" as "cant feel"."""
        best: tuple[int, tuple[str, str]] | None = None
        for cut in range(2, len(word) - 1):
            left, right = word[:cut], word[cut:]
            if self._splits_off(left) and self._splits_off(right):
                worth = self._weight.get(left, 0) + self._weight.get(right, 0)
                best = max(best, (worth, (left, right))) if best else (worth, (left, right))
        return best[1] if best else None

    def _splits_off(self, part: str) -> bool:
        if len(part) == 2:
            return part in _TWO_LETTERS
        return part in self._weight or part in self._readings


_VERB_ENDINGS = ("'d", "'ing")
"""What "wee'd" ends in, which is no contraction mistyped."""
_TWO_LETTERS = word_set("my in on at to is it no up of or we he me so do go im")


def _deletions(word: str, depth: int) -> set[str]:
    """Return the word and all that is left of it after up to `depth` deletions."""
    level = {word}
    every = {word}
    for _ in range(depth):
        level = {w[:i] + w[i + 1 :] for w in level for i in range(len(w))}
        every |= level
    return every


def _likelihood(word: str, meant: str, slips: int) -> float:
    """Rank what may have been meant: a lost or swapped letter is likelier than a wrong one.

    There is one way to drop a given letter and one to swap two, but 25 to hit a wrong key.
    """
    dropped = len(meant) == len(word) + 1 or sorted(meant) == sorted(word)
    return -slips - 0.5 * (meant[0] != word[0]) + 0.4 * dropped


def _plausible(word: str, meant: str, slips: int) -> bool:
    """Say whether a slip of the finger explains the difference."""
    if min(len(word), len(meant)) >= SHORT:
        return slips == 1 or word[0] == meant[0]
    if {len(meant), len(word)} == {SHORT - 1, SHORT}:
        return word[0] == meant[0] and word[-1] == meant[-1]
    return sorted(word) == sorted(meant) and word[0] == meant[0]

"""What an answer may deny in words that no rule knows; the second opinion has its say then."""

from collections.abc import Mapping, Sequence

from bot.engine.findings import Mention
from bot.nlu.clauses import clauses_of
from bot.nlu.harmless import Harmless
from bot.nlu.leads import SAID, Leads
from bot.nlu.phrases import Phrases
from bot.nlu.signs import as_written
from bot.nlu.text import Word
from bot.nlu.values import findings_of

MOST_WORDS = 60
"""An answer is read up to here."""


class PossibleDenials:
    """Says what was asked and a message may deny (docs/decisions/0007-denials-by-two-keys.md)."""

    def __init__(
        self, lookups: Mapping[str, Sequence[str]], leads: Leads, harmless: Harmless
    ) -> None:
        """Take the phrases that end a list, and who knows plain answers and harmless clauses."""
        self._leads = leads
        self._harmless = harmless
        self._ends = Phrases(lookups, ["say_end", "say_rest"])

    def of(
        self, words: Sequence[Word], asking: Sequence[str], mentions: Sequence[Mention]
    ) -> frozenset[str]:
        """Return what was asked, all of it or nothing, where this may deny it in unknown words.

        It may where the patient asks nothing back, doubts nothing, tells of nothing new or
        worse, and either nothing was read of it ("the legs have their force"), or only a yes
        that goes on ("yes, like a baby"), or a part says that all is well or as it ever was
        ("tena since my kids were born, nothing's changed"). Of several things it may where
        nothing at all was read as there or in doubt ("the whole caboodle is in order"), or
        what was not named beside an end or a rest ("lymphoma in my twenties, that's it").
        """
        asked = frozenset(findings_of(asking))
        if not asked or len(asked) < len(asking) or not words or any(w.question for w in words):
            return frozenset()
        words = as_written(words[:MOST_WORDS])
        if len(asked) > 1:
            return self._of_several(words, asked, mentions)
        read = [one for one in mentions if one.finding in asked]
        clauses = clauses_of(words, [one for one in mentions if one not in read])
        if not all(self._harmless.tells_nothing_new(clause, words) for clause in clauses):
            return frozenset()
        well = any(self._harmless.judge(one, words, asking).denies for one in clauses)
        return asked if not read or well or self._goes_on(words, read) else frozenset()

    def _of_several(
        self, words: Sequence[Word], asked: frozenset[str], mentions: Sequence[Mention]
    ) -> frozenset[str]:
        told = {one.finding for one in mentions if one.status.counts}
        if self._leads.affirms(words) or (told and not self._ends.every(words, 0, len(words))):
            return frozenset()
        calm = all(
            self._harmless.is_calm(clause, words)
            for clause in clauses_of(words, mentions)
            if not clause.claims
        )
        return asked - told if calm else frozenset()

    def _goes_on(self, words: Sequence[Word], read: Sequence[Mention]) -> bool:
        """Say whether all that was read is a yes with more words behind it."""
        lead = self._leads.lead(words)
        if not lead or SAID[lead.name] != "yes" or lead.end == len(words):
            return False
        place = (words[lead.start].start, words[lead.end - 1].end)
        return all((one.start, one.end) == place for one in read)

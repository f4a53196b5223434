"""What a clause of an answer says of the things it is about."""

from dataclasses import dataclass
from enum import Enum

from bot.nlu.clauses import Clause


class Verdict(Enum):
    """What a clause says of the things it is about."""

    CALM = "calm"
    SETTLED = "settled"
    """Calm for a reason that also covers what the sentence said before."""
    UNCHANGED = "unchanged"
    """No change: covers what the sentence said before, unless that raised an alarm."""
    DENIED = "denied"
    DOUBTFUL = "doubtful"
    OPEN = "open"


@dataclass(frozen=True)
class Judged:
    """A clause with its verdict; `about` are the asked findings that its words speak of."""

    clause: Clause
    verdict: Verdict
    about: frozenset[str] = frozenset()
    fresh: bool = False
    """Whether it says that something is new, worse or lost."""
    graver: frozenset[str] = frozenset()
    """What it may mean beyond the smaller thing that was read in it."""

    worsens: bool = False
    """Whether it says of what went before that it is new, different or worse."""

    alarmed: bool = False

    @property
    def denies(self) -> bool:
        """Say whether it takes away what it is about."""
        return self.verdict not in {Verdict.OPEN, Verdict.DOUBTFUL}

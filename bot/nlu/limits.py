"""From which probabilities the second opinion counts; chosen on the develop half of the bank."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.engine.findings import Status
from bot.nlu.telling import EMERGENCIES


class Least(NamedTuple):
    """The least probability that counts for a denial; of an emergency it is higher."""

    other: float
    emergency: float

    def of(self, finding: str) -> float:
        """Return what it is of a finding."""
        return self.emergency if finding in EMERGENCIES else self.other


AGREED = Least(0.85, 0.9)
"""What the rules say may be denied is denied."""
AGREED_ON_ALL = Least(0.9, 0.95)
"""What may be denied of several things is denied, where each is so as likely as this."""
AGREED_AGAIN = Least(0.95, 0.98)
"""The same where answers before were not understood, all of them together."""
AGREED_AMONG = Least(0.97, float("inf"))
"""What was asked among other things again, and the rules were silent on both times, is denied:
no emergency, for who repeats a sign in words not understood would be misread twice over."""
RETRACTED = Least(0.4, 0.2)
"""What the rules read as denied, asked alone, is uncertain."""
DENIED = Least(0.1, 0.4)
"""What the rules read as denied unasked is so."""
INJURED = 0.9
"""From this probability of an injury of any size on, who fell "a few steps" is asked of which."""
OF_SIZE = 0.2
"""The least probability of a size that may be meant."""
EVEN = 0.5
SUREST = 0.99
"""No one answer counts for more."""
SUREST_AMONG = 0.9
"""Nor, of an emergency, does an answer to several things: its words may be about the others."""
HARDLY = 0.35
"""What the rules read as told among several things, in words that deny it, is asked again
where it is less likely than this."""


@dataclass(frozen=True)
class Limits:
    """Probabilities from which the second opinion counts."""

    present: float = 0.6
    """What the rules are silent on is present."""
    doubt: float = 0.35
    """What the rules are silent on is uncertain."""
    upheld: float = 0.5
    """What the rules read as present is so; below, it is uncertain."""
    confirmed: float = 0.8
    """What the rules doubt is present."""
    raised: float = 0.7
    """What the rules read as denied is uncertain."""
    denied: Least = DENIED
    """What the rules read as denied and nobody asked about is so; below, it is unsaid."""
    overruled: float = 0.85
    """What the rules read as denied is present."""
    retracted: Least = RETRACTED
    """What the rules read as denied is uncertain where it was asked alone."""
    among: float = 0.4
    """An emergency that the rules read as denied, asked among other things, is uncertain."""
    again: float = 1.0
    """The same is asked again, alone."""
    most: Status = Status.PRESENT
    """The most that the opinion makes of silence."""


READING = Limits()
"""One message by itself: the likeliest reading."""
TALKING = Limits(doubt=0.55, again=0.05, most=Status.UNCERTAIN)
"""A message in a conversation: what the opinion alone hears is asked about, not acted on."""

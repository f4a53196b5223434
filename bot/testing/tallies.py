"""Counts of right and wrong, and how far they can be trusted."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Return the share, or None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's 95 % score interval (Wilson 1927, J Am Stat Assoc 22:209)."""
        if not self.whole:
            return (0.0, 1.0)
        n, p = self.whole, self.part / self.whole
        middle = (p + Z_95**2 / (2 * n)) / (1 + Z_95**2 / n)
        reach = Z_95 * sqrt(p * (1 - p) / n + Z_95**2 / (4 * n**2)) / (1 + Z_95**2 / n)
        return (max(0.0, middle - reach), min(1.0, middle + reach))

    def __str__(self) -> str:
        """Return it as people write it: 0.95 [0.90-0.98] 95/100."""
        if self.value is None:
            return "-"
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}-{high:.3f}] {self.part}/{self.whole}"


@dataclass(frozen=True)
class Tally:
    """Right, false and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> Share:
        """Of what was read, how much was there."""
        return Share(self.right, self.right + self.false)

    @property
    def recall(self) -> Share:
        """Of what was there, how much was read."""
        return Share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where nothing was scored."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(self.right + other.right, self.false + other.false, self.missed + other.missed)

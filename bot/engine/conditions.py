"""Conditions of rules: read once into frozen values, compiled once into functions.

`unknown` numbers and categories never make a condition undefined: each comparison
states in the data whether it holds when its number is missing.
"""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from bot.engine.findings import Case


@dataclass(frozen=True)
class Has:
    """The finding is present or uncertain."""

    finding: str


@dataclass(frozen=True)
class Number:
    """The number lies in [at_least, below); `if_missing` answers when there is none."""

    number: str
    at_least: float | None = None
    below: float | None = None
    if_missing: bool = False

    def holds(self, value: float | None) -> bool:
        """Say whether it holds at a value, or at none."""
        if value is None:
            return self.if_missing
        high_enough = self.at_least is None or value >= self.at_least
        return high_enough and (self.below is None or value < self.below)


@dataclass(frozen=True)
class Is:
    """The category has this value; a missing category has none."""

    category: str
    value: str


@dataclass(frozen=True)
class IsNot:
    """The category has another value or is missing."""

    category: str
    value: str


@dataclass(frozen=True)
class Fired:
    """The rule of this id fired (imaging variants only)."""

    rule: str


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold (imaging variants only: rules stay monotone without it)."""

    part: "Condition"


Condition = Has | Number | Is | IsNot | Fired | AllOf | AnyOf | Not

Test = Callable[[Case, Set[str]], bool]
"""A compiled condition: from a case and the ids of the rules that fired to yes or no."""


def compiled(condition: Condition) -> Test:
    """Return the function that a condition stands for."""
    match condition:
        case AllOf(parts):
            tests = tuple(compiled(part) for part in parts)
            return lambda case, fired: all(test(case, fired) for test in tests)
        case AnyOf(parts):
            tests = tuple(compiled(part) for part in parts)
            return lambda case, fired: any(test(case, fired) for test in tests)
        case Not(part):
            inner = compiled(part)
            return lambda case, fired: not inner(case, fired)
        case Fired(rule):
            return lambda _, fired: rule in fired
        case _:
            return _compiled_leaf(condition)


def _compiled_leaf(condition: Has | Number | Is | IsNot) -> Test:
    match condition:
        case Has(finding):
            return lambda case, _: case.status(finding).counts
        case Number(number):
            return lambda case, _: condition.holds(case.numbers.get(number))
        case Is(category, value):
            return lambda case, _: case.categories.get(category) == value
        case IsNot(category, value):
            return lambda case, _: case.categories.get(category) != value


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and everything it is made of."""
    yield condition
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from parts_of(part)
        case Not(part):
            yield from parts_of(part)
        case _:
            pass


def names_in(condition: Condition, kind: type[Condition]) -> frozenset[str]:
    """Return the names that conditions of one kind refer to, at any depth."""
    return frozenset(
        name for part in parts_of(condition) if isinstance(part, kind) for name in _names(part)
    )


def _names(condition: Condition) -> tuple[str, ...]:
    match condition:
        case Has(name) | Number(name) | Is(name) | IsNot(name) | Fired(name):
            return (name,)
        case _:
            return ()

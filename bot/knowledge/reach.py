"""Whether every rule and every imaging variant makes a difference to some patient.

Nothing here proves the protocol right; the tests do that with a solver. This finds the
rule that a later edit has made dead, in milliseconds and without one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, product

from bot.engine.assess import level_of
from bot.engine.conditions import Condition, Fired, Has, Is, IsNot, Number, names_in, parts_of
from bot.engine.findings import Case, Status
from bot.engine.protocol import Level, Rule, Variant
from bot.knowledge import build
from bot.knowledge.faults import Fault
from bot.knowledge.shape import KnowledgeShape

Values = dict[str, list[float | str | None]]
"""For each number and category the values worth trying; None stands for missing."""


def faults(files: KnowledgeShape) -> list[Fault]:
    """Return the rules and variants that no patient would ever notice."""
    rules = tuple(build.rule(id, entry) for id, entry in files.rules.items())
    variants = build.variants(files.imaging)
    conditions = [rule.when for rule in rules]
    values = _values(files, [*conditions, *(variant.when for variant in variants)])
    quiet = _quiet(values, conditions)
    return [
        *_dead_rules(rules, variants, values, quiet),
        *_dead_variants(rules, variants, values, quiet),
        *_weak_emergencies(files, rules),
    ]


def _dead_rules(
    rules: Sequence[Rule], variants: Sequence[Variant], values: Values, quiet: Values
) -> Iterator[Fault]:
    for rule in rules:
        cases = [case for case in _cases(rule.when, values, quiet) if rule.test(case, frozenset())]
        if not cases:
            remedy = "Correct the condition, or remove the rule."
            yield Fault("rules.yml", rule.id, "Its condition can never hold.", remedy)
        elif not any(_adds(rule, case, rules, variants) for case in cases):
            problem = "It adds nothing: whenever it fires, other rules say the same and more."
            remedy = "Remove it, or give it a level, suspicion, referral or imaging of its own."
            yield Fault("rules.yml", rule.id, problem, remedy)


def _dead_variants(
    rules: Sequence[Rule], variants: Sequence[Variant], values: Values, quiet: Values
) -> Iterator[Fault]:
    """Yield variants that no case of the rules they name, or of their own numbers, falls in."""
    named = {rule.id: rule for rule in rules}
    for index, variant in enumerate(variants):
        tried = [variant.when, *(named[id].when for id in names_in(variant.when, Fired))]
        cases = chain.from_iterable(_cases(when, values, quiet) for when in tried)
        if not any(_variant(variants, case, _fired(rules, case)) is variant for case in cases):
            remedy = "Correct its condition, or move it before the variant that takes its cases."
            yield Fault("imaging.yml", f"variants[{index}]", "No case falls in it.", remedy)


def _weak_emergencies(files: KnowledgeShape, rules: Sequence[Rule]) -> Iterator[Fault]:
    """Yield emergency-class findings whose presence would weigh less than their absence."""
    for id, finding in files.findings.items():
        case = Case({id: Status.PRESENT})
        if finding.emergency_class and level_of(_fired(rules, case)) is not Level.emergency:
            problem = "It is of the emergency class, but alone it makes no emergency."
            remedy = "Add a rule of level emergency for it, or remove the mark."
            yield Fault("findings.yml", id, problem, remedy)


def _adds(rule: Rule, case: Case, rules: Sequence[Rule], variants: Sequence[Variant]) -> bool:
    with_it = _fired(rules, case)
    without = tuple(other for other in with_it if other is not rule)
    return (
        level_of(with_it) != level_of(without)
        or not _said(rule.suspicions, (other.suspicions for other in without))
        or not _said(rule.refer_to, (other.refer_to for other in without))
        or _variant(variants, case, with_it) is not _variant(variants, case, without)
    )


def _said(texts: Iterable[str], others: Iterable[tuple[str, ...]]) -> bool:
    return set(texts) <= set(chain.from_iterable(others))


def _fired(rules: Sequence[Rule], case: Case) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.test(case, frozenset()))


def _variant(variants: Sequence[Variant], case: Case, fired: tuple[Rule, ...]) -> Variant:
    ids = {rule.id for rule in fired}
    return next(variant for variant in variants if variant.test(case, ids))


def _cases(when: Condition, values: Values, quiet: Values) -> Iterator[Case]:
    """Yield every combination of what a condition names, all else as quiet as it can be."""
    findings = sorted(names_in(when, Has))
    named = {name for kind in (Number, Is, IsNot) for name in names_in(when, kind)}
    tried = {name: (values if name in named else quiet)[name] for name in values}
    for statuses in product((Status.PRESENT, Status.ABSENT), repeat=len(findings)):
        for chosen in product(*tried.values()):
            given = dict(zip(tried, chosen, strict=True))
            yield Case(
                dict(zip(findings, statuses, strict=True)),
                {name: value for name, value in given.items() if isinstance(value, float)},
                {name: value for name, value in given.items() if isinstance(value, str)},
            )


def _values(files: KnowledgeShape, conditions: Sequence[Condition]) -> Values:
    """Return one value of every interval that the conditions tell apart, and missing."""
    values: Values = {}
    comparisons = [part for when in conditions for part in parts_of(when)]
    for name, field in files.manifest.numbers.items():
        edges = {field.minimum}
        for part in comparisons:
            if isinstance(part, Number) and part.number == name:
                edges |= {edge for edge in (part.at_least, part.below) if edge is not None}
        values[name] = [*sorted(map(float, edges)), None]
    for name, category in files.manifest.categories.items():
        values[name] = [*category.values, None]
    return values


def _quiet(values: Values, conditions: Sequence[Condition]) -> Values:
    """Return of each number and category the values at which the fewest comparisons hold.

    Rules never use `not`, so fewer comparisons that hold never make another rule fire.
    """
    tests = [_compared(part) for when in conditions for part in parts_of(when)]
    quiet: Values = {}
    for name, options in values.items():
        held = {
            option: frozenset(index for index, test in enumerate(tests) if test(name, option))
            for option in options
        }
        fewest = {
            sets: option for option, sets in held.items() if not _smaller(sets, held.values())
        }
        quiet[name] = list(fewest.values())
    return quiet


def _smaller(sets: frozenset[int], others: Iterable[frozenset[int]]) -> bool:
    return any(other < sets for other in others)


def _compared(part: Condition) -> Callable[[str, float | str | None], bool]:
    match part:
        case Number(number):
            return lambda name, value: name == number and part.holds(_as_number(value))
        case Is(category, wanted):
            return lambda name, value: name == category and value == wanted
        case IsNot(category, other):
            return lambda name, value: name == category and value != other
        case _:
            return lambda name, value: False


def _as_number(value: float | str | None) -> float | None:
    return value if isinstance(value, float) else None

"""Whether the protocol's files agree: every id is known, cited, asked and rated exactly once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from bot.knowledge import condition_shape as written
from bot.knowledge import shape
from bot.knowledge.faults import Fault

Ids = Mapping[str, Collection[str]]
"""Ids as they stand in the files, those of entries with faults included."""


def faults(files: shape.KnowledgeShape, ids: Ids) -> list[Fault]:
    """Return every disagreement between the files of a protocol."""
    checks: tuple[Callable[[shape.KnowledgeShape, Ids], Iterator[Fault]], ...] = (
        _dispositions,
        _fields,
        _findings,
        _rules,
        _questions,
        _never_asked,
        _variants,
        _procedures,
        _notes,
    )
    return list(chain.from_iterable(check(files, ids) for check in checks))


@dataclass(frozen=True)
class _Place:
    """Where a condition stands, and which kinds may stand there."""

    file: str
    path: str
    allowed: tuple[str, ...]

    def inner(self, path: str) -> "_Place":
        return _Place(self.file, f"{self.path}.{path}", self.allowed)

    def fault(self, problem: str, remedy: str) -> Fault:
        return Fault(self.file, self.path, problem, remedy)


def _dispositions(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    manifest = files.manifest
    for level in get_args(shape.LevelName):
        if level not in manifest.dispositions:
            yield Fault("manifest.yml", f"dispositions.{level}", "The level is missing.", "Add it.")
    for level, disposition in manifest.dispositions.items():
        earliest, latest = disposition.follow_up_hours
        if earliest > latest:
            place = f"dispositions.{level}.follow_up_hours"
            problem = f"{earliest} is later than {latest}."
            yield Fault("manifest.yml", place, problem, "Write the earlier one first.")


def _fields(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    for id, number in files.manifest.numbers.items():
        if number.minimum >= number.maximum:
            problem = f"No number lies between {number.minimum:g} and {number.maximum:g}."
            yield Fault("manifest.yml", f"numbers.{id}", problem, "Correct the range.")
    kinds = ("findings", "numbers", "categories")
    for kind, other in ((kinds[0], kinds[1]), (kinds[0], kinds[2]), (kinds[1], kinds[2])):
        for id in sorted(set(ids[kind]) & set(ids[other])):
            problem = f"'{id}' is an id among {kind} and among {other}."
            yield Fault("manifest.yml", f"{other}.{id}", problem, "Rename one of the two.")


def _findings(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    for id, finding in files.findings.items():
        yield from _cited("findings.yml", f"{id}.sources", finding.sources, ids)
        if finding.established_by:
            place = _Place("findings.yml", f"{id}.established_by", ("number", "all", "any"))
            yield from _condition(finding.established_by, place, files, ids)


def _rules(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    for id, rule in files.rules.items():
        place = _Place("rules.yml", f"{id}.when", ("finding", "number", "category", "all", "any"))
        yield from _condition(rule.when, place, files, ids)
        yield from _cited("rules.yml", f"{id}.sources", rule.sources, ids)
        for index, evidence in enumerate(rule.evidence):
            path = f"{id}.evidence[{index}].source"
            yield from _cited("rules.yml", path, [evidence.source], ids)
        if "emergency" in rule.raises_from:
            problem = "Nothing is above emergency."
            yield Fault("rules.yml", f"{id}.raises_from", problem, "Remove 'emergency'.")


def _questions(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    asked: dict[str, str] = {}
    for id, question in files.questions.items():
        for thing in question.asks:
            path = f"{id}.asks"
            if thing not in {*ids["findings"], *ids["numbers"], *ids["categories"]}:
                problem = f"'{thing}' is no finding, number or category."
                yield Fault("questions.yml", path, problem, "Correct its name, or remove it.")
            elif thing in asked:
                problem = f"'{thing}' is asked in '{asked[thing]}' already."
                yield Fault("questions.yml", path, problem, "Ask it once.")
            elif not _is_asked(files, thing):
                problem = f"'{thing}' is marked 'asked: false'."
                yield Fault("questions.yml", path, problem, "Remove it here, or the mark there.")
            asked.setdefault(thing, id)
        for thing, when in question.only_when.items():
            if thing not in question.asks:
                problem = f"'{thing}' is not asked in this question."
                place = f"{id}.only_when.{thing}"
                yield Fault("questions.yml", place, problem, "Move it to its question.")
            allowed = ("finding", "number", "category", "all", "any", "not")
            place_of = _Place("questions.yml", f"{id}.only_when.{thing}", allowed)
            yield from _condition(when, place_of, files, ids)


def _never_asked(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    asked = {thing for question in files.questions.values() for thing in question.asks}
    if set(ids["questions"]) != set(files.questions):
        return
    for kind in ("findings", "numbers", "categories"):
        file = "findings.yml" if kind == "findings" else "manifest.yml"
        for id in ids[kind]:
            if id not in asked and _is_asked(files, id):
                place = id if kind == "findings" else f"{kind}.{id}"
                yield Fault(
                    file,
                    place,
                    "No question asks for it.",
                    "Add it to a question, or mark it 'asked: false' where it is only heard.",
                )


def _is_asked(files: shape.KnowledgeShape, id: str) -> bool:
    thing = files.findings.get(id) or files.manifest.numbers.get(id)
    return thing is None or thing.asked


def _variants(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    if len(files.imaging.variants) < len(ids["variants"]):
        return
    seen: set[int | None] = set()
    last = len(files.imaging.variants) - 1
    for index, variant in enumerate(files.imaging.variants):
        path = f"variants[{index}]"
        place = _Place("imaging.yml", f"{path}.when", (*written.KINDS, "otherwise"))
        yield from _condition(variant.when, place, files, ids)
        if variant.id in seen:
            problem = f"The variant {variant.id} stands twice."
            yield Fault("imaging.yml", f"{path}.id", problem, "Number the variants apart.")
        if (variant.when == "otherwise") != (index == last):
            remedy = "Write 'when: otherwise' in the last variant and nowhere else."
            problem = "Not every case would reach just one variant."
            yield Fault("imaging.yml", f"{path}.when", problem, remedy)
        seen.add(variant.id)


def _procedures(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    if len(files.imaging.variants) < len(ids["variants"]):
        return
    columns = [f"V{variant.id}" for variant in files.imaging.variants if variant.id is not None]
    for name, procedure in files.imaging.procedures.items():
        for column in columns:
            if column not in procedure.ratings:
                remedy = "Write its rating and provenance, such as 'UNA seen'."
                place = f"procedures.{name}.ratings.{column}"
                yield Fault("imaging.yml", place, "The rating is missing.", remedy)
        for column in procedure.ratings:
            if column not in columns:
                place = f"procedures.{name}.ratings.{column}"
                yield Fault("imaging.yml", place, "There is no such variant.", "Remove it.")
    yield from _cited("imaging.yml", "source", [files.imaging.source], ids)
    yield from _cited("imaging.yml", "requests.source", [files.imaging.requests.source], ids)


def _notes(files: shape.KnowledgeShape, ids: Ids) -> Iterator[Fault]:
    for index, note in enumerate(files.imaging.notes):
        place = _Place("imaging.yml", f"notes[{index}].when", (*written.KINDS, "otherwise"))
        yield from _condition(note.when, place, files, ids)
        yield from _cited("imaging.yml", f"notes[{index}].sources", note.sources, ids)


def _cited(file: str, place: str, sources: list[str], ids: Ids) -> Iterator[Fault]:
    for source in sources:
        if source not in ids["sources"]:
            problem = f"The source '{source}' is not known."
            remedy = "Add it to the sources in manifest.yml, or correct its name."
            yield Fault(file, place, problem, remedy)


def _condition(
    part: written.Condition, place: _Place, files: shape.KnowledgeShape, ids: Ids
) -> Iterator[Fault]:
    """Yield what is wrong with a condition and with its parts."""
    kind = written.kind_of(part)
    if kind not in place.allowed:
        problem = f"A condition with '{kind}' cannot stand here."
        yield place.fault(problem, f"Use one of: {', '.join(place.allowed)}.")
        return
    match part:
        case written.All(all=parts) | written.Any_(any=parts):
            for index, inner in enumerate(parts):
                yield from _condition(inner, place.inner(f"{kind}[{index}]"), files, ids)
        case written.NotThis(not_=inner):
            yield from _condition(inner, place.inner("not"), files, ids)
        case _:
            yield from _leaf(part, place, files, ids)


def _leaf(
    part: written.Condition, place: _Place, files: shape.KnowledgeShape, ids: Ids
) -> Iterator[Fault]:
    match part:
        case written.FindingIs(finding=name):
            yield from _known(name, ids["findings"], "finding", place)
        case written.RuleFired(rule=name):
            yield from _known(name, ids["rules"], "rule", place)
        case written.NumberIs(number=name):
            yield from _known(name, ids["numbers"], "number", place)
            yield from _comparison(part, files.manifest.numbers.get(name), place)
        case written.CategoryIs(category=name):
            yield from _known(name, ids["categories"], "category", place)
            yield from _value(part, files.manifest.categories.get(name), place)


def _known(name: str, ids: Collection[str], kind: str, place: _Place) -> Iterator[Fault]:
    if name not in ids:
        yield place.fault(f"There is no {kind} '{name}'.", f"Use one of: {', '.join(ids)}.")


def _comparison(
    part: written.NumberIs, number: shape.NumberShape | None, place: _Place
) -> Iterator[Fault]:
    if number is None:
        return
    range = f"Its range is {number.minimum:g} to {number.maximum:g}."
    if part.at_least is not None and part.at_least > number.maximum:
        yield place.fault(f"{part.number} is never {part.at_least:g} or more.", range)
    if part.below is not None and part.below <= number.minimum:
        yield place.fault(f"{part.number} is never below {part.below:g}.", range)


def _value(
    part: written.CategoryIs, category: shape.CategoryShape | None, place: _Place
) -> Iterator[Fault]:
    value = part.is_ if part.is_ is not None else part.is_not
    if category is not None and value not in category.values:
        problem = f"{part.category} is never '{value}'."
        yield place.fault(problem, f"Use one of: {', '.join(category.values)}.")

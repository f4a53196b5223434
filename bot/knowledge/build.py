"""From the shape of the files to the engine's frozen values."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from bot.engine import conditions as engine
from bot.engine.protocol import (
    CategoryField,
    Disposition,
    Evidence,
    Finding,
    Governance,
    ImagingNote,
    ImagingRequests,
    Level,
    NumberField,
    Protocol,
    Question,
    Rating,
    Rule,
    Source,
    Variant,
)
from bot.knowledge import condition_shape as written
from bot.knowledge import shape

K = TypeVar("K")
V = TypeVar("V")


def protocol(files: shape.KnowledgeShape, sha256: str) -> Protocol:
    """Return the protocol that the files describe; they must be free of faults."""
    manifest = files.manifest
    return Protocol(
        governance=_governance(manifest),
        sha256=sha256,
        sources=_frozen({id: Source(id, s.title, s.url) for id, s in manifest.sources.items()}),
        dispositions=_frozen(_dispositions(manifest)),
        findings=_frozen({id: _finding(id, finding) for id, finding in files.findings.items()}),
        numbers=_frozen(
            {
                id: NumberField(id, n.name, n.unit, n.minimum, n.maximum, n.asked)
                for id, n in manifest.numbers.items()
            }
        ),
        categories=_frozen(
            {
                id: CategoryField(id, c.name, tuple(c.values))
                for id, c in manifest.categories.items()
            }
        ),
        rules=tuple(rule(id, entry) for id, entry in files.rules.items()),
        questions=tuple(_question(id, question) for id, question in files.questions.items()),
        variants=variants(files.imaging),
        imaging_notes=tuple(
            ImagingNote(
                condition(note.when), note.text, tuple(note.sources), note.patient_asks_clinician
            )
            for note in files.imaging.notes
        ),
        imaging_requests=_requests(files.imaging.requests),
        floor_while_unknown=Level[manifest.floor_while_unknown],
    )


def condition(part: written.Condition) -> engine.Condition:
    """Return the engine's value for a condition of the files."""
    match part:
        case written.All():
            return engine.AllOf(tuple(condition(inner) for inner in part.all))
        case written.Any_():
            return engine.AnyOf(tuple(condition(inner) for inner in part.any))
        case written.NotThis():
            return engine.Not(condition(part.not_))
        case "otherwise":
            return engine.AllOf(())
        case _:
            return _leaf(part)


def _leaf(
    part: written.FindingIs | written.NumberIs | written.CategoryIs | written.RuleFired,
) -> engine.Condition:
    match part:
        case written.FindingIs():
            return engine.Has(part.finding)
        case written.NumberIs():
            return engine.Number(part.number, part.at_least, part.below, part.if_missing)
        case written.CategoryIs(is_=str(value)):
            return engine.Is(part.category, value)
        case written.CategoryIs():
            return engine.IsNot(part.category, str(part.is_not))
        case written.RuleFired():
            return engine.Fired(part.rule)


def rule(id: str, entry: shape.RuleShape) -> Rule:
    """Return one rule."""
    return Rule(
        id,
        condition(entry.when),
        entry.reason,
        tuple(entry.sources),
        Level[entry.level] if entry.level else None,
        tuple(Level[name] for name in entry.raises_from),
        tuple(entry.suspicions),
        tuple(entry.refer_to),
        tuple(Evidence(e.measure, e.value, e.source) for e in entry.evidence),
        entry.note,
    )


def variants(imaging: shape.ImagingShape) -> tuple[Variant, ...]:
    """Return the imaging variants in order, each with its column of the table."""
    return tuple(
        Variant(variant.id, variant.text, condition(variant.when), _ratings(imaging, variant.id))
        for variant in imaging.variants
    )


def _ratings(imaging: shape.ImagingShape, variant: int | None) -> Mapping[str, Rating]:
    if variant is None:
        return _frozen({})
    cells = {
        name: (procedure.ratings[f"V{variant}"].split(), procedure.radiation)
        for name, procedure in imaging.procedures.items()
    }
    return _frozen(
        {
            name: Rating(rating, radiation, provenance)
            for name, ((rating, provenance), radiation) in cells.items()
        }
    )


def _governance(manifest: shape.ManifestShape) -> Governance:
    return Governance(
        name=manifest.name,
        version=manifest.version,
        owner=manifest.owner,
        risk_tier=manifest.risk_tier,
        scope=manifest.scope,
        exclusions=tuple(manifest.exclusions),
        last_reviewed=manifest.last_reviewed,
        next_due=_months_later(manifest.last_reviewed, manifest.review_every_months),
        cadence_months=manifest.review_every_months,
    )


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _dispositions(manifest: shape.ManifestShape) -> dict[Level, Disposition]:
    return {
        Level[name]: Disposition(
            Level[name], d.meaning, d.where, d.time, (d.follow_up_hours[0], d.follow_up_hours[1])
        )
        for name, d in manifest.dispositions.items()
    }


def _finding(id: str, finding: shape.FindingShape) -> Finding:
    return Finding(
        id,
        finding.name,
        finding.meaning,
        tuple(finding.sources),
        emergency_class=finding.emergency_class,
        established_by=condition(finding.established_by) if finding.established_by else None,
        asked=finding.asked,
    )


def _question(id: str, question: shape.QuestionShape) -> Question:
    only_when = {asked: condition(when) for asked, when in question.only_when.items()}
    return Question(id, tuple(question.asks), _frozen(only_when))


def _requests(requests: shape.RequestsShape) -> ImagingRequests:
    return ImagingRequests(
        requests.review_after_days,
        _frozen(requests.procedures_opcs4),
        _frozen(requests.procedures_opcs4_with_site),
        _frozen(requests.sites_opcs4),
        tuple(requests.excluded_icd10),
    )


def _frozen(values: dict[K, V]) -> Mapping[K, V]:
    return MappingProxyType(values)

"""The clinical protocol as the engine sees it: frozen values, no file in sight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from bot.engine.conditions import Condition, Test, compiled
from bot.engine.findings import Case


class Level(IntEnum):
    """Dispositions from the least to the most urgent (protocol section 2)."""

    self_care = 0
    soon = 1
    urgent = 2
    emergency = 3


@dataclass(frozen=True)
class Source:
    """Where a clinical statement comes from."""

    id: str
    title: str
    url: str | None = None


@dataclass(frozen=True)
class Disposition:
    """What one level asks of the patient, and when somebody looks again."""

    level: Level
    meaning: str
    where: str
    time: str
    follow_up_hours: tuple[int, int]
    """Earliest and latest time of the next look, in hours from now."""


@dataclass(frozen=True)
class Finding:
    """One thing that is asked for or heard; `emergency_class` must be settled first."""

    id: str
    name: str
    meaning: str
    sources: tuple[str, ...]
    emergency_class: bool = False
    established_by: Condition | None = None
    """A condition on numbers that makes it present whatever else was said."""
    asked: bool = True
    """False where no question asks for it: it is heard when the patient says it."""
    established: Test = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the condition; without one nothing but words establishes the finding."""
        test = compiled(self.established_by) if self.established_by else lambda *_: False
        object.__setattr__(self, "established", test)


@dataclass(frozen=True)
class NumberField:
    """A number of the case, with its unit and the range a person can have."""

    id: str
    name: str
    unit: str
    minimum: float
    maximum: float
    asked: bool = True
    """False where no question asks for it."""

    def holds(self, value: float) -> bool:
        """Say whether a person can have this value."""
        return self.minimum <= value <= self.maximum


@dataclass(frozen=True)
class CategoryField:
    """A category of the case and its values."""

    id: str
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What is known of a rule's worth, for clinicians."""

    measure: str
    value: str
    source: str


@dataclass(frozen=True)
class Rule:
    """When its condition holds the level is at least `level`, or one up from `raises_from`."""

    id: str
    when: Condition
    reason: str
    sources: tuple[str, ...]
    level: Level | None = None
    raises_from: tuple[Level, ...] = ()
    suspicions: tuple[str, ...] = ()
    refer_to: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    """Where the sources disagree: what each says and what was taken."""
    test: Test = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the condition."""
        object.__setattr__(self, "test", compiled(self.when))


@dataclass(frozen=True)
class Question:
    """One question of the interview about up to five things, in the order of asking.

    `asks` holds ids of findings, numbers and categories. An id in `only_when` is
    asked only while its condition holds. The words stand in the scripts.
    """

    id: str
    asks: tuple[str, ...]
    only_when: Mapping[str, Condition] = field(default_factory=dict)
    tests: Mapping[str, Test] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the conditions."""
        tests = {id: compiled(condition) for id, condition in self.only_when.items()}
        object.__setattr__(self, "tests", tests)

    def applies(self, id: str, case: Case) -> bool:
        """Say whether this thing is to be asked of this patient."""
        return id not in self.tests or self.tests[id](case, frozenset())


@dataclass(frozen=True)
class Rating:
    """How appropriate one procedure is in one variant."""

    rating: str
    """`UA` usually appropriate, `MBA` may be appropriate, `UNA` usually not appropriate."""
    radiation: int
    """Relative radiation level of the ACR, 0 (none) to 5 (over 30 mSv, adult)."""
    provenance: str
    """`seen` in the source's own table, or `inferred` by elimination."""


@dataclass(frozen=True)
class Variant:
    """One clinical scenario of the ACR criteria; `id` None rates nothing."""

    id: int | None
    text: str
    when: Condition
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    test: Test = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the condition."""
        object.__setattr__(self, "test", compiled(self.when))


@dataclass(frozen=True)
class ImagingNote:
    """A sentence for the clinician that is added while its condition holds."""

    when: Condition
    text: str
    sources: tuple[str, ...]
    patient_asks_clinician: bool = False
    """While it holds, the patient is told to ask a clinician about scans, and no more."""
    test: Test = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the condition."""
        object.__setattr__(self, "test", compiled(self.when))


@dataclass(frozen=True)
class ImagingRequests:
    """What an imaging request is held against; codes and exclusions are S1's."""

    review_after_days: int
    """From this duration on a rating may change, so a request is looked at again."""
    procedures_opcs4: Mapping[str, str]
    """Codes that are lumbar imaging by themselves, with their names."""
    procedures_opcs4_with_site: Mapping[str, str]
    """Codes that are lumbar imaging only beside one of `sites_opcs4`."""
    sites_opcs4: Mapping[str, str]
    excluded_icd10: tuple[str, ...]
    """Ranges of diagnoses to which the guidance does not apply, as `C00-C99`."""


@dataclass(frozen=True)
class Governance:
    """Who answers for the protocol and when it is due for review."""

    name: str
    version: str
    owner: str
    risk_tier: str
    scope: str
    exclusions: tuple[str, ...]
    last_reviewed: date
    next_due: date
    cadence_months: int

    def review_status(self, today: date) -> str:
        """Return `current` up to and including the due date, then `overdue`."""
        return "current" if today <= self.next_due else "overdue"


@dataclass(frozen=True)
class Protocol:
    """Everything that is decided by, in the order it is decided in."""

    governance: Governance
    sha256: str
    """Hash over the canonical form of all its data."""
    sources: Mapping[str, Source]
    dispositions: Mapping[Level, Disposition]
    findings: Mapping[str, Finding]
    numbers: Mapping[str, NumberField]
    categories: Mapping[str, CategoryField]
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]
    variants: tuple[Variant, ...]
    imaging_notes: tuple[ImagingNote, ...]
    imaging_requests: ImagingRequests
    floor_while_unknown: Level
    """The least level while an emergency-class finding is unknown (section 2)."""

    @property
    def emergency_class(self) -> tuple[str, ...]:
        """Return the ids of the findings that must be settled before all is told."""
        return tuple(id for id, finding in self.findings.items() if finding.emergency_class)

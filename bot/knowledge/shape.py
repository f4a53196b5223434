"""The shape of the knowledge files: which keys there are and what each may hold.

`backline check --write` publishes these models as JSON Schema, so that an editor can
help while a file is being written.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.knowledge.condition_shape import Condition, Strict, wrong

Text = Annotated[str, Field(min_length=1)]
Sources = Annotated[list[str], Field(min_length=1)]
LevelName = Literal["self_care", "soon", "urgent", "emergency"]
Cell = Literal["UA seen", "UA inferred", "MBA seen", "MBA inferred", "UNA seen", "UNA inferred"]


class SourceShape(Strict):
    """Where a clinical statement comes from."""

    title: Text
    url: str | None = None


class DispositionShape(Strict):
    """What one level asks of the patient."""

    meaning: Text
    where: Text
    time: Text
    follow_up_hours: Annotated[list[int], Field(min_length=2, max_length=2)]


class NumberShape(Strict):
    """A number of the case, with the range that a person can have."""

    name: Text
    unit: Text
    minimum: float
    maximum: float
    asked: bool = True


class CategoryShape(Strict):
    """A category of the case."""

    name: Text
    values: Annotated[list[str], Field(min_length=2)]


class ManifestShape(Strict):
    """manifest.yml."""

    name: Text
    version: Text
    owner: Text
    risk_tier: Text
    scope: Text
    exclusions: list[Text]
    last_reviewed: Annotated[date, Field(strict=False)]
    review_every_months: Annotated[int, Field(ge=1)]
    floor_while_unknown: LevelName
    dispositions: dict[LevelName, DispositionShape]
    numbers: dict[str, NumberShape]
    categories: dict[str, CategoryShape]
    sources: dict[str, SourceShape]


class FindingShape(Strict):
    """One finding of findings.yml."""

    name: Text
    meaning: Text
    sources: Sources
    emergency_class: bool = False
    asked: bool = True
    established_by: Condition | None = None


class EvidenceShape(Strict):
    """What is known of a rule's worth."""

    measure: Text
    value: Text
    source: str


class RuleShape(Strict):
    """One rule of rules.yml."""

    when: Condition
    reason: Text
    sources: Sources
    level: LevelName | None = None
    raises_from: list[LevelName] = Field(default_factory=list)
    suspicions: list[Text] = Field(default_factory=list)
    refer_to: list[Text] = Field(default_factory=list)
    evidence: list[EvidenceShape] = Field(default_factory=list)
    note: Text | None = None

    @model_validator(mode="after")
    def _decides(self) -> "RuleShape":
        if (self.level is None) == (not self.raises_from):
            remedy = "Give either 'level' or 'raises_from'."
            raise wrong("The rule needs one effect on the level.", remedy)
        return self


class QuestionShape(Strict):
    """One question of questions.yml."""

    asks: Annotated[list[str], Field(min_length=1, max_length=5)]
    only_when: dict[str, Condition] = Field(default_factory=dict)


class VariantShape(Strict):
    """One clinical scenario of imaging.yml."""

    id: int | None
    text: Text
    when: Condition


class ProcedureShape(Strict):
    """How one procedure is rated: by variant, the rating and where it was seen."""

    radiation: Annotated[int, Field(ge=0, le=5)]
    ratings: dict[str, Cell]


class NoteShape(Strict):
    """One sentence for the clinician."""

    text: Text
    sources: Sources
    patient_asks_clinician: bool = False
    when: Condition


class RequestsShape(Strict):
    """What an imaging request is held against."""

    source: str
    review_after_days: Annotated[int, Field(ge=1)]
    procedures_opcs4: dict[str, Text]
    procedures_opcs4_with_site: dict[str, Text]
    sites_opcs4: dict[str, Text]
    excluded_icd10: list[Annotated[str, Field(pattern=r"^[A-Z]\d\d-[A-Z]\d\d$")]]


class ImagingShape(Strict):
    """imaging.yml."""

    source: str
    variants: Annotated[list[VariantShape], Field(min_length=1)]
    procedures: dict[str, ProcedureShape]
    notes: list[NoteShape]
    requests: RequestsShape


class QuestionScriptShape(Strict):
    """The words of one question."""

    ask: Text
    simpler: Text
    why: Text


class ItemShape(Strict):
    """The words for one thing that is asked about."""

    ask: Text
    line: Text
    short: Text
    known: Text | None = None
    choices: dict[str, Text] = Field(default_factory=dict)


class DispositionScriptShape(Strict):
    """One level in the patient's words."""

    headline: Text
    action: Text
    time: Text


class ScriptsShape(Strict):
    """One file of scripts/: everything a patient of one locale can be told."""

    locale: Text
    place: Text
    version: Text
    review: Text
    names: dict[str, Text]
    months: Annotated[list[Text], Field(min_length=12, max_length=12)]
    messages: dict[str, Text]
    questions: dict[str, QuestionScriptShape]
    items: dict[str, ItemShape]
    reasons: dict[str, Text]
    dispositions: dict[str, DispositionScriptShape]
    plan: Annotated[list[Text], Field(min_length=1)]
    emergency_signs: Annotated[list[Text], Field(min_length=1)]
    urgent_signs: Annotated[list[Text], Field(min_length=1)]
    buttons: dict[str, Text]


class KnowledgeShape(Strict):
    """A knowledge folder: one key a file, `scripts` one a locale."""

    manifest: ManifestShape
    findings: dict[str, FindingShape]
    rules: dict[str, RuleShape]
    questions: dict[str, QuestionShape]
    imaging: ImagingShape
    scripts: Annotated[dict[str, ScriptsShape], Field(min_length=1)]

"""The shape of the knowledge files: which keys there are and what each may hold.

`backline check --write` publishes these models as JSON Schema, so that an editor can
help while a file is being written.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

Text = Annotated[str, Field(min_length=1)]
Sources = Annotated[list[str], Field(min_length=1)]
LevelName = Literal["self_care", "soon", "urgent", "emergency"]


class Strict(BaseModel):
    """A part of a file: no key beyond those named here, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FindingIs(Strict):
    """The finding is present or uncertain."""

    finding: str


class NumberIs(Strict):
    """The number is `at_least` this and `below` that; `if_missing` answers when there is none."""

    number: str
    at_least: float | None = None
    below: float | None = None
    if_missing: bool = False

    @model_validator(mode="after")
    def _can_hold(self) -> "NumberIs":
        if self.at_least is None and self.below is None:
            raise PydanticCustomError(
                "rule",
                "There is nothing to compare the number with.",
                {"remedy": "Add 'at_least' or 'below'."},
            )
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            raise PydanticCustomError(
                "rule",
                "No number is at least {low} and below {high}.",
                {
                    "low": f"{self.at_least:g}",
                    "high": f"{self.below:g}",
                    "remedy": "Make 'at_least' smaller than 'below'.",
                },
            )
        return self


class CategoryIs(Strict):
    """The category has this value, or has another one or none (`is_not`)."""

    category: str
    is_: str | None = Field(None, alias="is")
    is_not: str | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> "CategoryIs":
        if (self.is_ is None) == (self.is_not is None):
            raise PydanticCustomError(
                "rule", "One comparison is needed.", {"remedy": "Give either 'is' or 'is_not'."}
            )
        return self


class RuleFired(Strict):
    """The rule of this id fired; only in imaging."""

    rule: str


class All(Strict):
    """Every part holds."""

    all: Annotated[list["Condition"], Field(min_length=1)]


class Any_(Strict):
    """At least one part holds."""

    any: Annotated[list["Condition"], Field(min_length=1)]


class NotThis(Strict):
    """The part does not hold; never in rules, which must not fall when danger is added."""

    not_: "Condition" = Field(alias="not")


KINDS = ("finding", "number", "category", "rule", "all", "any", "not")


def kind_of(value: Any) -> str | None:
    """Return the key that tells what kind of condition this is, or None when it is none."""
    if value == "otherwise":
        return "otherwise"
    if isinstance(value, Strict):
        value = value.model_dump(by_alias=True)
    return (
        next((kind for kind in KINDS if kind in value), None) if isinstance(value, dict) else None
    )


def _tag(value: Any) -> str | None:
    kind = kind_of(value)
    return f"<{kind}>" if kind else None


Condition = Annotated[
    Annotated[FindingIs, Tag("<finding>")]
    | Annotated[NumberIs, Tag("<number>")]
    | Annotated[CategoryIs, Tag("<category>")]
    | Annotated[RuleFired, Tag("<rule>")]
    | Annotated[All, Tag("<all>")]
    | Annotated[Any_, Tag("<any>")]
    | Annotated[NotThis, Tag("<not>")]
    | Annotated[Literal["otherwise"], Tag("<otherwise>")],
    Discriminator(
        _tag,
        custom_error_type="condition",
        custom_error_message="This is not a condition.",
    ),
]


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
    raises_from: list[LevelName] = []
    suspicions: list[Text] = []
    refer_to: list[Text] = []
    evidence: list[EvidenceShape] = []
    note: Text | None = None

    @model_validator(mode="after")
    def _decides(self) -> "RuleShape":
        if (self.level is None) == (not self.raises_from):
            raise PydanticCustomError(
                "rule",
                "The rule needs one effect on the level.",
                {"remedy": "Give either 'level' or 'raises_from'."},
            )
        return self


class QuestionShape(Strict):
    """One question of questions.yml."""

    asks: Annotated[list[str], Field(min_length=1, max_length=5)]
    only_when: dict[str, Condition] = {}


class VariantShape(Strict):
    """One clinical scenario of imaging.yml."""

    id: int | None
    text: Text
    when: Condition


class ProcedureShape(Strict):
    """How one procedure is rated: by variant, the rating and where it was seen."""

    radiation: Annotated[int, Field(ge=0, le=5)]
    ratings: dict[str, Annotated[str, Field(pattern=r"^(UA|MBA|UNA) (seen|inferred)$")]]


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
    choices: dict[str, Text] = {}


class DispositionScriptShape(Strict):
    """One level in the patient's words."""

    headline: Text
    action: Text
    time: Text


class ScriptsShape(Strict):
    """One file of scripts/: everything a patient of one locale can be told."""

    locale: Text
    version: Text
    review: Text
    names: dict[str, Text]
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

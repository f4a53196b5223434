"""How a condition is written in the files: one key tells its kind, parts nest."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError


class Strict(BaseModel):
    """A part of a file: no key beyond those named here, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True)


def wrong(problem: str, remedy: str) -> PydanticCustomError:
    """Return the error that tells a fault in our own words."""
    return PydanticCustomError("rule", "{problem}", {"problem": problem, "remedy": remedy})


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
            raise wrong(
                "There is nothing to compare the number with.", "Add 'at_least' or 'below'."
            )
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            nothing = f"No number is at least {self.at_least:g} and below {self.below:g}."
            raise wrong(nothing, "Make 'at_least' smaller than 'below'.")
        return self


class CategoryIs(Strict):
    """The category has this value, or has another one or none (`is_not`)."""

    category: str
    is_: str | None = Field(None, alias="is")
    is_not: str | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> "CategoryIs":
        if (self.is_ is None) == (self.is_not is None):
            raise wrong("One comparison is needed.", "Give either 'is' or 'is_not'.")
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
    keys = value if isinstance(value, dict) else {}
    return next((kind for kind in KINDS if kind in keys), None)


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

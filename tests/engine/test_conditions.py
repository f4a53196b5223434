import pytest

from bot.engine.conditions import (
    AllOf,
    AnyOf,
    Fired,
    Has,
    Is,
    IsNot,
    Not,
    Number,
    compiled,
    names_in,
)
from bot.engine.findings import Case, Status


@pytest.mark.parametrize(
    ("status", "holds"),
    [
        (Status.ABSENT, False),
        (Status.UNKNOWN, False),
        (Status.UNCERTAIN, True),
        (Status.PRESENT, True),
    ],
)
def test_uncertain_counts_as_present(status: Status, holds: bool) -> None:
    assert compiled(Has("fever"))(Case({"fever": status}), frozenset()) is holds


@pytest.mark.parametrize(
    ("age", "holds"), [(17.9, False), (18, True), (49.9, True), (50, False), (None, True)]
)
def test_a_number_holds_from_the_lower_bound_to_below_the_upper(
    age: float | None, holds: bool
) -> None:
    condition = Number("age_years", at_least=18, below=50, if_missing=True)
    case = Case(numbers={} if age is None else {"age_years": age})

    assert compiled(condition)(case, frozenset()) is holds


@pytest.mark.parametrize(
    ("value", "is_", "is_not"), [("a", True, False), ("b", False, True), (None, False, True)]
)
def test_a_missing_category_has_no_value(value: str | None, is_: bool, is_not: bool) -> None:
    case = Case(categories={} if value is None else {"course": value})

    assert compiled(Is("course", "a"))(case, frozenset()) is is_
    assert compiled(IsNot("course", "a"))(case, frozenset()) is is_not


def test_parts_are_joined_as_they_say() -> None:
    one, two = Fired("E1"), Fired("E2")

    assert compiled(AllOf((one, two)))(Case(), {"E1", "E2"})
    assert not compiled(AllOf((one, two)))(Case(), {"E1"})
    assert compiled(AnyOf((one, two)))(Case(), {"E2"})
    assert not compiled(AnyOf((one, two)))(Case(), set())
    assert compiled(Not(one))(Case(), {"E2"})
    assert compiled(AllOf(()))(Case(), set())


def test_names_are_found_at_any_depth() -> None:
    condition = AllOf((Has("fever"), AnyOf((Not(Has("cancer")), Number("age")))))

    assert names_in(condition, Has) == {"fever", "cancer"}
    assert names_in(condition, Number) == {"age"}

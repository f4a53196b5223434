import pytest

from bot.testing.tallies import Share, Tally


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe 1998, Stat Med 17:857, table I, method 3 (score, no continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_is_unknown_and_anything_is_possible() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (0.0, 1.0)
    assert str(Share(0, 0)) == "-"


def test_a_share_shows_its_interval_and_counts() -> None:
    assert str(Share(9, 10)) == "0.900 [0.596-0.982] 9/10"


def test_precision_recall_and_f1_are_the_textbook_ones() -> None:
    tally = Tally(right=6, false=2, missed=3)

    assert (tally.precision.value, tally.recall.value) == (0.75, pytest.approx(2 / 3))
    assert tally.f1 == pytest.approx(12 / 17)


def test_f1_of_nothing_is_unknown_and_of_only_mistakes_is_nought() -> None:
    assert Tally().f1 is None
    assert Tally(missed=1).f1 == 0


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3) + Tally(10, 20, 30) == Tally(11, 22, 33)

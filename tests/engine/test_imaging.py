"""The imaging table as data: whole, and literally right where it was checked by hand."""

import pytest

from bot.engine.protocol import Rating
from bot.knowledge.loader import load

PROTOCOL = load().protocol
RATED = {variant.id: variant.ratings for variant in PROTOCOL.variants if variant.id is not None}

TABLE = """
radiography lumbar spine                          | 3 | UNA | UNA | MBA | UNA* | UA | UA | MBA
MRI lumbar spine without contrast                 | 0 | UNA | UNA | UA | UA | UA | UA | UA
MRI lumbar spine without and with contrast        | 0 | UNA | UNA | MBA | UA | UA | MBA | UA
MRI lumbar spine with contrast                    | 0 | UNA | UNA | UNA* | UNA* | UNA* | UNA* | UNA*
CT lumbar spine without contrast                  | 3 | UNA | UNA | MBA | MBA | MBA | UA | MBA
CT lumbar spine with contrast                     | 3 | UNA | UNA | UNA* | UNA* | UNA* | UNA* | MBA
CT lumbar spine without and with contrast         | 4 | UNA | UNA | UNA* | UNA* | UNA* | UNA* | UNA*
CT myelography lumbar spine                       | 4 | UNA | UNA | MBA | MBA | MBA | MBA | MBA
discography and post-discography CT               | 3 | UNA | UNA | UNA* | UNA* | UNA* | UNA* | UNA*
bone scan whole body with SPECT or SPECT/CT spine | 3 | UNA | UNA | MBA | UNA* | UNA* | UNA* | UNA*
FDG-PET/CT whole body                             | 4 | UNA | UNA | UNA* | UNA* | UNA* | UNA* | UNA*
""".strip().splitlines()
"""ACR Low Back Pain, 2021 update; a star marks a rating inferred by elimination."""


def test_the_table_has_77_cells() -> None:
    assert sum(len(ratings) for ratings in RATED.values()) == 77
    assert sorted(RATED) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.split("|")[0].strip())
def test_a_row_is_as_published(row: str) -> None:
    procedure, radiation, *cells = (cell.strip() for cell in row.split("|"))

    assert [RATED[variant][procedure] for variant in range(1, 8)] == [
        Rating(cell.rstrip("*"), int(radiation), "inferred" if cell.endswith("*") else "seen")
        for cell in cells
    ]


def test_only_never_named_procedures_are_inferred() -> None:
    inferred = [r for ratings in RATED.values() for r in ratings.values() if r.provenance != "seen"]

    assert {rating.rating for rating in inferred} == {"UNA"}


def test_no_procedure_is_rated_where_the_topic_does_not_apply() -> None:
    assert next(v for v in PROTOCOL.variants if v.id is None).ratings == {}

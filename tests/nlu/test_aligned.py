"""Answers given in the order of asking: which sentence stands in whose place."""

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.findings import Status
from bot.nlu.aligned import in_places
from bot.nlu.reader import Reader


def test_a_sentence_between_two_that_name_theirs_answers_what_is_between() -> None:
    assert list(in_places([{0}, set(), {2}], {1}, 3)) == [(1, [1])]


def test_the_last_sentences_answer_the_last_questions() -> None:
    assert list(in_places([{0}, {1}, {2}, set(), set()], {3, 4}, 5)) == [(3, [3]), (4, [4])]


def test_more_sentences_than_questions_answer_each_together() -> None:
    assert list(in_places([{0}, set(), set(), {2}], {1}, 3)) == [(1, [1, 2])]


def test_fewer_sentences_than_questions_answer_none() -> None:
    assert list(in_places([{0}, set(), {3}], {1, 2}, 4)) == []


def test_names_out_of_order_answer_nothing_by_their_place() -> None:
    assert list(in_places([{2}, set(), {0}], {1}, 3)) == []


PLACES = st.lists(st.sets(st.integers(0, 4), max_size=2), max_size=8)


@given(named=PLACES, untold=st.sets(st.integers(0, 4)))
def test_only_the_untold_is_answered_once_and_by_sentences_that_name_nothing(
    named: list[set[int]], untold: set[int]
) -> None:
    found = list(in_places(named, untold, 5))

    assert len({place for place, _ in found}) == len(found)
    assert {place for place, _ in found} <= untold
    assert all(not named[one] for _, sentences in found for one in sentences)


@given(named=PLACES, untold=st.sets(st.integers(0, 4)))
def test_what_is_told_later_stands_in_later_sentences(
    named: list[set[int]], untold: set[int]
) -> None:
    found = list(in_places(named, untold, 5))

    assert sorted(found) == found
    lasts = [sentences[-1] for _, sentences in found]
    assert lasts == sorted(lasts)


def test_a_toilet_that_is_fine_answers_in_its_place(reader: Reader) -> None:
    """Words not understood in the place of the bladder are not denied by those on bowels."""
    asked = ["saddle_numbness", "bladder_dysfunction", "bowel_dysfunction"]

    in_place = reader.hear("I feel all of it. It just runs. Toilet is fine.", asked).reading
    together = reader.hear("I feel all of it. Toilet is fine.", asked).reading

    assert in_place.findings["bowel_dysfunction"] is Status.ABSENT
    assert "bladder_dysfunction" not in in_place.findings
    assert together.findings["bladder_dysfunction"] is Status.ABSENT

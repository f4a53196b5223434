"""The network as it is run: laws of its arithmetic, and its file."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.findings import Status
from bot.nlu.clues import MARKS, STATUSES, Clues
from bot.nlu.figures import KINDS, Figure
from bot.nlu.opinion import HEADS, LAYERS, REACH, STRETCH, Opinion, shifted

SIZE, WORDS, CONCEPTS, FINDINGS = 8, ["numb", "no", "fever"], ["saddle", "neg"], ["a", "b", "c"]
SAID = len(STATUSES) - 1


def opinion(*seeds: int) -> Opinion:
    """Return the opinion of a network for each seed; of none, of two networks."""
    networks = [network(seed) for seed in seeds or (0, 1)]
    weights = {name: np.stack([one[name] for one in networks]) for name in networks[0]}
    return Opinion(weights, WORDS, CONCEPTS, FINDINGS)


def network(seed: int) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed).normal
    weights = {
        "word": draw(size=(len(WORDS) + 2, SIZE)),
        "mark": draw(size=(MARKS, SIZE)),
        "concept": draw(size=(len(CONCEPTS), SIZE)),
        "asked": draw(size=(len(FINDINGS), SIZE)),
        "attend": draw(size=(SIZE, 3 * SIZE)),
        "apart": draw(size=(HEADS, 2 * REACH + 1)),
        "meet": draw(size=(SIZE, SIZE)),
        "scale_met": np.ones(SIZE),
        "shift_met": np.zeros(SIZE),
        "scale": np.ones(SIZE),
        "shift": np.zeros(SIZE),
        "out": draw(size=(SIZE, len(FINDINGS) * SAID + len(KINDS))),
        "out_offset": draw(size=len(FINDINGS) * SAID + len(KINDS)),
        "bias": draw(size=(len(FINDINGS), SAID)),
        "trust": draw(size=(len(FINDINGS), 2 * len(STATUSES), SAID)),
    }
    for layer, (width, _) in enumerate(LAYERS):
        weights[f"kernel{layer}"] = draw(size=(width * SIZE, SIZE))
        weights[f"offset{layer}"] = draw(size=SIZE)
        weights[f"scale{layer}"] = np.ones(SIZE)
        weights[f"shift{layer}"] = np.zeros(SIZE)
    return weights


words = st.lists(st.sampled_from([*WORDS, "zebra"]), min_size=1, max_size=40)


def clues(said: list[str], heard: dict[str, Status] | None = None) -> Clues:
    concepts = [("saddle", "unheard of") if word == "numb" else () for word in said]
    return Clues(said, [0] * len(said), concepts, heard or {})


@given(said=words)
@settings(deadline=None)
def test_shares_are_probabilities_and_the_place_is_a_word(said: list[str]) -> None:
    for estimate in opinion().of(clues(said)).findings:
        assert sum(estimate.shares) == pytest.approx(1, abs=1e-5)
        assert min(estimate.shares) >= 0
        assert estimate.counts == pytest.approx(estimate.shares[2] + estimate.present)
        assert 0 <= estimate.place < len(said)


def test_no_words_no_opinion() -> None:
    assert opinion().of(clues([])) == ([], [])


def test_what_the_rules_heard_is_taken_into_account() -> None:
    silent, heard = (
        opinion().of(clues(["numb"], heard)).findings[0].shares
        for heard in ({}, {"a": Status.PRESENT})
    )

    assert silent != heard


def test_every_figure_has_a_share_that_depends_on_its_word_and_its_kind() -> None:
    figures = [Figure(kind, 40, place) for place in (0, 1) for kind in ("age_years", "pain_score")]

    shares = opinion().of(clues(["numb", "fever"])._replace(figures=figures)).figures

    assert len(set(shares)) == len(figures)
    assert all(0 < share < 1 for share in shares)


def test_a_concept_changes_the_opinion_an_unknown_one_does_not() -> None:
    with_concept = opinion().of(Clues(["zebra"], [0], [("neg",)], {}))
    without = opinion().of(Clues(["zebra"], [0], [()], {}))
    unknown = opinion().of(Clues(["zebra"], [0], [("never learnt",)], {}))

    assert with_concept != without == unknown


def test_a_file_gives_the_same_opinion(tmp_path: Path) -> None:
    file = tmp_path / "opinion.npz"
    opinion().save(file)

    for said in (["numb"], ["no", "fever"], ["zebra", "numb", "no"] * 9):
        assert Opinion.load(file).of(clues(said)) == opinion().of(clues(said))


def test_a_broken_file_says_so(tmp_path: Path) -> None:
    file = tmp_path / "opinion.npz"
    file.write_bytes(b"not a network")

    with pytest.raises(ValueError, match=r"."):
        Opinion.load(file)


def test_each_word_gets_what_the_words_around_it_give_and_nothing_from_beyond_the_ends() -> None:
    from_behind, of_itself, from_ahead = [1.0, 2, 3], [10.0, 20, 30], [100.0, 200, 300]
    made = np.array([[from_behind, of_itself, from_ahead]]).transpose(0, 2, 1)

    assert shifted(made, 3, 1).ravel().tolist() == [210, 321, 32]
    assert shifted(made, 3, 2).ravel().tolist() == [310, 20, 31]
    assert shifted(made, 3, 4).ravel().tolist() == of_itself


def test_several_networks_say_the_mean_of_what_each_says() -> None:
    said = clues(["no", "numb", "fever"])
    shares = [
        np.log([estimate.shares for estimate in opinion(*seeds).of(said).findings])
        for seeds in ((3,), (4,), (3, 4))
    ]
    first, second, both = (share - share[:, :1] for share in shares)

    assert np.allclose((first + second) / 2, both, atol=1e-3)


def test_what_was_asked_is_taken_into_account() -> None:
    of_itself, answering = (
        opinion().of(clues(["no"])._replace(asked=asked)).findings[0].shares
        for asked in ((), ("a",))
    )

    assert of_itself != answering


def test_a_far_word_counts_within_a_stretch_and_not_beyond() -> None:
    near, far = STRETCH - 1, 3 * STRETCH
    assert opinion_of_last(near, "no") != opinion_of_last(near, "fever")
    assert opinion_of_last(far, "no") == opinion_of_last(far, "fever")


def opinion_of_last(length: int, first: str) -> float:
    """Return the share of a figure in the last word of a message that begins so."""
    figure = Figure("age_years", 40, length)
    said = clues([first, *["zebra"] * length])._replace(figures=[figure])
    return opinion().of(said).figures[0]

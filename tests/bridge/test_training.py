"""Rasa's reading of the training data and ours teach the reader the same."""

from rasa.shared.nlu.training_data.loading import load_data

from bot.bridge.model import ROOT
from bot.bridge.training import plain
from bot.nlu.rasa_format import read_folder

FOLDER = ROOT / "data" / "nlu"


def test_both_ways_of_reading_the_training_data_teach_the_same() -> None:
    theirs, ours = plain(load_data(str(FOLDER))), read_folder(FOLDER)

    assert {(p.phrase, p.finding, p.role) for p in theirs.phrases} == {
        (p.phrase, p.finding, p.role) for p in ours.phrases
    }
    assert set(theirs.texts) == set(ours.texts)
    assert {name: set(items) for name, items in theirs.lookups.items()} == {
        name: set(items) for name, items in ours.lookups.items()
    }
    assert {name: set(items) for name, items in theirs.regexes.items()} == {
        name: set(items) for name, items in ours.regexes.items()
    }
    assert theirs.synonyms == ours.synonyms

import snowballstemmer

from bot.nlu.lexicon import Lexicon
from bot.nlu.matcher import Matcher
from bot.nlu.reader import Reader
from bot.nlu.sentences import Hit
from bot.nlu.vocabulary import vocabulary


def test_every_phrase_is_found_where_phrases_overlap() -> None:
    matcher = Matcher()
    matcher.add("leg", [("leg",), ("left", "leg")])
    matcher.add("side", [("left",), ()])

    assert set(matcher.find(["my", "left", "leg"])) == {
        Hit(("side",), 1, 2),
        Hit(("leg",), 1, 3),
        Hit(("leg",), 2, 3),
    }


def test_a_phrase_added_twice_is_found_once() -> None:
    matcher = Matcher()
    matcher.add("leg", [("leg",), ("leg",)])

    assert matcher.find(["leg", "le"]) == [Hit(("leg",), 0, 1)]


def test_stems_are_those_of_the_stemmer_whatever_words_end_in(reader: Reader) -> None:
    stem = snowballstemmer.stemmer("english").stemWord
    lexicon = Lexicon.learn([], {})
    words = [word for word in vocabulary(reader.lexicon.data) if len(word) < 25]

    assert {word: lexicon.stem(word) for word in words} == {word: stem(word) for word in words}

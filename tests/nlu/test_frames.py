import pytest

from bot.nlu.frames import match, parse
from bot.nlu.lexicon import Lexicon
from bot.nlu.sentences import cut

LOOKUPS = {
    "numb": ["numb", "no feeling"],
    "bum": ["bum", "private parts"],
    "leg": ["leg"],
    "barrier": ["but"],
    "negation": ["not", "no"],
}


def found(frame: str, text: str) -> bool:
    lexicon = Lexicon.learn([], LOOKUPS, regexes={"saddle_numbness": [frame]})
    stream = lexicon.stream(lexicon.words(text))
    return any(lexicon.find(sentence) for sentence in cut(stream, lexicon.hits(stream)))


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        ("<numb> ~3 <bum>", "numb all round my bum"),
        ("<numb> ~3 <bum>", "no feeling in the private parts"),
        ("<numb> &3 <bum>", "my bum is numb"),
        ("<numb|leg> ~3 <bum>", "leg and bum"),
        ("<bum> went|goes numb", "bum went numb"),
        ("<numb> ~3 <bum> !<leg>", "numb bum"),
        ("<numb> ~3 <bum> ?<leg>", "leg pain, numb bum"),
        ("<numb> ~4! <bum>", "numb but only the bum"),
    ],
)
def test_a_frame_finds_what_it_describes(frame: str, text: str) -> None:
    assert found(frame, text)


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        ("<numb> ~1 <bum>", "numb on both sides of the bum"),
        ("<numb> ~3 <bum>", "my bum is numb"),
        ("<numb> ~3 <bum>", "numb. my bum"),
        ("<numb> ~3 <bum>", "numb but my bum"),
        ("<numb> ~4! <bum>", "numb but not my bum"),
        ("<numb> ~4 -<leg> <bum>", "numb leg and bum"),
        ("<numb> ~3 <bum> !<leg>", "numb bum and leg"),
        ("<numb> ~3 <bum> ?<leg>", "numb bum"),
        ("<numb> ~1 <bum>", "numb, bum"),
    ],
)
def test_a_frame_leaves_alone_what_it_does_not_describe(frame: str, text: str) -> None:
    assert not found(frame, text)


def test_a_frame_that_cannot_be_read_says_which() -> None:
    with pytest.raises(ValueError, match="cannot read '@'"):
        parse("fever", "<numb> @ <bum>", str)


def test_either_side_gives_a_frame_for_each_order() -> None:
    frames = parse("fever", "<a> &2 <b>", str)
    assert [[part.concepts for part in frame.parts] for frame in frames] == [
        [("a",), ("b",)],
        [("b",), ("a",)],
    ]


def test_one_line_may_speak_of_several_findings_in_one_role() -> None:
    (frame,) = parse("fever+weight/absent", "<a>", str)
    assert (frame.findings, frame.role) == (("fever", "weight"), "absent")


def test_each_start_is_matched_the_nearest_way() -> None:
    lexicon = Lexicon.learn([], LOOKUPS, regexes={"x": ["<numb> ~5 <bum>"]})
    stream = lexicon.stream(lexicon.words("numb bum and bum"))
    (sentence,) = cut(stream, lexicon.hits(stream))
    (frame,) = parse("x", "<numb> ~5 <bum>", str)
    assert match(frame, sentence) == [(0, 2)]

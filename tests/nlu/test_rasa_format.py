from pathlib import Path

from bot.nlu.lexicon import Lexicon
from bot.nlu.rasa_format import Annotated, annotations, read_folder
from bot.nlu.sentences import cut

FILE = """
version: "3.1"
nlu:
  - intent: inform
    examples: |
      - I [can't pee](bladder_dysfunction) today
      - [no fever]{"entity": "fever", "role": "absent"} here
  - lookup: numb
    examples: |
      - numb
      - dead
  - synonym: "can not"
    examples: |
      - cant
      - can't
  - regex: "saddle_numbness"
    examples: |
      - <numb> ~2 bum
"""


def test_annotations_are_read_in_both_of_rasas_notations() -> None:
    example = 'I [wet myself](bladder_dysfunction), [no fever]{"entity": "fever", "role": "absent"}'
    assert list(annotations(example)) == [
        Annotated("wet myself", "bladder_dysfunction"),
        Annotated("no fever", "fever", "absent"),
    ]


def test_every_section_of_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(FILE, encoding="utf-8")
    data = read_folder(tmp_path)
    assert [phrase.finding for phrase in data.phrases] == ["bladder_dysfunction", "fever"]
    assert data.texts == ["I can't pee today", "no fever here"]
    assert data.lookups == {"numb": ["numb", "dead"]}
    assert data.synonyms == {"cant": "can not", "can't": "can not"}
    assert data.regexes == {"saddle_numbness": ["<numb> ~2 bum"]}


def test_a_lexicon_learnt_from_plain_values_equals_one_learnt_from_files(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(FILE, encoding="utf-8")
    data = read_folder(tmp_path)
    learnt = Lexicon.learn(
        data.phrases,
        data.lookups,
        texts=data.texts,
        synonyms=data.synonyms,
        regexes=data.regexes,
    )
    for text in ("I cant pee", "dead bum", "no fever"):
        found = []
        for lexicon in (Lexicon(data), learnt):
            stream = lexicon.stream(lexicon.words(text))
            found.append([lexicon.find(s) for s in cut(stream, lexicon.hits(stream))])
        assert found[0] == found[1] != [[]]

"""What is learned from data/nlu: whole phrases, concepts, and frames over concepts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import snowballstemmer
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.frames import Found, Frame, Part, Sentence, match, parse
from bot.nlu.numerals import NUMBER_WORDS
from bot.nlu.rasa_format import Annotated, TrainingData
from bot.nlu.spelling import Speller
from bot.nlu.text import CLAUSE, COMMA, SENTENCE, Word, words_of

MOST_WORDS_IN_SENTENCE = 90
"""A longer run without a full stop is cut, so that the work stays linear in the length."""
_NOT_CONCEPTS = ("say_", "topic.")
ENGLISH = "english"
FILLER = "filler"
UNSTEMMED = "unstemmed"
YEAR = "year_number"
NUMBER = "number"
BARRIER = "barrier"
NEGATION = "negation"
ANY = "any"
"""The name under which a frame speaks of every finding: figures of speech."""
_FINDING = "finding:"
_REFERENCE = ("<", ">")


_OWN = frozenset({"i", "my", "me", "we", "he", "she", "his", "her"})
_ARTICLES = frozenset("a an the my his her our their your".split())


@dataclass(frozen=True)
class Hit:
    """A concept or phrase in the stream of words."""

    name: str
    start: int
    end: int


class Lexicon:
    """Finds what the training data taught it in a stream of words."""

    def __init__(self, data: TrainingData) -> None:
        """Learn from data in plain Python; see `Lexicon.learn`."""
        self.data = data
        self._stems: dict[str, str] = {}
        self._stemmer = snowballstemmer.stemmer("english")
        self.findings = _findings_of(data)
        self._keep_names_whole()
        self._fillers = frozenset(data.lookups.get(FILLER, ()))
        self._stems.update({word: word for word in data.lookups.get(UNSTEMMED, ())})
        self._speller = Speller(
            _vocabulary(data), _well_spelt(data), _readings(data.synonyms)
        )
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab)
        self._known: set[str] = set()
        self._frames: dict[str, list[Frame]] = {}
        self._learn_concepts()
        self._learn_phrases()
        self._learn_frames()

    @classmethod
    def learn(
        cls,
        phrases: Iterable[Annotated],
        lookups: Mapping[str, Sequence[str]],
        *,
        texts: Iterable[str] = (),
        synonyms: Mapping[str, str] | None = None,
        regexes: Mapping[str, Sequence[str]] | None = None,
    ) -> "Lexicon":
        """Learn from what Rasa calls entity examples, lookup tables, synonyms and regexes."""
        return cls(
            TrainingData(
                list(phrases),
                list(texts),
                {name: list(items) for name, items in lookups.items()},
                dict(synonyms or {}),
                {name: list(items) for name, items in (regexes or {}).items()},
            )
        )

    def words(self, text: str) -> list[Word]:
        """Return the words of a message, spelt right and with their stems."""
        words = words_of(text, self._speller.read)
        for place, word in enumerate(words):
            word.stem = self.stem(word.text)
            word.place = place
        return words

    def stem(self, word: str) -> str:
        """Return a word without its endings; what the lexicon knows is kept in memory."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stemmer.stemWord(word) if len(word) < 25 else word
            if len(self._stems) < 50_000:
                self._stems[word] = stem
        return stem

    def is_filler(self, words: Sequence[Word], place: int) -> bool:
        """Say whether a word only fills: an article, "really", the "bit" of "a bit"."""
        word = words[place]
        if word.text == "bit" and place:
            return words[place - 1].text in {"a", "wee", "little"}
        return word.text in self._fillers

    def stream(self, words: Sequence[Word]) -> list[Word]:
        """Return the words without fillers; a filler hands on how it is parted."""
        stream: list[Word] = []
        parted = 0
        own = False
        for place, word in enumerate(words):
            parted = max(parted, word.parted)
            own = own or word.text in _OWN
            if not self.is_filler(words, place):
                word.parted = parted
                word.own = own
                parted, own = 0, False
                stream.append(word)
        return stream

    def hits(self, stream: Sequence[Word]) -> list[Hit]:
        """Return every concept and phrase in the stream."""
        if not stream:
            return []
        known = self._known
        doc = Doc(self._vocab, words=[w.stem if w.stem in known else "." for w in stream])
        name = self._vocab.strings
        hits = [Hit(name[label], start, end) for label, start, end in self._matcher(doc)]
        return hits + [
            Hit(name, place, place + 1)
            for place, word in enumerate(stream)
            for name in _numeric(word.text)
        ]

    def sentences(self, stream: Sequence[Word], hits: Iterable[Hit]) -> list[Sentence]:
        """Cut the stream into sentences and give each its concept hits."""
        sentences: list[Sentence] = []
        of_place: list[Sentence] = []
        for place, word in enumerate(stream):
            full = sentences and place - sentences[-1].start >= MOST_WORDS_IN_SENTENCE
            if not sentences or word.parted == SENTENCE or full:
                sentences.append(Sentence(place, place))
            sentences[-1].end = place + 1
            of_place.append(sentences[-1])
        barriers: set[int] = set()
        negations: set[int] = set()
        for hit in hits:
            sentence = of_place[hit.start]
            least = CLAUSE if hit.name.startswith(_FINDING) else COMMA
            if any(stream[place].parted >= least for place in range(hit.start + 1, hit.end)):
                continue
            if hit.end <= sentence.end:
                sentence.hits.setdefault(hit.name, []).append((hit.start, hit.end))
            if hit.name == BARRIER:
                barriers.update(range(hit.start, hit.end))
            elif hit.name == NEGATION:
                negations.add(hit.start)
        for sentence in sentences:
            for places in sentence.hits.values():
                places.sort()
            sentence.note_barriers(stream, barriers.__contains__, negations.__contains__)
        return sentences

    def find(self, sentences: Iterable[Sentence]) -> list[Found]:
        """Return what phrases and frames find, overlaps and all."""
        found: list[Found] = []
        for sentence in sentences:
            for name, places in sentence.hits.items():
                if name.startswith(_FINDING):
                    _, finding, role = name.split(":")
                    found += [Found(finding, role, start, end) for start, end in places]
                for frame in self._frames.get(name, ()):
                    if all(any(c in sentence.hits for c in part.concepts) for part in frame.parts):
                        found += [
                            Found(finding, frame.role, start, end)
                            for start, end in match(frame, sentence)
                            for finding in frame.findings
                        ]
        return list(dict.fromkeys(found))

    def _keep_names_whole(self) -> None:
        """Leave a name unstemmed whose stem is another word: "Evenity" is not "even"."""
        english = set(self.data.lookups.get(ENGLISH, ()))
        for word in _vocabulary(self.data):
            stem = self._stemmer.stemWord(word)
            if stem != word and stem in english and word not in english:
                if not word.endswith(("s", "ed", "ing", "er", "est", "ly", "y", "ness")):
                    self._stems[word] = word
                elif word.endswith("ity"):
                    self._stems[word] = word

    def _doc(self, phrase: str) -> tuple[str, ...]:
        """Return the stems of a phrase, or none where without fillers too little is left.

        "just my back" would become "back", and then every back would be no leg pain.
        """
        words = self.words(phrase)
        kept = [w for i, w in enumerate(words) if not self.is_filler(words, i)]
        dropped = {w.text for w in words} - {w.text for w in kept} - _ARTICLES
        if len(kept) == 1 and len(words) > 1 and dropped:
            return ()
        ends_open = words and self.is_filler(words, len(words) - 1)
        if kept and ends_open and (words[-1].text != "of" or len(kept) < 2):
            return ()
        return tuple(w.stem for w in kept or words)

    def _add(self, name: str, phrases: Iterable[tuple[str, ...]]) -> None:
        docs = []
        for stems in phrases:
            if stems:
                self._known.update(stems)
                docs.append(Doc(self._vocab, words=list(stems)))
        if docs:
            self._matcher.add(name, docs)

    def _learn_concepts(self) -> None:
        for name in self.data.lookups:
            apart = name in {ENGLISH, FILLER, UNSTEMMED} or name.startswith(_NOT_CONCEPTS)
            if name not in self.findings and not apart:
                self._add(name, {self._doc(item) for item in self._expanded(name, ())})

    def _expanded(self, name: str, above: tuple[str, ...]) -> list[str]:
        """Return the words of a concept and of the concepts it names."""
        items: list[str] = []
        for item in self.data.lookups.get(name, ()):
            if item[:1] == "<" and item[-1:] == ">" and item[1:-1] not in above:
                items += self._expanded(item[1:-1], (*above, name))
            else:
                items.append(item)
        return items

    def _learn_phrases(self) -> None:
        phrases: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for example in self.data.phrases:
            key = (example.finding, example.role)
            phrases.setdefault(key, set()).add(self._doc(example.phrase))
        for name in self.findings:
            for item in self.data.lookups.get(name, ()):
                phrases.setdefault((name, "present"), set()).add(self._doc(item))
        for (finding, role), stems in phrases.items():
            self._add(f"{_FINDING}{finding}:{role}", stems)

    def _learn_frames(self) -> None:
        frames = [
            frame
            for name, lines in self.data.regexes.items()
            for line in lines
            for frame in parse(name, line, self._literal)
        ]
        used = Counter(c for frame in frames for part in frame.parts for c in part.concepts)
        for frame in frames:
            rarest = min(frame.parts, key=lambda part: sum(used[c] for c in part.concepts))
            for concept in rarest.concepts:
                self._frames.setdefault(concept, []).append(frame)

    def _literal(self, word: str) -> str:
        """Make a concept of one word that a frame names outright."""
        name = f"={word}"
        if name not in self._vocab.strings:
            self._add(name, [self._doc(word)])
        return name


def _numeric(text: str) -> tuple[str, ...]:
    """Return what a number may be: a year, or just a number."""
    if text in NUMBER_WORDS:
        return (NUMBER,)
    if not text.isdigit():
        return ()
    is_year = len(text) == 4 and text[:2] in {"19", "20"}
    return (YEAR, NUMBER) if is_year else (NUMBER,)


def _findings_of(data: TrainingData) -> frozenset[str]:
    """Return the ids that examples and frames speak of; other lookups are concepts."""
    framed = {id for name in data.regexes for id in name.partition("/")[0].split("+")}
    return frozenset({example.finding for example in data.phrases} | framed) - {ANY}


def _vocabulary(data: TrainingData) -> dict[str, int]:
    """Count the words that carry meaning; typing errors are corrected towards them."""
    count: Counter[str] = Counter()
    for name, items in data.lookups.items():
        if name not in {ENGLISH, FILLER}:
            count.update(word for item in items for word in _plain_words(item))
    for example in data.phrases:
        count.update(_plain_words(example.phrase))
    for lines in data.regexes.values():
        for line in lines:
            literals = (t for t in line.split() if t[0].isalpha())
            count.update(word for token in literals for word in token.split("|"))
    return dict(count)


def _well_spelt(data: TrainingData) -> list[str]:
    """Return ordinary words: the English list, and what examples use more than once."""
    count = Counter(word for text in data.texts for word in _plain_words(text))
    return [*data.lookups.get(ENGLISH, ()), *(word for word, times in count.items() if times > 1)]


def _plain_words(item: str) -> list[str]:
    if item.startswith(_REFERENCE[0]):
        return []
    return [word.text for word in words_of(item, lambda word: (word,))]


def _readings(synonyms: Mapping[str, str]) -> dict[str, str]:
    """Return how single typed words are read: "cant" as "can not"."""
    return {typed.lower(): read for typed, read in synonyms.items() if " " not in typed.strip()}

"""What is learned from data/nlu: whole phrases, concepts, and frames over concepts."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import snowballstemmer

from bot.nlu.frames import Found, Frame, match, parse
from bot.nlu.matcher import Matcher
from bot.nlu.rasa_format import Annotated, TrainingData
from bot.nlu.sentences import FINDING, Hit, Sentence
from bot.nlu.spelling import Speller
from bot.nlu.text import CLAUSE, Word, word_set, words_of
from bot.nlu.topics import PREFIX as NUMBER_TOPIC
from bot.nlu.vocabulary import (
    ENGLISH,
    FILLER,
    UNSTEMMED,
    findings_of,
    numeric,
    readings,
    vocabulary,
    well_spelt,
)

_ANSWERS = ("say_", "topic.")
ASKED = "asked"
"""The role of frames that count as an answer only; `asked_absent` denies."""
_OWN = word_set("i my me we he she his her")
_CONTRASTS = word_set("just only merely simply")
"""After a comma these begin what is so: "no fever, just shivery" is no list of denials."""
_INFLECTIONS = ("s", "ed", "ing", "er", "est", "ly", "y", "ness")
_ENDING = re.compile(r"(?:[seyi']|ed|ing|er|or|ion|ism|ic|nt|ogist|al|ful|ll)$|'")
"""What a word ends in that the English Snowball stemmer may take off or change."""
_LETTERS = re.compile(r"[A-Za-z ]+$")
_ARTICLES = word_set("a an the my his her our their your")

_Tried = tuple[Frame, bool, tuple[tuple[str, ...], ...]]
"""A frame, whether it counts as an answer only, and the parts of which it needs one concept
each."""
_Use = tuple[tuple[str, str] | None, dict[str, list[_Tried]]]
"""What a concept is for: the phrase it is, and by another concept that they need, too, the
frames it is the rarest part of."""


class Lexicon:
    """Finds what the training data taught it in a stream of words."""

    def __init__(self, data: TrainingData) -> None:
        """Learn from data in plain Python; see `Lexicon.learn`."""
        self.data = data
        self._stems: dict[str, str] = {}
        self._stemmer = snowballstemmer.stemmer("english")
        self.findings = findings_of(data)
        spelt = vocabulary(data)
        self._keep_names_whole(spelt)
        self._fillers = frozenset(data.lookups.get(FILLER, ()))
        self._stems.update({word: word for word in data.lookups.get(UNSTEMMED, ())})
        self._speller = Speller(spelt, well_spelt(data), readings(data.synonyms))
        self._matcher = Matcher()
        self._topics = Matcher()
        self._docs: dict[str, tuple[str, ...]] = {}
        self._literals: set[str] = set()
        self._uses: dict[str, _Use] = {}
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
            word.stem = self._stems.get(word.text) or self.stem(word.text)
            word.place = place
        return words

    def stem(self, word: str) -> str:
        """Return a word without its endings; what the lexicon knows is kept in memory."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stemmer.stemWord(word) if len(word) < 25 and _ENDING.search(word) else word
            if len(self._stems) < 50_000:
                self._stems[word] = stem
        return stem

    def is_filler(self, texts: Sequence[str], place: int) -> bool:
        """Say whether a word only fills: an article, "really", the "bit" of "a bit"."""
        if texts[place] == "bit" and place:
            return texts[place - 1] in {"a", "wee", "little"}
        return texts[place] in self._fillers

    def stream(self, words: Sequence[Word]) -> list[Word]:
        """Return the words without fillers; a filler hands on how it is parted."""
        stream: list[Word] = []
        parted = 0
        own = False
        texts = [word.text for word in words]
        for place, word in enumerate(words):
            parted = max(parted, word.parted)
            if word.parted and word.text in _CONTRASTS:
                parted = max(parted, CLAUSE)
            own = own or word.text in _OWN
            if not self.is_filler(texts, place):
                word.parted = parted
                word.own = own
                parted, own = 0, False
                stream.append(word)
        return stream

    def hits(self, stream: Sequence[Word]) -> list[Hit]:
        """Return every concept and phrase in the stream."""
        hits = self._matcher.find([word.stem for word in stream])
        for place, word in enumerate(stream):
            if names := numeric(word.text):
                hits.append(Hit(names, place, place + 1))
        return hits

    def topics(self, stream: Sequence[Word]) -> list[Hit]:
        """Return what a number in the stream may be about, to be found only where it matters."""
        return self._topics.find([word.stem for word in stream])

    def find(self, sentence: Sentence, *, answering: bool = True) -> list[Found]:
        """Return what phrases and frames find in a sentence, overlaps and all.

        Frames that count as an answer only are tried where something was asked.
        """
        found: list[Found] = []
        tried: list[_Tried] = []
        hits = sentence.hits
        for name, places in hits.items():
            use = self._uses.get(name)
            if use is None:
                continue
            of_phrase, frames = use
            few, many = (frames, hits) if len(frames) < len(hits) else (hits, frames)
            for needed in few:
                if needed in many:
                    tried += frames[needed]
            if of_phrase:
                found += [Found(*of_phrase, start, end) for start, end in places]
        lacks = hits.keys().isdisjoint
        for frame, asked, parts in tried:
            if (answering or not asked) and not any(map(lacks, parts)):
                found += [
                    Found(finding, frame.role, start, end)
                    for start, end in match(frame, sentence)
                    for finding in frame.findings
                ]
        return list(dict.fromkeys(found))

    def _keep_names_whole(self, spelt: Iterable[str]) -> None:
        """Leave a name unstemmed whose stem is another word: "Evenity" is not "even"."""
        english = set(self.data.lookups.get(ENGLISH, ()))
        for word in spelt:
            inflected = word.endswith(_INFLECTIONS) and not word.endswith("ity")
            if word in english or inflected:
                continue
            if self.stem(word) in english:
                self._stems[word] = word

    def _doc(self, phrase: str) -> tuple[str, ...]:
        """Return the stems of a phrase, worked out once however many concepts name it."""
        doc = self._docs.get(phrase)
        if doc is None:
            doc = self._docs[phrase] = self._stemmed(phrase)
        return doc

    def _stemmed(self, phrase: str) -> tuple[str, ...]:
        """Return the stems of a phrase, or none where without fillers too little is left.

        "just my back" would become "back", and then every back would be no leg pain.
        """
        texts = self._texts(phrase)
        kept = [text for place, text in enumerate(texts) if not self.is_filler(texts, place)]
        dropped = set(texts) - set(kept) - _ARTICLES
        if len(kept) == 1 and len(texts) > 1 and dropped:
            return ()
        ends_open = len(texts) > 1 and self.is_filler(texts, len(texts) - 1)
        if kept and ends_open and (texts[-1] != "of" or len(kept) < 2):
            return ()
        return tuple(self.stem(text) for text in kept or texts)

    def _texts(self, phrase: str) -> list[str]:
        """Return the words of a phrase as they would be read in a message."""
        pieces = phrase.lower().split()
        if "t" in pieces or not _LETTERS.match(phrase):
            return [word.text for word in words_of(phrase, self._speller.read)]
        return [read for piece in pieces for read in self._speller.read(piece)]

    def _learn_concepts(self) -> None:
        for name in self.data.lookups:
            apart = name in {ENGLISH, FILLER, UNSTEMMED} or name.startswith(_ANSWERS)
            if name not in self.findings and not apart:
                matcher = self._topics if name.startswith(NUMBER_TOPIC) else self._matcher
                matcher.add(name, map(self._doc, self._expanded(name, ())))

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
            self._matcher.add(f"{FINDING}{finding}:{role}", stems)

    def _learn_frames(self) -> None:
        frames = [
            frame
            for name, lines in self.data.regexes.items()
            for line in lines
            for frame in parse(name, line, self._literal)
        ]
        used = Counter(c for frame in frames for part in frame.parts for c in part.concepts)
        for name in self._matcher.names:
            if name.startswith(FINDING):
                _, finding, role = name.split(":")
                self._uses[name] = ((finding, role), {})
        for frame in dict.fromkeys(frames):
            first, *others = sorted(
                [part.concepts for part in frame.parts], key=lambda some: sum(used[c] for c in some)
            )
            single = [some for some in others if len(some) == 1]
            parts = tuple(some for some in others if some not in single[:1])
            asked = frame.role.startswith(ASKED)
            for concept in first:
                needed = single[0][0] if single else concept
                frames_of = self._uses.setdefault(concept, (None, {}))[1]
                frames_of.setdefault(needed, []).append((frame, asked, parts))

    def _literal(self, word: str) -> str:
        """Make a concept of one word that a frame names outright."""
        name = f"={word}"
        if name not in self._literals:
            self._literals.add(name)
            self._matcher.add(name, [self._doc(word)])
        return name

"""A simulated patient: answers each question by what it asks about, as a person would type.

To one question the patient gives, in one message:

1. what their vignette has them say about each thing asked, in the order asked, as sentences;
2. of a number without such an entry, the number in plain words;
3. for the findings that are left, "no to the rest"; only "no" (in the patient's own way of
   saying it) where nothing else was said. A patient whose vignette gives no such word
   says "not sure about the rest", or "not sure".

Asked again, about one thing or many, they say the same again: they do not know our words.
"""

from collections.abc import Mapping, Sequence

from bot.testing.vignettes import Vignette

IN_WORDS: Mapping[str, str] = {
    "age_years": "I am {} years old",
    "duration_days": "I have had this pain for {} days",
    "pain_score": "the pain is {} out of 10",
    "temperature_c": "my temperature is {} C",
    "treatment_weeks": "I have had treatment for {} weeks",
}
NOTHING_ASKED = "ok"


def reply(vignette: Vignette, asks: Sequence[str]) -> str:
    """Return what this patient types when asked about these things."""
    said = [_own_words(vignette, id) for id in asks]
    explicit = [words for words in said if words]
    left = [id for id, words in zip(asks, said, strict=True) if not words]
    sentences = [*explicit, *_on_the_rest(vignette, left, alone=not explicit)]
    return _joined(sentences) if asks else NOTHING_ASKED


def _own_words(vignette: Vignette, id: str) -> str | None:
    if id in vignette.answers:
        return vignette.answers[id]
    if id in vignette.numbers and id in IN_WORDS:
        return IN_WORDS[id].format(f"{vignette.numbers[id]:g}")
    return None


def _on_the_rest(vignette: Vignette, left: Sequence[str], *, alone: bool) -> list[str]:
    if not left:
        return []
    if vignette.says_no is None:
        return ["not sure" if alone else "not sure about the rest"]
    return [vignette.says_no if alone else "no to the rest"]


def _joined(sentences: Sequence[str]) -> str:
    ends = (".", "!", "?")
    *first, last = (sentence.strip() for sentence in sentences)
    return " ".join([*(s if s.endswith(ends) else f"{s}." for s in first), last])

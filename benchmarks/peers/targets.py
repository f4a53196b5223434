"""The target phrases, found as they stand: what every phrase-matching peer is given alike.

Of phrases that overlap and speak of one finding the longest counts. A phrase may state its
finding, deny it ("temperature is normal") or only look like it ("hay fever").
"""

from collections.abc import Mapping
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

GROUP = "targets"
"""Where in a document the spans of targets are kept."""
_APOSTROPHES = str.maketrans("‘’ʼ`´", "'''''")


class Targets:
    """Marks in a document where a target phrase stands, any case."""

    def __init__(self, nlp: Language, job: Mapping[str, Any]) -> None:
        """Learn the phrases of a job: phrase, finding and role."""
        self._nlp = nlp
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        phrases: dict[str, list[Doc]] = {}
        for phrase, finding, role in job["targets"]:
            phrases.setdefault(f"{finding}:{role}", []).append(nlp.make_doc(phrase))
        for name, docs in phrases.items():
            self._matcher.add(name, docs)

    def document(self, text: str) -> Doc:
        """Return the words of a text with the targets marked."""
        doc = self._nlp.make_doc(text.translate(_APOSTROPHES))
        spans: dict[str, list[Span]] = {}
        for span in self._matcher(doc, as_spans=True):
            spans.setdefault(span.label_.split(":")[0], []).append(span)
        doc.spans[GROUP] = [span for found in spans.values() for span in filter_spans(found)]
        return doc


def spanned(doc: Doc, item: Mapping[str, Any]) -> Doc:
    """Mark the one span that an item gives by its characters."""
    span = doc.char_span(item["start"], item["end"], label="given", alignment_mode="expand")
    doc.spans[GROUP] = [span] if span is not None else []
    return doc


def claims(doc: Doc, statuses: Mapping[int, str]) -> list[Any]:
    """Return finding and status of every target; `statuses` are those other than present."""
    found = []
    for place, span in enumerate(doc.spans[GROUP]):
        finding, role = span.label_.split(":")
        if role != "none":
            found.append([finding, _status(role, statuses.get(place, "present"))])
    return [claim for claim in found if claim[1] != "none"]


def _status(role: str, claimed: str) -> str:
    """Return what is said of a finding.

    A normal state stays normal even when negated: these scopes run through whole sentences,
    and "no problems, temperature is normal" would else be a fever.
    """
    return "absent" if role == "absent" and claimed == "present" else claimed

"""medspaCy's ConText with its own rules: negated, doubted, historical, hypothetical, whose."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Span

from benchmarks.peers.job import Answer, work
from benchmarks.peers.targets import GROUP, Targets, claims, spanned

LABELS = {
    "is_hypothetical": "hypothetical",
    "is_historical": "historical",
    "is_family": "other",
    "is_negated": "negated",
    "is_uncertain": "possible",
}


def pipeline() -> Language:
    """Return a pipeline with ConText; PyRuSH for the sentences gave the same, ten times slower."""
    import_module("medspacy.context")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("medspacy_context", config={"input_span_type": "group", "span_group_name": GROUP})
    return nlp


def labels(span: Span) -> list[str]:
    """Return what ConText says of one span."""
    return [label for attribute, label in LABELS.items() if getattr(span._, attribute)]


def reader(job: Mapping[str, Any]) -> Answer:
    """Return what reads target phrases; findings that stay when past are told with the job."""
    nlp = pipeline()
    targets = Targets(nlp, job)
    histories = frozenset(job["histories"])

    def answer(item: Mapping[str, Any]) -> list[Any]:
        doc = nlp(targets.document(item["text"]))
        spans = enumerate(doc.spans[GROUP])
        return claims(doc, {place: _status(span, histories) for place, span in spans})

    return answer


def _status(span: Span, histories: frozenset[str]) -> str:
    said = set(labels(span))
    if span.label_.split(":")[0] in histories:
        said.discard("historical")
    if said & {"hypothetical", "historical", "other"}:
        return "none"
    if "negated" in said:
        return "absent"
    return "uncertain" if said else "present"


def assertion(_job: Mapping[str, Any]) -> Answer:
    """Return what labels one given span."""
    nlp = pipeline()

    def answer(item: Mapping[str, Any]) -> list[Any]:
        doc = nlp(spanned(nlp.make_doc(item["text"]), item))
        return sorted({label for span in doc.spans[GROUP] for label in labels(span)})

    return answer


if __name__ == "__main__":
    work({"messages": reader, "spans": assertion}, ["medspacy"])

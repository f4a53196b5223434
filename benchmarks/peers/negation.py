"""negspacy: NegEx for spaCy, which knows negation and nothing else."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import spacy
from spacy.language import Language

from benchmarks.peers.job import Answer, work
from benchmarks.peers.targets import GROUP, Targets, claims, spanned


def pipeline(terms: str) -> Language:
    """Return a pipeline with one of its lists of negating words: `en` or `en_clinical`."""
    import_module("negspacy.negation")
    patterns = import_module("negspacy.termsets").termset(terms).get_patterns()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("negex", config={"neg_termset": patterns, "span_keys": [GROUP]})
    return nlp


def reader(job: Mapping[str, Any]) -> Answer:
    """Return what reads target phrases and whether they are negated."""
    nlp = pipeline(job["terms"])
    targets = Targets(nlp, job)

    def answer(item: Mapping[str, Any]) -> list[Any]:
        doc = nlp(targets.document(item["text"]))
        spans = doc.spans[GROUP]
        return claims(doc, {n: "absent" for n, span in enumerate(spans) if span._.negex})

    return answer


def assertion(job: Mapping[str, Any]) -> Answer:
    """Return what labels one given span."""
    nlp = pipeline(job["terms"])

    def answer(item: Mapping[str, Any]) -> list[Any]:
        doc = nlp(spanned(nlp.make_doc(item["text"]), item))
        return ["negated"] if any(span._.negex for span in doc.spans[GROUP]) else []

    return answer


if __name__ == "__main__":
    work({"messages": reader, "spans": assertion}, ["negspacy"])

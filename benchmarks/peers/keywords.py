"""A plain list of keywords: wherever a target phrase stands, the patient has it."""

from collections.abc import Mapping
from typing import Any

import spacy

from benchmarks.peers.job import Answer, work
from benchmarks.peers.targets import Targets, claims


def reader(job: Mapping[str, Any]) -> Answer:
    """Return what reads with the phrases alone."""
    targets = Targets(spacy.blank("en"), job)
    return lambda item: claims(targets.document(item["text"]), {})


if __name__ == "__main__":
    work({"messages": reader}, ["spacy"])

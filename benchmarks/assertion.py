"""How well negation, history and hypothesis are told, where the finding is already known.

python -m benchmarks.assertion --negex FILE [--skip NAME ...] [--lost FILE] [--write]

FILE is rsAnnotations-1-120-random.txt of https://github.com/chapmanbe/negex: sentences of
doctors, not of patients, so this is a check on the engine and not on the product. It is not
ours to ship. Every row labels the same given spans in a process of its own.
"""

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environments import LeftOut
from benchmarks.running import Peer, Run, circumstances, run, write_between
from benchmarks.understanding import DATA, MEDSPACY, NEGSPACY, PAGE
from bot.testing.tallies import Tally

PEERS = (
    Peer("ours", "Backline's assertion", "ours"),
    Peer("negspacy:en", "negspacy, `en`", "negation", NEGSPACY, (("terms", "en"),)),
    Peer(
        "negspacy:en_clinical",
        "negspacy, `en_clinical`",
        "negation",
        NEGSPACY,
        (("terms", "en_clinical"),),
    ),
    Peer("medspacy", "medspaCy ConText", "context", MEDSPACY),
)
LABELS = ("negated", "historical", "hypothetical")
WANTED = {"negated": 0.950, "historical": 0.63, "hypothetical": 0.81}
"""F1 of the best peer on each, measured in November 2026, that ours is to exceed."""


@dataclass(frozen=True)
class Span:
    """A phrase in a sentence, and what its annotators say of it."""

    number: str
    text: str
    start: int
    end: int
    labels: frozenset[str]


def read_spans(file: Path) -> tuple[list[Span], int]:
    """Return the phrases that stand in their sentences, and how many do not."""
    source = io.StringIO(file.read_text(encoding="latin-1"))
    rows = list(csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    spans = []
    for number, phrase, text, negation, time, _ in (row for row in rows if len(row) == 6):
        start = _place(phrase.strip(), text)
        if start >= 0:
            end = start + len(phrase.strip())
            spans.append(Span(number, text, start, end, _labels(negation, time)))
    return spans, len(rows) - len(spans)


def _place(phrase: str, text: str) -> int:
    """Return where a phrase stands; the annotators wrote theirs in capitals."""
    if not phrase:
        return -1
    marked = text.find(phrase.upper())
    return marked if marked >= 0 else text.upper().find(phrase.upper())


def _labels(negation: str, time: str) -> frozenset[str]:
    said = {"Negated": "negated", "Historical": "historical", "Not particular": "hypothetical"}
    return frozenset(said[word] for word in (negation.strip(), time.strip()) if word in said)


def tallies(got: Run, spans: Sequence[Span]) -> dict[str, Tally]:
    """Return how often each label was given rightly, falsely, and missed."""
    counts = Counter(
        (label, label in span.labels, label in answer)
        for span, answer in zip(spans, got.answers, strict=True)
        for label in LABELS
    )
    return {
        label: Tally(
            counts[label, True, True], counts[label, False, True], counts[label, True, False]
        )
        for label in LABELS
    }


def as_table(rows: Sequence[Run], spans: Sequence[Span]) -> str:
    """Return the rows as a Markdown table."""
    head = ["assertion", *(f"{label} P / R / F1" for label in LABELS), "ms p50 / p99"]
    lines = [head, ["---"] * len(head)]
    for row in rows:
        found = tallies(row, spans).values()
        times = f"{row.median_ms:.2f} / {row.p99_ms:.2f}"
        lines.append([row.peer.title, *(_three(tally) for tally in found), times])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _three(tally: Tally) -> str:
    if not tally.right and not tally.false:
        return "-"
    return f"{tally.precision.value:.3f} / {tally.recall.value:.3f} / {tally.f1:.3f}"


def shortfalls(ours: Run, spans: Sequence[Span]) -> list[str]:
    """Return which F1 of ours does not exceed what is wanted."""
    found = tallies(ours, spans)
    return [
        f"{label} F1 is {found[label].f1 or 0:.3f}, above {least:.3f} is wanted"
        for label, least in WANTED.items()
        if (found[label].f1 or 0) <= least
    ]


def lost(ours: Run, spans: Sequence[Span]) -> str:
    """Return the spans that our assertion labels otherwise than the annotators, as a table."""
    lines = ["number\tphrase\tsentence\tannotated\tread"]
    for span, answer in zip(spans, ours.answers, strict=True):
        if any((label in span.labels) != (label in answer) for label in LABELS):
            fields = (span.number, span.text[span.start : span.end], span.text)
            lines.append("\t".join([*fields, ",".join(sorted(span.labels)), ",".join(answer)]))
    return "\n".join(lines) + "\n"


def measure(chosen: argparse.Namespace) -> str:
    """Return the table, and what must be said beside it."""
    spans, unusable = read_spans(chosen.negex)
    items = [{"text": span.text, "start": span.start, "end": span.end} for span in spans]
    job = {"task": "spans", "data": str(DATA), "items": items}
    rows, notes = [], []
    for peer in PEERS:
        if peer.name.partition(":")[0] in chosen.skip:
            notes.append(f"Not measured: {peer.title}: left out by `--skip`.")
            continue
        try:
            rows.append(run(peer, job))
        except LeftOut as why:
            notes.append(f"Not measured: {peer.title}: {why}.")
    ours = [row for row in rows if row.peer.name == "ours"]
    notes += [f"Falls short: {sentence}." for row in ours for sentence in shortfalls(row, spans)]
    if chosen.lost and ours:
        chosen.lost.write_text(lost(ours[0], spans), encoding="utf-8")
    counts = Counter(label for span in spans for label in span.labels)
    about = ", ".join(f"{counts[label]} {label}" for label in LABELS)
    taken = circumstances(["benchmarks.assertion", "--negex", chosen.negex.name])
    said = f"{len(spans)} spans ({about}); {unusable} rows without their phrase left out."
    return "\n\n".join([as_table(rows, spans), f"{said} Taken {taken}.", *notes])


def main() -> None:
    """Measure, print, and write into the page where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--negex", type=Path, required=True, help="the annotations")
    names = sorted({peer.name.partition(":")[0] for peer in PEERS})
    parser.add_argument("--skip", nargs="+", default=[], choices=names, metavar="NAME")
    parser.add_argument("--lost", type=Path, help="write what ours labels otherwise to this file")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    chosen = parser.parse_args()
    if not chosen.negex.is_file():
        sys.exit(f"{chosen.negex} is not there; the head of this module says where it comes from")
    page = measure(chosen)
    print(page)
    if chosen.write:
        write_between(PAGE, "assertion", page)


if __name__ == "__main__":
    main()

"""How well findings are read in patients' words: our reader beside what could stand in its place.

python -m benchmarks.understanding [--skip NAME ...] [--epochs 50] [--write] [BANK ...]

Every row reads the same labelled messages in a process of its own. The phrase-matching rows
get the phrases that data/nlu annotates or looks up; nothing of the bank. Peers are installed
into environments of their own under .backline/, never into the project's.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.environments import ROOT, LeftOut, diet_model
from benchmarks.running import Peer, Run, circumstances, run, write_between
from bot.bridge.resources import OPINION
from bot.engine.findings import Mention, Reading, Status
from bot.engine.protocol import Protocol
from bot.knowledge import loader
from bot.nlu.assertion_words import HISTORIES
from bot.nlu.rasa_format import TrainingData, read_folder
from bot.nlu.vocabulary import findings_of
from bot.testing import scoring
from bot.testing.bank import Labelled
from bot.testing.tallies import Share, Tally

DATA = ROOT / "data" / "nlu"
BANK = [
    ROOT / "data" / "evaluation" / "test" / f"{part}.jsonl"
    for part in ("emergency", "systemic", "stories")
]
PAGE = ROOT / "docs" / "benchmarks.md"
CONFIG = ROOT / "benchmarks" / "diet.yml"
NEGSPACY, MEDSPACY = ("negspacy==1.1.0",), ("medspacy==1.3.1",)
_OPINION = ("opinion", str(OPINION))

PEERS = (
    Peer("ours", "Backline's reader", "ours", (), (_OPINION,)),
    Peer("unasked", "- not told what was asked", "ours", (), (_OPINION, ("unasked", True))),
    Peer("rules", "- without the second opinion", "ours"),
    Peer(
        "phrases",
        "- phrases only, its own assertion",
        "ours",
        (),
        (("phrases_only", True), ("unasked", True)),
    ),
    Peer("keywords", "Keyword list", "keywords"),
    Peer("negspacy:en", "negspacy, `en`", "negation", NEGSPACY, (("terms", "en"),)),
    Peer(
        "negspacy:en_clinical",
        "negspacy, `en_clinical`",
        "negation",
        NEGSPACY,
        (("terms", "en_clinical"),),
    ),
    Peer("medspacy", "medspaCy ConText", "context", MEDSPACY),
    Peer("diet", "Rasa DIET", "diet"),
)
HEAD = (
    "reader",
    "emergency recall",
    "emergency precision",
    "all: recall",
    "all: precision",
    "all: F1",
    "absent F1",
    "false alarms",
    "ms p50 / p99",
    "MB resident",
    "MB installed",
)


@dataclass(frozen=True)
class Row:
    """The figures of one reader."""

    run: Run
    grave: Tally
    """Findings of the emergency class that are present."""
    present: Tally
    absent: Tally
    alarms: Share
    """Messages with nothing present that were read as having something."""

    def merits(self) -> dict[str, float | None]:
        """Return what a reader is judged by, by name; more is better."""
        quiet = None if self.alarms.value is None else 1 - self.alarms.value
        return {
            "emergency recall": self.grave.recall.value,
            "emergency precision": self.grave.precision.value,
            "recall": self.present.recall.value,
            "precision": self.present.precision.value,
            "F1": self.present.f1,
            "absent F1": self.absent.f1,
            "silence where nothing is": quiet,
            "speed at the median": 1 / self.run.median_ms,
            "speed at p99": 1 / self.run.p99_ms,
            "small memory": 1 / self.run.resident_mb,
            "small installation": 1 / self.run.installed_mb,
        }


def targets(data: TrainingData) -> list[tuple[str, str, str]]:
    """Return every phrase that the training data gives for a finding, with its role."""
    phrases = [(one.phrase, one.finding, one.role) for one in data.phrases]
    looked_up = [
        (item, name, "present")
        for name in findings_of(data)
        for item in data.lookups.get(name, ())
        if not item.startswith("<")
    ]
    return sorted(set(phrases + looked_up))


def messages(files: Iterable[Path], protocol: Protocol) -> list[Labelled]:
    """Return the labelled messages of these files."""
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [Labelled.from_json(json.loads(line), protocol) for line in lines if line.strip()]


def figures(got: Run, bank: Sequence[Labelled], protocol: Protocol) -> Row:
    """Return what one reader's answers are worth."""
    scored = [
        scoring.score(protocol, message, _reading(answer, protocol))
        for message, answer in zip(bank, got.answers, strict=True)
    ]
    cells = [cell for one in scored for cell in one.cells]
    grave = [cell for cell in cells if cell.finding in protocol.emergency_class]
    return Row(
        got,
        scoring.tally(grave, Status.PRESENT),
        scoring.tally(cells, Status.PRESENT),
        scoring.tally(cells, Status.ABSENT),
        scoring.false_alarms(scored),
    )


def _reading(answer: Iterable[Sequence[str]], protocol: Protocol) -> Reading:
    return Reading(
        tuple(
            Mention(finding, Status(status), 0, 0, "")
            for finding, status in answer
            if finding in protocol.findings
        )
    )


def as_table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [_line(HEAD), _line(["---"] * len(HEAD))]
    return "\n".join(lines + [_line(_cells(row)) for row in rows])


def _cells(row: Row) -> list[str]:
    made = row.run
    return [
        made.peer.title,
        _counted(row.grave.recall),
        _counted(row.grave.precision),
        _counted(row.present.recall),
        _counted(row.present.precision),
        _figure(row.present.f1),
        _figure(row.absent.f1),
        _counted(row.alarms),
        f"{made.median_ms:.2f} / {made.p99_ms:.2f}",
        f"{made.resident_mb:.0f}",
        f"{made.installed_mb:.0f}",
    ]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _counted(share: Share) -> str:
    return f"{_figure(share.value)} ({share.part}/{share.whole})"


def shortfalls(rows: Sequence[Row]) -> list[str]:
    """Return where a peer is better than our reader as it runs in the product."""
    ours = next((row for row in rows if row.run.peer.name == "ours"), None)
    if ours is None:
        return []
    own = ours.merits()
    better: dict[str, list[str]] = {}
    for row in rows:
        for name, value in row.merits().items():
            mine = own[name]
            if row.run.peer.module != "ours" and value is not None and (mine or 0) < value:
                better.setdefault(name, []).append(row.run.peer.title)
    return [f"{name}: behind {', '.join(titles)}" for name, titles in better.items()]


def measure(chosen: argparse.Namespace) -> str:
    """Return the table, and what must be said beside it."""
    protocol = loader.load().protocol
    bank = messages(chosen.bank, protocol)
    job: dict[str, Any] = {
        "task": "messages",
        "data": str(DATA),
        "targets": targets(read_folder(DATA)),
        "histories": sorted(HISTORIES),
        "items": [{"text": one.text, "asking": list(one.asking)} for one in bank],
    }
    rows, left_out = [], []
    for peer in PEERS:
        if peer.name.partition(":")[0] in chosen.skip:
            left_out.append(f"{peer.title}: left out by `--skip`")
            continue
        try:
            rows.append(figures(run(peer, _told(peer, job, chosen.epochs)), bank, protocol))
        except LeftOut as why:
            left_out.append(f"{peer.title}: {why}")
    return _page(rows, left_out, bank)


def _told(peer: Peer, job: Mapping[str, Any], epochs: int) -> dict[str, Any]:
    if peer.name != "diet":
        return dict(job)
    return {**job, "targets": [], "model": str(diet_model(DATA, CONFIG, epochs))}


def _page(rows: Sequence[Row], left_out: Sequence[str], bank: Sequence[Labelled]) -> str:
    versions = sorted({f"{name} {v}" for row in rows for name, v in row.run.versions.items()})
    parts = [
        as_table(rows),
        f"{len(bank)} messages, {sum(one.is_trap for one in bank)} of them with nothing present. "
        f"{', '.join(versions)}.",
        f"Taken {circumstances(_command())}.",
    ]
    short = shortfalls(rows)
    parts.append(
        "Where our reader falls short: " + ("; ".join(short) + "." if short else "no row.")
    )
    parts += [f"Not measured: {reason}." for reason in left_out]
    return "\n\n".join(parts)


def _command() -> list[str]:
    return ["benchmarks.understanding", *sys.argv[1:]]


def main() -> None:
    """Measure, print, and write into the page where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bank", nargs="*", type=Path, default=BANK, help="labelled messages")
    names = sorted({peer.name.partition(":")[0] for peer in PEERS})
    parser.add_argument("--skip", nargs="+", default=[], choices=names, metavar="NAME")
    parser.add_argument("--epochs", type=int, default=50, help="of DIET's training")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    chosen = parser.parse_args()
    page = measure(chosen)
    print(page)
    if chosen.write:
        write_between(PAGE, "understanding", page)


if __name__ == "__main__":
    main()

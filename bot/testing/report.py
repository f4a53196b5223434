"""The figures as text for a terminal, and as a page with plots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.engine.protocol import Protocol
from bot.testing import scoring
from bot.testing.bank import LABELS
from bot.testing.measures import measures
from bot.testing.numbers import NumberTally, number_tallies
from bot.testing.scoring import Scored
from bot.testing.tallies import Share, Tally

MOST_CONFUSIONS = 25


@dataclass(frozen=True)
class Figures:
    """Everything that was counted over one run."""

    messages: int
    by_finding: Mapping[tuple[str, str], Tally]
    totals: Mapping[str, Tally]
    measures: Mapping[str, Share]
    numbers: Mapping[str, NumberTally]
    confusions: Sequence[tuple[str, str, str, list[str]]]
    missed_emergencies: Sequence[str]
    """Ids of messages that lead to an emergency by themselves and were read to less."""


def figures(scored: Sequence[Scored], protocol: Protocol) -> Figures:
    """Count everything."""
    cells = [cell for one in scored for cell in one.cells]
    numbers = number_tallies(scored, protocol.numbers)
    return Figures(
        messages=len(scored),
        by_finding=scoring.by_finding(scored, protocol, LABELS),
        totals={status: scoring.tally(cells, status) for status in LABELS},
        measures=measures(scored, protocol, numbers),
        numbers=numbers,
        confusions=scoring.confusions(cells)[:MOST_CONFUSIONS],
        missed_emergencies=[
            one.message.id
            for one in scored
            if one.message.min_disposition is not None
            and one.message.min_disposition.name == "emergency"
            and one.level < one.message.min_disposition
        ],
    )


def as_text(found: Figures) -> str:
    """Return the tables for a terminal; messages by their ids only, never their words."""
    return "\n\n".join(
        (
            f"{found.messages} messages",
            _table("finding", found.by_finding, found.totals),
            _section("figure", {name: str(share) for name, share in found.measures.items()}),
            _section("number", {id: _counts(tally) for id, tally in found.numbers.items()}),
            "\n".join(["most frequent mistakes", *(_mistake(*one) for one in found.confusions)]),
            "emergencies read as less: " + (" ".join(found.missed_emergencies) or "none"),
        )
    )


def as_json(found: Figures) -> dict[str, object]:
    """Return the figures as plain JSON values."""
    return {
        "messages": found.messages,
        "findings": {
            f"{finding}.{status}": _tally_json(tally)
            for (finding, status), tally in found.by_finding.items()
        },
        "measures": {
            name: {"value": share.value, "of": share.whole, "interval": share.interval}
            for name, share in found.measures.items()
        },
        "numbers": {id: vars(tally) for id, tally in found.numbers.items()},
        "missed_emergencies": list(found.missed_emergencies),
    }


def as_page(found: Figures, scored: Sequence[Scored], folder: Path) -> Path:
    """Write the page with its plots into a folder; it shows the words of the messages."""
    from jinja2 import Environment, FileSystemLoader

    from bot.testing import plots

    folder.mkdir(parents=True, exist_ok=True)
    here = FileSystemLoader(Path(__file__).parent)
    page = Environment(loader=here, autoescape=True).get_template("report.html.j2")
    texts = {one.message.id: one.message.text for one in scored}
    html = page.render(
        found=found,
        texts=texts,
        labels=LABELS,
        findings=list(dict.fromkeys(finding for finding, _ in found.by_finding)),
        plots=[plots.recall(found.by_finding), plots.measures(found.measures)],
    )
    file = folder / "index.html"
    file.write_text(html, encoding="utf-8")
    return file


def _table(
    name: str, by_finding: Mapping[tuple[str, str], Tally], totals: Mapping[str, Tally]
) -> str:
    lines = [f"{name:24} {'status':10} {'precision':34} {'recall':34} F1"]
    rows = {**by_finding, **{("all", status): tally for status, tally in totals.items()}}
    for (finding, status), tally in rows.items():
        if tally.f1 is not None:
            shares = f"{tally.precision!s:34} {tally.recall!s:34}"
            lines.append(f"{finding:24} {status:10} {shares} {tally.f1:.3f}")
    return "\n".join(lines)


def _section(name: str, rows: Mapping[str, str]) -> str:
    return "\n".join([name, *(f"  {key:36} {value}" for key, value in rows.items())])


def _counts(tally: NumberTally) -> str:
    kinds = ("right", "wrong", "taken", "unread")
    text = ", ".join(f"{len(getattr(tally, kind))} {kind}" for kind in kinds)
    mistaken = [*tally.wrong, *tally.taken]
    return f"{text}  {' '.join(mistaken[:12])}".rstrip()


def _mistake(finding: str, label: str, read: str, ids: Sequence[str]) -> str:
    return f"  {finding:24} {label:>9} read as {read:9} {len(ids):4}  {' '.join(ids[:8])}"


def _tally_json(tally: Tally) -> dict[str, object]:
    return {
        "precision": tally.precision.value,
        "precision_interval": tally.precision.interval,
        "recall": tally.recall.value,
        "recall_interval": tally.recall.interval,
        "f1": tally.f1,
        "right": tally.right,
        "false": tally.false,
        "missed": tally.missed,
    }

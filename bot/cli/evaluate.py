"""`backline evaluate`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.refusal import FOUND_WANTING, refuse, say

if TYPE_CHECKING:
    from bot.testing.report import Figures

THRESHOLDS = Path(__file__).parent.parent.parent / "data" / "evaluation" / "thresholds.yml"


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Labelled messages, one a line.")],
    report: Annotated[Path | None, typer.Option(help="Write a page with plots here.")] = None,
    thresholds: Annotated[Path, typer.Option(help="What must be reached.")] = THRESHOLDS,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as one JSON object.")] = False,
) -> None:
    """Score the reader on labelled messages.

    Exit code 1 when a threshold is missed. Prints precision, recall and F1 by finding and
    status with 95 % intervals. Messages are named by their ids; only the page of --report shows
    their words.

    \b
    Examples:
      ./backline evaluate data/evaluation/develop/emergency.jsonl
      ./backline evaluate data/evaluation/develop/*.jsonl --report report
    """
    from bot.bridge.resources import resources
    from bot.cli.files import read_all
    from bot.cli.training import ensure_opinion
    from bot.testing import report as reports
    from bot.testing.bank import Labelled
    from bot.testing.scoring import score

    limits = _thresholds(thresholds)
    ensure_opinion()
    here = resources()
    remedy = "one labelled message a line, as data/evaluation/LABELLING.md shows"
    messages = read_all(files, lambda line: Labelled.from_json(line, here.protocol), remedy)
    scored = [
        score(here.protocol, message, here.reader.read(message.text, message.asking))
        for message in messages
    ]
    found = reports.figures(scored, here.protocol)
    print(json.dumps(reports.as_json(found)) if as_json else reports.as_text(found), flush=True)
    if report:
        _write(lambda: reports.as_page(found, scored, report))
    _hold_against(found, limits)


def _thresholds(file: Path) -> dict[str, Any]:
    import yaml

    try:
        limits = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except OSError as wrong:
        refuse(f"{file} cannot be read: {wrong.strerror}", "check the name of the file")
    except yaml.YAMLError:
        refuse(f"{file} is not YAML", "write at_least: and at_most: with a figure a line")
    if not isinstance(limits, dict):
        refuse(f"{file} holds no thresholds", "write at_least: and at_most: with a figure a line")
    return limits


def _write(page: Any) -> None:
    try:
        say(f"report: {page()}")
    except OSError as wrong:
        refuse(f"the report cannot be written: {wrong.strerror}", "give another --report folder")


def _hold_against(found: "Figures", limits: dict[str, Any]) -> None:
    from bot.testing.measures import BadThresholds, below

    try:
        missed = below(found.measures, limits)
    except BadThresholds as wrong:
        refuse(str(wrong), "mend the file of thresholds")
    for sentence in missed:
        say(sentence)
    if missed:
        raise typer.Exit(FOUND_WANTING)

"""`backline converse`."""

import json
import sys
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.refusal import FOUND_WANTING, refuse, say

if TYPE_CHECKING:
    from bot.testing.vignettes import Vignette
    from bot.testing.visit import Visit


def converse(
    file: Annotated[Path, typer.Argument(help="Simulated patients, one JSON object a line.")],
    junit: Annotated[Path | None, typer.Option(help="Also write a JUnit report here.")] = None,
    no_rasa: Annotated[
        bool, typer.Option("--no-rasa", help="The scripted interview only.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="So many patients at a time.")] = 1,
) -> None:
    """Let simulated patients talk to the whole bot.

    Prints a line on each conversation, in the order of the file. A patient answers each
    question by what it asks about: what their vignette says of it, the number itself, else "no"
    ("no to the rest" after another answer). Exit code 1 when anyone was sent too low or left
    without the return precautions.

    \b
    Examples:
      ./backline converse data/evaluation/develop/patients.jsonl > visits.jsonl
      ./backline converse --no-rasa --jobs 2 --junit report.xml patients.jsonl
    """
    from bot.bridge.resources import resources
    from bot.cli.files import read_all
    from bot.cli.training import ensure_model, ensure_opinion
    from bot.testing.vignettes import Vignette

    ensure_opinion()
    here = resources()
    remedy = "one vignette a line, as data/evaluation/LABELLING.md shows"
    vignettes = read_all([file], lambda line: Vignette.from_json(line, here.protocol), remedy)
    _refuse_unknown_locales(vignettes, here.scripts)
    if junit and not junit.parent.is_dir():
        refuse(f"there is no folder {junit.parent}", "make it, or write the report elsewhere")
    rasa = not no_rasa and ensure_model()
    visits = []
    for visit in _visits(vignettes, rasa=rasa, jobs=min(jobs, len(vignettes))):
        visits.append(visit)
        print(json.dumps(visit.to_json()), flush=True)
    if junit:
        from bot.testing.junit import write

        write(visits, junit)
    _sum_up(visits)
    if any(visit.failed for visit in visits):
        raise typer.Exit(FOUND_WANTING)


def _refuse_unknown_locales(vignettes: "Sequence[Vignette]", locales: Container[str]) -> None:
    for vignette in vignettes:
        if vignette.locale not in locales:
            refuse(f"{vignette.id}: no scripts for {vignette.locale!r}", "use a locale there is")


def _visits(vignettes: "Sequence[Vignette]", *, rasa: bool, jobs: int) -> "Iterator[Visit]":
    if jobs == 1:
        yield from _some_visits(vignettes, rasa)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fresh interpreter a job: TensorFlow does not survive a fork. Dealing out every n-th
    # patient spreads long and short conversations alike.
    shares = [vignettes[job::jobs] for job in range(jobs)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_list_of_visits, shares, [rasa] * jobs))
    for number in range(len(vignettes)):
        yield done[number % jobs][number // jobs]


def _list_of_visits(vignettes: "Sequence[Vignette]", rasa: bool) -> "list[Visit]":
    return list(_some_visits(vignettes, rasa))


def _some_visits(vignettes: "Sequence[Vignette]", rasa: bool) -> "Iterator[Visit]":
    from bot.cli.bots import bot_on
    from bot.testing.visit import visit

    with bot_on(None, rasa=rasa) as bot:
        for vignette in vignettes:
            yield visit(bot, vignette)


def _sum_up(visits: "Sequence[Visit]") -> None:
    verdicts = Counter(visit.verdict for visit in visits)
    counts = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in ("ok", "under", "over"))
    questions = median(visit.questions_asked for visit in visits)
    bare = [visit.vignette.id for visit in visits if not visit.closed_with_precautions]
    say(f"{len(visits)} patients: {counts}; {questions:g} questions in the median")
    for verdict in ("under", "over"):
        ids = [visit.vignette.id for visit in visits if visit.verdict == verdict]
        if ids:
            say(f"{verdict}: {' '.join(ids)}")
    again = [visit.vignette.id for visit in visits if visit.asked_again]
    if again:
        say(f"asked again what was answered: {' '.join(again)}")
    if bare:
        say(f"not closed with precautions: {' '.join(bare)}")
    sys.stderr.flush()

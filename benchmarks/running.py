"""Runs one peer on a job in a process of its own, and says on what machine that was."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.environments import AS_BACKLINE, ROOT, LeftOut, python_of


@dataclass(frozen=True)
class Peer:
    """One row of a table: what runs where, and what it is told beside the items."""

    name: str
    title: str
    module: str
    requirements: tuple[str, ...] = ()
    """Empty where it runs in our own environment."""
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Run:
    """What one process answered, and what it took."""

    peer: Peer
    answers: Sequence[list[Any]]
    median_ms: float
    p99_ms: float
    resident_mb: float
    installed_mb: float
    versions: Mapping[str, str]


def run(peer: Peer, job: Mapping[str, Any]) -> Run:
    """Return what a peer answers to every item of a job; LeftOut where it cannot be run."""
    python = python_of(peer.name.partition(":")[0], peer.requirements)
    with TemporaryDirectory() as folder:
        told, result = Path(folder) / "job.json", Path(folder) / "result.json"
        told.write_text(json.dumps({**job, **dict(peer.options)}), encoding="utf-8")
        done = subprocess.run(
            [str(python), "-m", f"benchmarks.peers.{peer.module}", str(told), str(result)],
            cwd=ROOT,
            env=os.environ | AS_BACKLINE,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not result.is_file():
            last = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise LeftOut(f"{peer.title} did not run: {last}")
        got = json.loads(result.read_text(encoding="utf-8"))
    cuts = quantiles(got["milliseconds"], n=100)
    sizes = {key: got[key] for key in ("resident_mb", "installed_mb", "versions")}
    return Run(peer, got["answers"], cuts[49], cuts[98], **sizes)


def circumstances(command: Sequence[str]) -> str:
    """Return in one line when, with what and on what the figures were taken."""
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%d %b %Y %H:%M} UTC; `python -m {' '.join(command)}`; "
        f"{_commit()}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load {load:.1f} at the end; Python {sys.version.split()[0]}"
    )


def _commit() -> str:
    told = [
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        for words in (("rev-parse", "--short", "HEAD"), ("status", "--porcelain", "bot", "data"))
    ]
    changed = ", with changes not committed" if told[1].stdout.strip() else ""
    return f"commit {told[0].stdout.strip() or 'unknown'}{changed}"


def write_between(file: Path, name: str, text: str) -> None:
    """Put a text between the markers of this name in a page; ValueError where it has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = file.read_text(encoding="utf-8")
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"{file.name} has no single pair of markers {begin} {end}")
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    file.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")

"""One measured process: reads a job, answers every item, writes answers, times and memory.

`python -m benchmarks.peers.<name> JOB RESULT`; both are JSON files. Needs the standard
library only, because the environments of the peers hold little else.
"""

import json
import re
import resource
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from time import perf_counter_ns
from typing import Any

Answer = Callable[[Mapping[str, Any]], list[Any]]
"""Answers one item with JSON values: pairs of finding and status, or names of labels."""
Make = Callable[[Mapping[str, Any]], Answer]
"""Prepares what answers, from the options of the job."""

WARM_UP = 20
"""Items answered once before the clock starts."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def work(makers: Mapping[str, Make], roots: Sequence[str]) -> None:
    """Do the job named on the command line; `roots` are the packages that it took to install."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    began = perf_counter_ns()
    answer = makers[job["task"]](job)
    made = perf_counter_ns()
    for item in job["items"][:WARM_UP]:
        answer(item)
    answers, times = [], []
    for item in job["items"]:
        started = perf_counter_ns()
        found = answer(item)
        times.append((perf_counter_ns() - started) / 1e6)
        answers.append(found)
    result = {
        "answers": answers,
        "milliseconds": times,
        "seconds_to_make": (made - began) / 1e9,
        "resident_mb": resident_mb(),
        "installed_mb": installed_mb(roots),
        "versions": {root: metadata.version(root) for root in roots},
    }
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")


def resident_mb() -> float:
    """Return the memory now resident; the most it ever was, where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1e6 if sys.platform == "darwin" else 1e3)
    return pages * resource.getpagesize() / 1e6


def installed_mb(roots: Iterable[str]) -> float:
    """Return the size on disk of these packages and all that they require."""
    waiting, seen, total = list(roots), set(), 0
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen:
            continue
        seen.add(key)
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        total += _bytes(package)
        waiting += _required(package)
    return total / 1e6


def _required(package: metadata.Distribution) -> list[str]:
    """Return the names that it requires; optional extras are left out."""
    asked = [line for line in package.requires or () if "extra ==" not in line]
    return [match.group() for line in asked if (match := _NAME.match(line))]


def _bytes(package: metadata.Distribution) -> int:
    files = (Path(str(package.locate_file(file))) for file in package.files or ())
    return sum(file.stat().st_size for file in files if file.is_file())

"""Where each peer runs: our own environment, or one made for it under .backline/."""

import hashlib
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree, rmtree

import yaml

ROOT = Path(__file__).parent.parent
PRIVATE = ROOT / ".backline" / "benchmarks"
AS_BACKLINE = {"OPENBLAS_NUM_THREADS": "1"}
"""What `./backline` sets for numpy, which must be there before it is imported."""
if platform.machine() == "x86_64":
    AS_BACKLINE["OPENBLAS_CORETYPE"] = "by-features"
EXAMPLES = ("findings", "intents")
"""The folders of data/nlu that hold sentences to learn from; the rest is our reader's own."""


class LeftOut(Exception):
    """A peer cannot be measured here; says why."""


def python_of(name: str, requirements: Sequence[str]) -> Path:
    """Return the interpreter of a peer's own environment, made the first time."""
    if not requirements:
        return Path(sys.executable)
    folder = PRIVATE / name
    python = folder / "bin" / "python"
    note = folder / "requirements.txt"
    wanted = "\n".join(requirements) + "\n"
    if note.is_file() and note.read_text(encoding="utf-8") == wanted:
        return python
    rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(folder)], f"no environment for {name}")
    _run([str(python), "-m", "pip", "install", "--quiet", *requirements], f"{name} did not install")
    note.write_text(wanted, encoding="utf-8")
    return python


def diet_model(data: Path, config: Path, epochs: int) -> Path:
    """Return a DIET model of these examples, trained unless the same was trained before."""
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    settings["pipeline"][-1]["epochs"] = epochs
    told = yaml.safe_dump(settings)
    files = sorted(file for part in EXAMPLES for file in (data / part).glob("*.yml"))
    seen = hashlib.sha256(told.encode() + b"".join(file.read_bytes() for file in files))
    folder = PRIVATE / f"diet-{seen.hexdigest()[:16]}"
    model = folder / "model.tar.gz"
    if model.is_file():
        return model
    rmtree(folder, ignore_errors=True)
    for part in EXAMPLES:
        copytree(data / part, folder / "examples" / part)
    (folder / "config.yml").write_text(told, encoding="utf-8")
    told_to = ["train", str(folder / "config.yml"), str(folder / "examples"), str(model)]
    _run([sys.executable, "-m", "benchmarks.peers.diet", *told_to], "DIET was not trained")
    return model


def _run(command: Sequence[str], failure: str) -> None:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as wrong:
        raise LeftOut(f"{failure}: {wrong.strerror}") from wrong
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise LeftOut(f"{failure}: {last}")

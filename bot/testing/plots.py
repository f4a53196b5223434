"""Plots as SVG texts, drawn without a screen and the same at every run."""

from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import Any

from bot.engine.findings import Status
from bot.testing.tallies import Share, Tally


def recall(by_finding: Mapping[tuple[str, str], Tally]) -> str:
    """Return recall and precision of `present` by finding, with 95 % intervals."""
    tallies = {
        finding: tally
        for (finding, status), tally in by_finding.items()
        if status == Status.PRESENT and tally.f1 is not None
    }

    def draw(axes: Any) -> None:
        _points(axes, [t.recall for t in tallies.values()], "recall", "o", -0.15)
        _points(axes, [t.precision for t in tallies.values()], "precision", "s", 0.15)
        axes.set_title("Findings that are there: recall and precision, 95 % intervals")
        axes.legend(loc="lower left")

    return _svg(list(tallies), draw)


def measures(figures: Mapping[str, Share]) -> str:
    """Return every figure with its 95 % interval."""

    def draw(axes: Any) -> None:
        _points(axes, list(figures.values()), "", "o", 0.0)
        axes.set_title("Figures, 95 % intervals")

    return _svg(list(figures), draw)


def _points(axes: Any, shares: Sequence[Share], label: str, marker: str, shift: float) -> None:
    for row, share in enumerate(shares):
        if share.value is not None:
            low, high = share.interval
            axes.plot([low, high], [row + shift] * 2, color="0.7", zorder=1)
    known = [(s.value, row + shift) for row, s in enumerate(shares) if s.value is not None]
    axes.scatter(
        [x for x, _ in known], [y for _, y in known], label=label, marker=marker, s=18, zorder=2
    )


def _svg(names: Sequence[str], draw: Callable[[Any], None]) -> str:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "backline", "svg.fonttype": "none"}):
        figure = Figure(figsize=(9, 1.2 + 0.28 * max(1, len(names))), layout="constrained")
        axes: Any = figure.subplots()
        draw(axes)
        axes.set_yticks(range(len(names)), names)
        axes.set_xlim(0, 1.02)
        axes.invert_yaxis()
        axes.grid(axis="x", alpha=0.3)
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    return text[text.index("<svg") :]

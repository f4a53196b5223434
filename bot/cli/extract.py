"""`backline extract`."""

import sys


def extract() -> None:
    """Read findings out of words: JSON lines in, JSON lines out.

    Standard input to standard output, in the same order. In: {"id", "text", "asking": [what the
    bot had just asked about]}. Out: {"id", "mentions": [{"finding", "status", "start", "end",
    "evidence"}], "findings", "numbers"}. A bad line becomes {"id", "error"} and the rest goes
    on.

    \b
    Examples:
      echo '{"id": 1, "text": "my groin is numb, no fever"}' | ./backline extract
      ./backline extract < messages.jsonl > read.jsonl
    """
    from bot.bridge.resources import resources
    from bot.cli.streams import answer_lines
    from bot.cli.training import ensure_opinion
    from bot.exchange.lines import LineError, extract_line

    ensure_opinion()
    here = resources()
    answer_lines(
        sys.stdin.buffer,
        sys.stdout,
        lambda line: extract_line(here.reader, line, here.protocol),
        LineError,
    )

"""`backline assess`."""

import sys


def assess() -> None:
    """Assess cases: JSON lines in, JSON lines out.

    Standard input to standard output, in the same order. In: {"id", "findings": {id:
    present|absent|uncertain|unknown}, "numbers": {"age_years", "duration_days", "pain_score",
    "temperature_c", "treatment_weeks"}, "course", "function", "can_follow_plan"}; what is left
    out is unknown. Out: the level, the rules that fired and why, imaging. A bad line becomes
    {"id", "error"} and the rest goes on. The "inputs" of an assessment on record are such a
    line: they give the same answer again.

    \b
    Examples:
      echo '{"id": 1, "findings": {"saddle_numbness": "present"}}' | ./backline assess
      ./backline assess < cases.jsonl > assessed.jsonl
    """
    from bot.cli.streams import answer_lines
    from bot.exchange.lines import LineError, assess_line
    from bot.knowledge.loader import load

    protocol = load().protocol
    answer_lines(sys.stdin.buffer, sys.stdout, lambda line: assess_line(protocol, line), LineError)

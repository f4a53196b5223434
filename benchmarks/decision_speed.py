"""How long one decision of the engine takes: random cases, one process, no words, no database.

.venv/bin/python benchmarks/decision_speed.py [CASES]
"""

import random
import sys
from statistics import quantiles
from time import perf_counter_ns

from bot.engine.assess import assess
from bot.engine.findings import Case, Status
from bot.engine.protocol import Protocol
from bot.knowledge.loader import load

SEED = 20260206


def random_case(protocol: Protocol, chance: random.Random) -> Case:
    """Return a case in which anything may be known or not."""
    return Case(
        {id: chance.choice(list(Status)) for id in protocol.findings if chance.random() < 0.8},
        {
            number.id: round(chance.uniform(number.minimum, number.maximum), 1)
            for number in protocol.numbers.values()
            if chance.random() < 0.8
        },
        {
            category.id: chance.choice(category.values)
            for category in protocol.categories.values()
            if chance.random() < 0.8
        },
    )


def main(count: int) -> None:
    """Print the time a decision takes, in microseconds, and how many a second that makes."""
    protocol = load().protocol
    chance = random.Random(SEED)
    cases = [random_case(protocol, chance) for _ in range(count)]
    times = []
    for case in cases:
        began = perf_counter_ns()
        assess(protocol, case)
        times.append((perf_counter_ns() - began) / 1000)
    cuts = quantiles(times, n=100)
    print(
        f"{count} decisions: median {cuts[49]:.0f} µs, p95 {cuts[94]:.0f} µs, p99 {cuts[98]:.0f} µs"
    )
    print(f"{1_000_000 * count / sum(times):,.0f} a second in one process")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)

"""Rasa's DIET alone: trained on the examples of data/nlu, its entities taken as findings.

`python -m benchmarks.peers.diet train CONFIG EXAMPLES MODEL` trains; otherwise a measured job.
"""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.job import Answer, work
from bot.bridge.quiet import keep_home_clean, silence


def train(config: Path, examples: Path, model: Path) -> None:
    """Train on a folder of examples and write the model."""
    from rasa.model_training import train_nlu

    made = train_nlu(
        config=str(config),
        nlu_data=str(examples),
        output=str(model.parent),
        fixed_model_name=model.name.removesuffix(".tar.gz"),
    )
    if made is None:
        raise SystemExit("Rasa trained no model")


def reader(job: Mapping[str, Any]) -> Answer:
    """Return what reads with a trained model."""
    from rasa.core.agent import Agent

    agent = Agent.load(job["model"])
    loop = asyncio.new_event_loop()

    def answer(item: Mapping[str, Any]) -> list[Any]:
        parsed = loop.run_until_complete(agent.parse_message(item["text"]))
        return [
            [entity["entity"], entity.get("role", "present")]
            for entity in parsed["entities"]
            if entity.get("role") != "none"
        ]

    return answer


def main() -> None:
    """Train, or measure."""
    silence()
    keep_home_clean()
    if sys.argv[1] == "train":
        train(*(Path(argument) for argument in sys.argv[2:5]))
    else:
        work({"messages": reader}, ["rasa"])


if __name__ == "__main__":
    main()

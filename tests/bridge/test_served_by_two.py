"""Two processes behind one port: Rasa is loaded after the fork, and answers in each."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.bridge.model import ROOT

WHY = "hmm, and why would you be needing to know that?"


@pytest.fixture(scope="module")
def served(serve):
    with serve("--workers", "2") as server:
        yield server


def say(served, path, token, text, name):
    message = {"text": text, "client_message_id": name}
    return served.call(f"{path}/messages", message, token)[1]


def turns_of_each_worker(served):
    folder = ROOT / "var" / "metrics" / f"127.0.0.1-{served.port}"
    return [
        sum(
            sample.value
            for metric in MultiProcessCollector.merge([str(file)])
            if metric.name == "backline_turns"
            for sample in metric.samples
        )
        for file in folder.glob("counter_*.db")
    ]


def test_rasa_answers_in_both_processes(served):
    def ask_why(_):
        path, token = served.begin()
        say(served, path, token, "my back aches", "1")
        return [message["kind"] for message in say(served, path, token, WHY, "2")["messages"]]

    asked = 0
    while asked < 200 and (asked == 0 or min(turns_of_each_worker(served)) == 0):
        with ThreadPoolExecutor(10) as patients:
            kinds = list(patients.map(ask_why, range(20)))
        asked += len(kinds)
        assert kinds == [["information", "question"]] * len(kinds)

    turns = turns_of_each_worker(served)
    assert len(turns) == 2
    assert min(turns) > 0
    assert sum(turns) == 2 * asked
    assert "backline_rasa_failures_total{" not in served.read("/metrics")


def test_one_message_sent_to_both_is_answered_once(served):
    path, token = served.begin()

    with ThreadPoolExecutor(10) as hasty:
        answers = list(
            hasty.map(lambda _: say(served, path, token, "my groin is numb", "1"), range(20))
        )

    assert answers == answers[:1] * 20
    assert answers[0]["state"] == "closed"
    _, kept = served.call(path, token=token)
    assert [said["from"] for said in kept["messages"]].count("patient") == 1


def test_nothing_is_printed_but_what_serve_says_itself(served):
    lines = served.log.read_text().splitlines()

    assert [line for line in lines if not line.startswith(("backline: ", "Backline ", "  "))] == [
        "Ctrl-C ends it."
    ]

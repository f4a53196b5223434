"""The whole thing as it is served: Rasa's agent in the process, over HTTP, on a real database."""

import pytest

MARKER = "zyxomma"


@pytest.fixture(scope="module")
def served(serve):
    with serve() as server:
        yield server


def test_rasa_answers_and_understands_a_question_no_script_knows(served):
    path, token = served.begin()

    served.call(f"{path}/messages", {"text": "my back aches", "client_message_id": "1"}, token)
    status, answer = served.call(
        f"{path}/messages",
        {"text": "hmm, and why would you be needing to know that?", "client_message_id": "2"},
        token,
    )

    assert status == 200
    assert [message["kind"] for message in answer["messages"]] == ["information", "question"]


def test_an_emergency_closes_with_everything_and_stays_answered(served):
    path, token = served.begin()
    message = {"text": "I can't feel it when I wipe", "client_message_id": "1"}

    first = served.call(f"{path}/messages", message, token)
    again = served.call(f"{path}/messages", message, token)

    assert first == again
    assert first[1]["state"] == "closed"
    assert first[1]["assessment"]["level"] == "emergency"
    assert first[1]["messages"][-1]["kind"] == "safety_net"


def test_no_word_of_a_patient_is_printed_and_nothing_is_left_in_the_home(served):
    path, token = served.begin()
    for number, text in enumerate(
        [f"my {MARKER} back", f"why {MARKER}", f"{MARKER} numb groin {MARKER}", MARKER * 2000]
    ):
        body = {"text": text, "client_message_id": f"{MARKER}{number}"}
        served.call(f"{path}/messages", body, token)
    served.call(f"{path}/messages", f'{{"text": "{MARKER}", '.encode(), token)
    served.call(f"{path}/messages", {"text": [MARKER], "client_message_id": 3}, token)
    served.call("/webhooks/rest/webhook", {"sender": MARKER, "message": MARKER})

    assert MARKER not in served.log.read_text()
    assert [file for file in served.home.rglob("*") if file.is_file()] == []

import hashlib

import pytest

KEY = "a key of an integrator"
HASH = hashlib.sha256(KEY.encode()).hexdigest()
LINE = {"id": 7, "findings": {"fever": "present"}, "numbers": {"pain_score": 8}}


def test_assess_answers_as_the_command_does(client):
    answer = client.post("/v1/assess", json=LINE).json()

    assert (answer["id"], answer["level"], answer["complete"]) == (7, "emergency", False)
    assert "E7" in answer["rules"]
    assert answer["imaging"]["variant"] == 7


def test_extract_answers_as_the_command_does(client):
    text = "since monday my left foot drags"

    answer = client.post("/v1/extract", json={"id": "a", "text": text, "asking": []}).json()

    assert answer["id"] == "a"
    assert answer["findings"]["motor_weakness"] == "present"
    for mention in answer["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["evidence"]


def test_what_is_wrong_is_named_by_field_problem_and_remedy(client):
    answer = client.post("/v1/assess", json={"findings": {"fevr": "present"}})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "findings.fevr", "problem": "is not known", "remedy": "did you mean fever?"}
    ]


def test_a_text_longer_than_a_message_is_refused(client):
    assert client.post("/v1/extract", json={"text": "a" * 10_001}).status_code == 413


@pytest.mark.parametrize("path", ["/v1/assess", "/v1/extract", "/webhooks/rest/webhook"])
def test_without_a_key_set_up_only_this_machine_is_served(client, path):
    proxied = client.post(path, json={}, headers={"X-Forwarded-For": "203.0.113.9"})

    assert proxied.status_code == 401
    assert "safety_net" in proxied.json()
    assert client.post(path, json={}).status_code != 401


def test_with_a_key_set_up_only_who_has_it_is_served(clients):
    with clients(api_keys=HASH) as client:
        without = client.post("/v1/assess", json=LINE)
        wrong = client.post("/v1/assess", json=LINE, headers={"X-API-Key": HASH})
        right = client.post(
            "/v1/assess", json=LINE, headers={"X-API-Key": KEY, "X-Forwarded-For": "203.0.113.9"}
        )

    assert (without.status_code, wrong.status_code, right.status_code) == (401, 401, 200)

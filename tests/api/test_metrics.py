import dataclasses
import hashlib

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.storage.errors import StorageUnavailable

KEY = "a key of an operator"


def counts(client, **headers):
    """Every sample by its name and the values of its labels, in the order of the labels' names."""
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_method_and_class_of_status(clients, begin):
    with clients() as client:
        patient = begin(client)
        patient.say("my back hurts")
        patient.say("")
        counted = counts(client)

    route = "/v1/conversations/{id}/messages"
    assert counted["backline_http_requests_total", "POST", route, "2xx"] == 1
    assert counted["backline_http_requests_total", "POST", route, "4xx"] == 1
    assert counted["backline_http_request_duration_seconds_count", "POST", route] == 2


def test_turns_are_counted_by_level_and_closings_by_reason(clients, begin):
    with clients() as client:
        assert counts(client)["backline_turns_total", "emergency"] == 0
        patient = begin(client)
        patient.say("my groin is numb", "once")
        patient.say("my groin is numb", "once")
        counted = counts(client)

    assert counted["backline_turns_total", "emergency"] == 1
    assert counted["backline_closings_total", "finished"] == 1
    assert counted["backline_closings_total", "stopped"] == 0


class BrokenReader:
    def hear(self, text, *asked):
        raise RuntimeError(text)


def test_faults_are_counted_by_the_name_of_the_exception(clients, begin):
    with clients() as client:
        patient = begin(client)
        service = client.app.state.service
        bot = dataclasses.replace(service.bot, reader=BrokenReader())
        client.app.state.service = dataclasses.replace(service, bot=bot)
        patient.say("zyxomma")
        counted = counts(client)

    assert counted["backline_faults_total", "RuntimeError"] == 1
    assert counted["backline_closings_total", "fault"] == 1


class AwayStore:
    def check(self):
        raise StorageUnavailable("gone")


class BrokenStore:
    def check(self):
        raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("store", "status", "kind"),
    [(AwayStore(), 503, "StorageUnavailable"), (BrokenStore(), 500, "RuntimeError")],
)
def test_a_request_that_fails_for_our_fault_is_counted(clients, store, status, kind):
    with clients() as client:
        service = client.app.state.service
        bot = dataclasses.replace(service.bot, store=store)
        client.app.state.service = dataclasses.replace(service, bot=bot)

        assert client.get("/ready").status_code == status

        client.app.state.service = service
        counted = counts(client)
    assert counted["backline_faults_total", kind] == 1
    assert counted["backline_http_requests_total", "GET", "/ready", "5xx"] == 1


def test_nothing_that_was_sent_gets_into_a_label(clients, begin):
    with clients() as client:
        patient = begin(client)
        patient.say("zyxomma")
        client.get("/v1/zyxomma?zyxomma=zyxomma")
        client.get("/static/zyxomma.js")
        client.get("/v1/conversations/zyxomma", headers={"Authorization": "Bearer zyxomma"})
        client.request("ZYXOMMA", "/")
        client.post("/webhooks/rest/webhook", json={"sender": "zyxomma", "message": "zyxomma"})
        client.post("/v1/assess", json={"findings": {"zyxomma": "present"}})
        text = client.get("/metrics").text

    assert 'method="other"' in text
    assert "zyxomma" not in text.lower()
    assert patient.id not in text


def test_the_counts_are_for_this_machine_or_for_who_has_a_key(clients):
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    with clients() as client:
        assert client.get("/metrics").headers["content-type"].startswith("text/plain; version=")
        assert client.get("/metrics", headers=elsewhere).status_code == 401

    with clients(api_keys=hashlib.sha256(KEY.encode()).hexdigest()) as client:
        assert client.get("/metrics").status_code == 401
        assert counts(client, **elsewhere, **{"X-API-Key": KEY})


def test_apps_in_one_process_count_apart(clients, begin):
    with clients() as first, clients() as second:
        begin(first).say("my groin is numb")

        assert counts(first)["backline_turns_total", "emergency"] == 1
        assert counts(second)["backline_turns_total", "emergency"] == 0

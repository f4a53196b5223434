import logging
import uuid
from dataclasses import replace

import pytest

from bot.storage.errors import StorageFailed, StorageUnavailable

MARKER = "xylophonewart"
EMPTY = ["", "   ", "\n\t", "\u200b\u200e", "\x00\x07", "\u3000"]


class BrokenStore:
    """A store that fails as told, whatever it is asked for."""

    def __init__(self, error):
        self.error = error

    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise self.error

        return fail


def breaking(client, error):
    service = client.app.state.service
    broken = replace(service, bot=replace(service.bot, store=BrokenStore(error)))
    client.app.state.service = replace(broken, locales=service.locales)
    service.locales._look_up = broken.bot.store.locale_of


def post(patient, body, **headers):
    return patient.client.post(
        f"{patient.path}/messages", headers={**patient.headers, **headers}, **body
    )


def message(text, **more):
    return {"json": {"text": text, "client_message_id": str(uuid.uuid4()), **more}}


REFUSED = {
    "no JSON": (
        lambda p: post(p, {"content": MARKER}, **{"Content-Type": "application/json"}),
        400,
    ),
    "not UTF-8": (
        lambda p: post(p, {"content": b'{"text": "\xff"}'}, **{"Content-Type": "application/json"}),
        400,
    ),
    "too deep": (
        lambda p: post(p, {"json": {"text": [[[[[MARKER]] * 2]]], "x": _nested(40)}}),
        400,
    ),
    "no token": (lambda p: p.client.get(p.path), 401),
    "wrong token": (
        lambda p: p.client.get(p.path, headers={"Authorization": f"Bearer {MARKER}"}),
        401,
    ),
    "no method": (lambda p: p.client.put(p.path, headers=p.headers, **message(MARKER)), 405),
    "no address": (lambda p: p.client.get(f"{p.path}/{MARKER}", headers=p.headers), 404),
    "reused id": (lambda p: (p.say("one", "m-1"), p.say(MARKER, "m-1"))[1], 409),
    "too long": (lambda p: post(p, message(MARKER + "a" * 10_000)), 413),
    "too large": (lambda p: post(p, message(MARKER + "a" * 300_000)), 413),
    "empty": (lambda p: post(p, message(" ")), 422),
    "no text": (lambda p: post(p, {"json": {"client_message_id": "1", MARKER: MARKER}}), 422),
    "text is a list": (lambda p: post(p, message([MARKER])), 422),
    "id is an object": (
        lambda p: post(p, {"json": {"text": MARKER, "client_message_id": {}}}),
        422,
    ),
    "body is a list": (lambda p: post(p, {"json": [MARKER]}), 422),
    "form": (lambda p: post(p, {"data": {"text": MARKER}}), 422),
}


def _nested(depth):
    return [] if depth == 0 else [_nested(depth - 1)]


def assert_problem(answer, status, number):
    problem = answer.json()
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "safety_net"} <= set(problem)
    assert problem["status"] == status
    assert number in problem["safety_net"]


@pytest.mark.parametrize("case", REFUSED)
def test_every_refusal_carries_the_safety_net_and_none_of_the_words(british, caplog, case):
    caplog.set_level(logging.DEBUG)
    send, status = REFUSED[case]

    answer = send(british)

    assert_problem(answer, status, "999")
    assert MARKER not in answer.text
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert ours
    assert MARKER not in "".join(record.getMessage() for record in ours)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StorageUnavailable("gone"), 503),
        (StorageFailed("refused"), 500),
        (RuntimeError(MARKER), 500),
    ],
)
def test_a_failure_behind_the_api_carries_the_safety_net_in_the_same_locale(
    begin, clients, caplog, error, status
):
    with clients() as client:
        british = begin(client, locale="en-GB")
        british.say("my back hurts")
        breaking(client, error)

        answer = british.say(MARKER)

    assert_problem(answer, status, "999")
    assert MARKER not in answer.text
    assert MARKER not in caplog.text


def test_overload_carries_the_safety_net_in_the_locale_of_the_browser(clients):
    with clients(max_requests_at_once=0) as client:
        answer = client.post("/v1/conversations", json={}, headers={"Accept-Language": "en-GB"})

    assert_problem(answer, 503, "999")
    assert int(answer.headers["retry-after"]) > 0


def test_too_many_messages_are_told_when_to_come_again(begin, clients):
    with clients(messages_per_minute=1) as client:
        british = begin(client, locale="en-GB")
        british.say("my back hurts")
        answer = british.say("hello?")
        other = begin(client, locale="en-GB").say("my back hurts")

    assert_problem(answer, 429, "999")
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert other.status_code == 200


@pytest.mark.parametrize("id", [str(uuid.uuid4()), "1", "%00", "x" * 300])
def test_an_unknown_conversation_is_not_found(client, id):
    answer = client.get(f"/v1/conversations/{id}", headers={"Authorization": "Bearer x"})

    assert_problem(answer, 404, "911")


def test_an_unknown_locale_is_refused_with_what_there_is(client):
    answer = client.post("/v1/conversations", json={"locale": MARKER})

    assert_problem(answer, 422, "911")
    assert "en-GB" in answer.json()["errors"][0]["problem"]
    assert MARKER not in answer.text


def test_a_refused_beginning_is_told_in_the_locale_it_asked_for(client):
    answer = client.post("/v1/conversations", json={"locale": "en-GB", "reporter": MARKER})

    assert_problem(answer, 422, "999")
    assert MARKER not in answer.text


@pytest.mark.parametrize("text", EMPTY)
def test_a_message_that_shows_nothing_is_answered_kindly(patient, text):
    answer = patient.say(text)

    assert_problem(answer, 422, "911")
    assert "words" in answer.json()["detail"]
    assert len(patient.get().json()["messages"]) == 1


def test_a_message_that_is_too_long_says_so_and_is_not_kept(patient):
    answer = patient.say("a" * 10_001)

    assert_problem(answer, 413, "911")
    assert "10000" in answer.json()["detail"]
    assert len(patient.get().json()["messages"]) == 1


@pytest.mark.parametrize(
    "text",
    ["😱😱 my back", "ظهري يؤلمني", "back\x00pain\x1b[31m", "a" * 10_000, "👩‍👩‍👧‍👦"],
)
def test_unusual_characters_are_answered(patient, text):
    assert patient.say(text).status_code == 200


def test_half_of_an_emoji_does_not_lose_the_message(patient):
    body = b'{"text": "my back hurts \\ud83d", "client_message_id": "m-1"}'
    answer = post(patient, {"content": body}, **{"Content-Type": "application/json"})

    assert answer.status_code == 200
    assert patient.get().json()["messages"][1]["text"] == "my back hurts \ufffd"

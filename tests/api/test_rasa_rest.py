import pytest


def send(client, sender, message, **more):
    body = {"sender": sender, "message": message, **more}
    return client.post("/webhooks/rest/webhook", json=body)


def test_a_message_is_answered_as_rasas_channel_does(client):
    replies = send(client, "ann", "my back hurts").json()

    assert replies
    for reply in replies:
        assert set(reply) <= {"recipient_id", "text", "buttons"}
        assert reply["recipient_id"] == "ann"
    assert replies[-1]["buttons"]
    assert all(set(button) == {"title", "payload"} for button in replies[-1]["buttons"])


def test_the_first_message_is_not_lost_to_the_greeting(client):
    replies = send(client, "bea", "I can't pee and I'm numb when I wipe").json()

    assert "911" in replies[0]["text"]
    assert len(replies) == 3


def test_a_sender_goes_on_where_it_was(client):
    first = send(client, "cem", "my back hurts").json()
    second = send(client, "cem", "no, none of these").json()

    assert first != second


def test_senders_do_not_share_a_conversation(client):
    assert (
        send(client, "dan", "my back hurts").json()[0]["text"]
        == (send(client, "eve", "my back hurts").json()[0]["text"])
    )


def test_a_sender_is_known_after_a_restart_and_on_another_replica(clients):
    with clients() as first, clients() as replica:
        assert send(first, "fay", "my back hurts").status_code == 200
        known = first.app.state.service.bot.store.conversation_of("fay")
        assert send(replica, "fay", "hello again").status_code == 200
    with clients() as later:
        assert send(later, "fay", "and again").status_code == 200
        store = later.app.state.service.bot.store
        assert store.conversation_of("fay") == known
        said = [m.text for m in store.transcript(known).messages if m.direction == "in"]
        assert said == ["my back hurts", "hello again", "and again"]


def test_whose_words_are_erased_begins_anew(clients):
    with clients() as client:
        send(client, "gus", "my back hurts")
        store = client.app.state.service.bot.store
        before = store.conversation_of("gus")
        store.erase(before)

        assert send(client, "gus", "my back hurts").status_code == 200
        assert store.conversation_of("gus") not in (None, before)


@pytest.mark.parametrize("wish", ["/restart", "/session_start"])
def test_a_sender_can_begin_anew_and_is_greeted(client, wish):
    send(client, "hal", "my back hurts")
    store = client.app.state.service.bot.store
    before = store.conversation_of("hal")

    greeting = send(client, "hal", wish).json()

    assert [reply["recipient_id"] for reply in greeting] == ["hal"]
    assert store.conversation_of("hal") != before


def test_metadata_can_choose_the_locale_and_other_keys_do_no_harm(client):
    more = {"metadata": {"locale": "en-GB"}, "input_channel": "rest", "stream": True}

    replies = send(client, "ida", "I can't pee and I'm numb when I wipe", **more).json()

    assert "999" in replies[0]["text"]


def test_an_empty_message_is_refused_with_the_safety_net(client):
    answer = send(client, "jan", "")

    assert answer.status_code == 422
    assert "911" in answer.json()["safety_net"]


def test_the_channel_says_that_it_is_there(client):
    assert client.get("/webhooks/rest/").json() == {"status": "ok"}

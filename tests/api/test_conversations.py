import uuid

EMERGENCY = "I can't feel anything when I wipe and I can't pee since last night"


def test_a_conversation_begins_with_its_id_a_token_and_a_greeting(client):
    answer = client.post("/v1/conversations", json={"locale": "en-US", "reporter": "self"})

    began = answer.json()
    assert answer.status_code == 201
    assert set(began) == {"id", "token", "messages", "state", "safety_net"}
    assert str(uuid.UUID(began["id"])) == began["id"]
    assert len(began["token"]) >= 40
    assert [message["kind"] for message in began["messages"]] == ["greeting"]
    assert began["state"] == "open"


def test_the_locale_chooses_the_emergency_number(begin, client):
    american, british = begin(client, locale="en-US"), begin(client, locale="en-GB")

    assert "911" in american.began["safety_net"]
    assert "999" in british.began["safety_net"]
    assert "999" in british.began["messages"][0]["text"]


def test_somebody_who_asks_for_another_is_greeted_as_such(begin, client):
    own, proxy = begin(client, reporter="self"), begin(client, reporter="proxy")

    assert own.began["messages"] != proxy.began["messages"]
    assert proxy.get().json()["reporter"] == "proxy"


def test_a_message_is_answered_with_messages_state_and_assessment(patient):
    answer = patient.say("my lower back aches since yesterday")

    said = answer.json()
    assert answer.status_code == 200
    assert set(said) == {"messages", "state", "assessment", "safety_net"}
    assert said["state"] == "open"
    for message in said["messages"]:
        assert set(message) == {"text", "kind", "asks", "buttons"}
    assert said["messages"][-1]["kind"] == "question"
    assert said["messages"][-1]["asks"]


def test_an_emergency_is_answered_with_the_whole_closing(british):
    said = british.say(EMERGENCY).json()

    assert said["state"] == "closed"
    assert said["assessment"]["level"] == "emergency"
    assert [message["kind"] for message in said["messages"]] == [
        "disposition",
        "information",
        "safety_net",
    ]
    assert "999" in said["messages"][0]["text"]


def test_the_same_message_id_gets_the_same_answer_and_does_nothing_twice(patient):
    first = patient.say("my back hurts", "m-1")
    before = patient.get().json()["messages"]

    again = patient.say("my back hurts", "m-1")

    assert again.json() == first.json()
    assert patient.get().json()["messages"] == before


def test_the_answer_to_an_old_message_stays_what_it_was(patient):
    first = patient.say("my back hurts", "m-1").json()
    patient.say(EMERGENCY, "m-2")

    assert patient.say("my back hurts", "m-1").json() == first


def test_the_transcript_holds_everything_in_order(patient):
    patient.say("my back hurts")

    read = patient.get().json()
    assert (read["id"], read["locale"], read["state"]) == (patient.id, "en-US", "open")
    assert [said["from"] for said in read["messages"]] == ["backline", "patient", "backline"]
    assert read["messages"][1]["text"] == "my back hurts"
    assert read["assessment"]["level"] == "urgent"
    assert "911" in read["safety_net"]


def test_the_transcript_says_which_level_a_disposition_states(patient):
    patient.say(EMERGENCY)

    levels = {said["kind"]: said["level"] for said in patient.get().json()["messages"]}
    assert levels["disposition"] == "emergency"
    assert levels["safety_net"] is None


def test_the_summary_gives_no_advice_before_there_is_any(patient):
    summary = patient.get("/summary").json()

    assert summary["level"] is None
    assert summary["disposition"] is None
    assert "911" in summary["safety_net"]


def test_the_summary_gives_the_closing_word_for_word(british):
    closing = british.say(EMERGENCY).json()

    summary = british.get("/summary").json()
    assert summary["level"] == "emergency"
    assert summary["disposition"] == closing["messages"][0]["text"]
    assert summary["plan"] == closing["messages"][1]["text"]
    assert summary["return_precautions"] == closing["messages"][2]["text"]
    assert summary["headline"] in summary["disposition"]
    assert summary["reasons"]
    assert summary["protocol"] == closing["assessment"]["protocol"]


def test_deleting_erases_the_words_and_ends_the_token(patient):
    patient.say("my back hurts")

    deleted = patient.client.delete(patient.path, headers=patient.headers)

    assert (deleted.status_code, deleted.json()["erased"]) == (200, True)
    assert "911" in deleted.json()["safety_net"]
    assert patient.get().status_code == 404
    assert patient.say("hello").status_code == 404


def test_another_app_on_the_same_database_goes_on_with_the_conversation(begin, clients):
    with clients() as client:
        earlier = begin(client, locale="en-GB")
        first = earlier.say("my back hurts", "m-1").json()

    with clients() as client:
        earlier.client = client
        assert earlier.say("my back hurts", "m-1").json() == first
        assert earlier.say("no, none of that").status_code == 200

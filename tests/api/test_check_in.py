"""The day to check in, as a calendar file: the right day, no word of anybody's, no emergency."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.bridge.resources import resources


def file_of(patient):
    response = patient.get("/check-in.ics")
    assert response.status_code == 200
    return response


def event_of(response):
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    return event


@pytest.fixture
def urgent(patient):
    patient.say("my Zebrafink back hurts since monday")
    patient.say("stop")
    return patient


def test_it_is_the_day_that_the_closing_names(urgent):
    response = file_of(urgent)
    told = urgent.get().json()
    closed = date.fromisoformat(told["messages"][-1]["at"][:10])
    event = event_of(response)

    assert response.headers["content-type"].startswith("text/calendar")
    assert response.headers["content-disposition"] == 'attachment; filename="check-in.ics"'
    assert event["DTSTART"].dt == closed + timedelta(days=2)
    shown = resources().scripts["en-US"].day(event["DTSTART"].dt)
    assert shown in told["messages"][-1]["text"]


def test_it_follows_the_standard_that_calendars_read(urgent):
    response = file_of(urgent)
    event = event_of(response)

    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert response.content.endswith(b"END:VCALENDAR\r\n")
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    assert b"VERSION:2.0" in response.content
    assert b"PRODID:" in response.content


def test_it_says_nothing_of_what_was_said_or_advised(urgent):
    text = file_of(urgent).text

    assert "Zebrafink" not in text
    assert "urgent" not in text.lower()
    assert urgent.id not in text
    assert urgent.token not in text


def test_asked_for_twice_it_is_one_event_for_a_calendar(urgent):
    assert file_of(urgent).content == file_of(urgent).content


def test_it_speaks_the_language_of_the_conversation(client, begin):
    patient = begin(client, locale="es-US")
    patient.say("stop")

    assert "espalda" in str(event_of(file_of(patient))["SUMMARY"])


@pytest.mark.parametrize("said", [(), ("my groin is numb",)], ids=["no advice yet", "emergency"])
def test_where_there_is_no_such_day_there_is_no_file(patient, said):
    for text in said:
        patient.say(text)

    refused = patient.get("/check-in.ics")

    assert refused.status_code == 404
    assert refused.json()["type"] == "urn:backline:problem:no-check-in"
    assert "911" in refused.json()["safety_net"]


def test_it_is_for_who_has_the_token(client, urgent):
    assert client.get(f"{urgent.path}/check-in.ics").status_code == 401


def test_an_emergency_is_not_invited_to_come_back_later(patient, urgent, client, begin):
    words = resources().scripts["en-US"].messages["check_in"]
    emergency = begin(client).say("my groin is numb").json()["messages"][-1]["text"]

    assert words in urgent.get().json()["messages"][-1]["text"]
    assert words not in emergency

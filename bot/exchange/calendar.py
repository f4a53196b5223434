"""A day to check in, as a file that every calendar takes (RFC 5545)."""

import hashlib
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Backline//Check-in//EN"
MEDIA_TYPE = "text/calendar"


def check_in(*, conversation: str, day: date, title: str, details: str, made: datetime) -> bytes:
    """Return one event of a whole day, with a reminder in the morning.

    It says nothing of what the patient said or was advised: calendars are shared and synced.
    Made again for the same day it is the same event, so that no calendar shows it twice.
    """
    event = Event()
    event.add("uid", f"{_fingerprint(conversation, day)}@backline")
    event.add("dtstamp", made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", details)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_in_the_morning(title))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def _in_the_morning(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(hours=9))
    alarm.add("description", title)
    return alarm


def _fingerprint(conversation: str, day: date) -> str:
    return hashlib.sha256(f"{conversation} {day.isoformat()}".encode()).hexdigest()[:32]

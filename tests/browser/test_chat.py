"""A patient talks to the chat page, with the mouse and with the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chatting import FRIGHTENED, start_again

pytestmark = pytest.mark.slow


def deny_all_that_is_asked(chat):
    none = "None of these"
    while chat.newest.get_by_role("button", name=none, exact=True).count():
        chat.press(none)


def interview_of_a_simple_patient(chat):
    chat.say("my lower back aches since i lifted a box")
    deny_all_that_is_asked(chat)
    chat.say("I am 34, it began 3 days ago, pain is 3 out of 10 and getting better")
    deny_all_that_is_asked(chat)
    if not chat.page.locator(".card").count():
        chat.say("daily life is as normal and yes I can follow a plan")


def test_a_frightened_patient_who_misspells_is_sent_to_emergency_care(chat, accessible):
    chat.start()

    chat.say(FRIGHTENED)

    card = chat.page.locator(".card.emergency")
    expect(card).to_contain_text("Emergency")
    expect(card.get_by_role("heading")).to_have_text("You need help right now.")
    expect(card.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(card).to_be_in_viewport()
    expect(chat.page.locator(".safety_net")).to_be_visible()
    accessible(chat.page)


def test_a_simple_patient_gets_care_at_home_and_the_precautions(chat, accessible):
    chat.start()
    accessible(chat.page)

    interview_of_a_simple_patient(chat)

    card = chat.page.locator(".card")
    expect(card).to_have_class(re.compile("self_care"))
    expect(card).to_contain_text("Care at home")
    expect(chat.page.locator(".safety_net")).to_contain_text("911")
    accessible(chat.page)


def test_several_things_are_ticked_and_sent_as_one_message(chat, accessible):
    chat.start()
    chat.say("my back hurts")

    chat.newest.get_by_role("checkbox").nth(0).check()
    chat.newest.get_by_role("checkbox").nth(1).check()
    accessible(chat.page)
    chat.newest.get_by_role("button", name="Send 2 ticked").click()

    expect(chat.page.locator(".card.emergency")).to_be_visible()
    assert chat.said_by_me[-1] == (
        "numbness around the groin or bottom, trouble peeing or holding pee"
    )
    expect(chat.page.get_by_role("checkbox")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(chat):
    page = chat.page
    page.goto("/?locale=en-GB")
    tab_to(page, "I am")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    page.locator(".greeting").wait_for()

    expect(page.get_by_label("In your own words")).to_be_focused()
    page.keyboard.type("my back hurts")
    page.keyboard.press("Enter")
    chat.newest.wait_for()
    page.keyboard.press("Shift+Tab")
    expect(chat.newest.get_by_role("button", name="I'm not sure")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    tab_to(page, "Send 1 ticked")
    page.keyboard.press("Enter")

    expect(page.locator(".card")).to_be_focused()
    expect(page.locator(".card")).to_contain_text("999")


def tab_to(page, name):
    for _ in range(20):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "[document.activeElement, ...(document.activeElement.labels ?? [])]"
            ".map((element) => element.textContent.trim())"
        )
        if name in focused:
            return
    raise AssertionError(f"no way to {name} with the Tab key")


def test_starting_again_shows_an_empty_chat(chat):
    chat.start()
    chat.say("my back hurts")

    start_again(chat)
    chat.page.get_by_role("button", name="Start").click()

    expect(chat.page.locator(".greeting")).to_be_visible()
    expect(chat.page.locator(".patient")).to_have_count(0)

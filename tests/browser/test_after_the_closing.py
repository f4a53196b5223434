"""What the chat page offers once the advice is there, or the patient has gone."""

import pytest
from playwright.sync_api import expect

from tests.browser.chatting import FRIGHTENED

pytestmark = pytest.mark.slow


def test_the_summary_can_be_printed_and_saved(chat, accessible):
    chat.start()
    chat.say(FRIGHTENED)

    chat.page.get_by_role("link", name="Print or save this advice").click()

    expect(chat.page.locator("#summary .card.emergency")).to_be_visible()
    accessible(chat.page)
    with chat.page.expect_download() as saved:
        chat.page.get_by_role("button", name="Save as a text file").click()
    text = saved.value.path().read_text()
    assert "You need help right now." in text
    assert "911" in text
    chat.page.emulate_media(media="print")
    expect(chat.page.get_by_role("button", name="Print")).to_be_hidden()
    expect(chat.page.locator("#summary .card")).to_be_visible()


def test_deleting_ends_the_conversation_and_leaves_the_safety_net(chat, accessible):
    chat.start(for_another=True)
    chat.say("their back hurts")

    chat.page.get_by_text("Menu", exact=True).click()
    chat.page.get_by_role("button", name="Delete my data").click()
    accessible(chat.page)
    with chat.page.expect_event("load"):
        chat.page.get_by_role("dialog").get_by_role("button", name="Delete my data").click()

    notice = chat.page.get_by_role("alert", name="Problem")
    expect(notice).to_contain_text("Your words were deleted.")
    expect(notice).to_contain_text("911")
    expect(chat.page.get_by_role("button", name="Start")).to_be_visible()
    chat.page.reload()
    expect(chat.page.get_by_role("button", name="Start")).to_be_visible()


def test_a_reminder_and_the_closing_reach_the_patient_who_does_nothing(browser, impatient):
    page = browser.new_context(base_url=impatient, reduced_motion="reduce").new_page()
    page.goto("/?locale=en-US")
    page.get_by_role("button", name="Start").click()
    page.locator(".greeting").wait_for()
    page.get_by_label("In your own words").fill("my back hurts")
    page.get_by_role("button", name="Send", exact=True).click()
    asked = page.locator(".question").last.locator("p").first.inner_text()

    expect(page.get_by_text("Are you still there?")).to_be_visible()
    expect(page.locator(".card.urgent")).to_be_visible()
    expect(page.locator(".safety_net")).to_contain_text("911")

    assert page.locator(".question p").all_inner_texts().count(asked) in (1, 2)
    assert page.locator(".patient").count() == 1
    assert page.locator(".card").count() == 1
    assert page.locator(".answers").count() == 0
    expect(page.get_by_role("link", name="Print or save this advice")).to_be_visible()


def test_a_check_in_day_can_be_put_into_a_calendar(chat, accessible):
    chat.start()
    chat.say("my back hurts")
    chat.say("stop")

    with chat.page.expect_download() as download:
        chat.page.get_by_role("button", name="Put a check-in day in my calendar").click()

    assert download.value.suggested_filename == "check-in.ics"
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
    accessible(chat.page)


def test_an_emergency_is_offered_no_day_to_wait_for(chat):
    chat.start()
    chat.say("my groin is numb")

    expect(chat.page.get_by_role("link", name="Print or save this advice")).to_be_visible()
    expect(chat.page.get_by_role("button", name="calendar")).to_have_count(0)

"""No network, lost answers, reloads: nothing is lost, doubled, or without the emergency number."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chatting import start_again

pytestmark = pytest.mark.slow


def test_reloading_goes_on_where_the_patient_was(chat):
    chat.start("en-GB")
    chat.say("my back hurts")
    asked = chat.newest.locator("p").first.inner_text()

    chat.page.goto("/")

    expect(chat.newest.locator("p").first).to_have_text(asked)
    assert chat.said_by_me == ["my back hurts"]
    expect(chat.page.locator("html")).to_have_attribute("lang", "en-GB")
    chat.press("None of these")
    expect(chat.page.locator(".patient")).to_have_count(2)


def test_offline_the_safety_net_is_shown_and_the_message_is_sent_once_later(
    chat, context, accessible
):
    chat.start()
    context.set_offline(True)

    chat.page.get_by_label("In your own words").fill("my back hurts")
    chat.page.get_by_role("button", name="Send", exact=True).click()

    trouble = chat.page.get_by_role("alert", name="Problem")
    expect(trouble).to_contain_text("You are offline")
    expect(trouble).to_contain_text("911")
    accessible(chat.page)
    context.set_offline(False)
    chat.newest.wait_for()
    expect(trouble).to_be_hidden()
    assert chat.said_by_me == ["my back hurts"]
    assert transcript(chat)[1:2] == ["my back hurts"]
    assert transcript(chat).count("my back hurts") == 1
    chat.complaints[:] = [c for c in chat.complaints if "ERR_INTERNET_DISCONNECTED" not in c]


def test_an_answer_that_was_lost_on_the_way_is_fetched_without_doubling(chat):
    chat.start()
    lost = []

    def lose_the_first(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    chat.page.route("**/messages", lose_the_first)
    chat.page.get_by_label("In your own words").fill("my back hurts")
    chat.page.get_by_role("button", name="Send", exact=True).click()
    chat.page.get_by_role("button", name="Try again now").click()
    chat.newest.wait_for()

    assert lost[0].ok
    assert transcript(chat).count("my back hurts") == 1
    chat.complaints[:] = [c for c in chat.complaints if "ERR_FAILED" not in c]


def test_a_reload_in_the_middle_of_trouble_sends_the_message_once(chat):
    chat.start()
    chat.page.route("**/messages", lambda route: route.abort())
    chat.page.get_by_label("In your own words").fill("my back hurts")
    chat.page.get_by_role("button", name="Send", exact=True).click()
    expect(chat.page.get_by_role("alert", name="Problem")).to_be_visible()

    chat.page.unroute("**/messages")
    chat.page.reload()

    chat.newest.wait_for()
    assert chat.said_by_me == ["my back hurts"]
    assert transcript(chat).count("my back hurts") == 1
    chat.complaints[:] = [c for c in chat.complaints if "ERR_FAILED" not in c]


def transcript(chat):
    return chat.page.evaluate(
        """async () => {
            const { id, token } = JSON.parse(sessionStorage.backline);
            const headers = { Authorization: `Bearer ${token}` };
            const answer = await fetch(`/v1/conversations/${id}`, { headers });
            return (await answer.json()).messages.map((message) => message.text);
        }"""
    )


def test_what_is_refused_is_said_and_given_back(chat):
    chat.start()
    long = "a" * 10_001

    chat.page.get_by_label("In your own words").fill(long)
    chat.page.get_by_role("button", name="Send", exact=True).click()

    expect(chat.page.get_by_role("alert", name="Problem")).to_contain_text("10000")
    expect(chat.page.get_by_label("In your own words")).to_have_value(long)
    assert chat.said_by_me == []
    chat.complaints[:] = [c for c in chat.complaints if "413" not in c]


def test_the_emergency_signs_are_there_before_anything_is_loaded(chat, context):
    chat.page.route("**/v1/**", lambda route: route.abort())
    chat.page.goto("/?locale=en-GB")

    chat.page.get_by_text("Emergency signs").click()

    signs = chat.page.get_by_role("region", name="Emergency signs")
    expect(signs.get_by_role("listitem").first).to_be_visible()
    expect(chat.page.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    expect(signs.get_by_role("link")).to_have_attribute("href", "tel:116123")


def test_reloading_without_a_network_still_shows_the_emergency_signs(chat, context):
    chat.start("en-GB")
    chat.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    chat.page.reload()
    context.set_offline(True)

    chat.page.reload()

    expect(chat.page.get_by_role("link", name="Call 999")).to_be_visible()
    expect(chat.page.get_by_role("alert", name="Problem")).to_contain_text("999")
    context.set_offline(False)
    expect(chat.page.locator(".greeting")).to_be_visible()
    chat.complaints[:] = [c for c in chat.complaints if "ERR_INTERNET_DISCONNECTED" not in c]


def test_starting_again_in_the_middle_of_trouble_leaves_it_behind(chat):
    chat.start()
    chat.page.route("**/messages", lambda route: route.abort())
    chat.page.get_by_label("In your own words").fill("my back hurts")
    chat.page.get_by_role("button", name="Send", exact=True).click()
    chat.page.get_by_role("alert", name="Problem").wait_for()

    start_again(chat)
    chat.page.unroute("**/messages")
    chat.page.get_by_role("button", name="Start").click()

    expect(chat.page.locator(".greeting")).to_be_visible()
    expect(chat.page.locator(".patient")).to_have_count(0)
    chat.complaints[:] = [c for c in chat.complaints if "ERR_FAILED" not in c]


def test_a_start_before_the_scripts_are_there_stays_in_the_country(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?locale=en-GB")

    page.get_by_role("button", name="Start").click()

    expect(page).to_have_url(re.compile("locale=en-GB"))
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    context.close()

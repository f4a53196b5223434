import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

FRIGHTENED = (
    "pls help im so scared my back is killing me and i cant feel when i wipe, cant pee eather"
)


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


def start_again(chat):
    chat.page.get_by_text("Menu", exact=True).click()
    chat.page.get_by_role("button", name="Start again").click()
    with chat.page.expect_event("load"):  # the page is loaded anew, and knows nothing before
        chat.page.get_by_role("dialog").get_by_role("button", name="Start again").click()


def test_starting_again_shows_an_empty_chat(chat):
    chat.start()
    chat.say("my back hurts")

    start_again(chat)
    chat.page.get_by_role("button", name="Start").click()

    expect(chat.page.locator(".greeting")).to_be_visible()
    expect(chat.page.locator(".patient")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 375, 768])
def test_nothing_scrolls_sideways(chat, width):
    chat.page.set_viewport_size({"width": width, "height": 740})
    chat.start()
    assert fits(chat)
    chat.say("my back hurts " + "w" * 200)
    assert fits(chat)
    chat.say(FRIGHTENED)
    assert fits(chat)


def fits(chat):
    return chat.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/summary", "/docs"])
def test_every_page_is_accessible_in_light_and_dark(chat, accessible, scheme, path):
    chat.page.emulate_media(color_scheme=scheme)
    chat.page.goto(path)

    accessible(chat.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_emergency_is_accessible_in_light_and_dark(chat, accessible, scheme):
    chat.page.emulate_media(color_scheme=scheme)
    chat.start()
    chat.say("my back hurts")
    accessible(chat.page)
    chat.say(FRIGHTENED)
    accessible(chat.page)


def test_the_picture_for_the_readme(chat, screenshots):
    chat.page.set_viewport_size({"width": 900, "height": 900})
    chat.start()
    chat.say("my back hurts since i lifted a box on monday")
    chat.newest.get_by_role("checkbox").first.check()
    chat.newest.get_by_role("button", name="Send 1 ticked").click()
    chat.page.locator(".card").wait_for()
    chat.page.mouse.move(0, 0)
    chat.page.screenshot(path=screenshots / "chat.png")

    assert (screenshots / "chat.png").stat().st_size > 10_000


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

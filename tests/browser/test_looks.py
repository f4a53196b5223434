"""Every page fits every screen, and can be read by everybody."""

import pytest

from tests.browser.chatting import FRIGHTENED

pytestmark = pytest.mark.slow


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

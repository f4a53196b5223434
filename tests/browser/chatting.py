"""What several tests of the chat page say and do."""

FRIGHTENED = (
    "pls help im so scared my back is killing me and i cant feel when i wipe, cant pee eather"
)


def start_again(chat):
    chat.page.get_by_text("Menu", exact=True).click()
    chat.page.get_by_role("button", name="Start again").click()
    with chat.page.expect_event("load"):  # the page is loaded anew, and knows nothing before
        chat.page.get_by_role("dialog").get_by_role("button", name="Start again").click()

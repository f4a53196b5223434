from bot.api.senders import Senders


def test_of_two_first_messages_at_once_one_conversation_counts(client):
    bot = client.app.state.service.bot
    senders = Senders(bot, "en-US")
    first = senders.conversation("kim")

    late = senders.bot.store.create(locale="en-US", reporter="self", memory={}, replies=[])

    assert bot.store.assign(late.id, "kim") == first
    assert senders.conversation("kim") == first


def test_beginning_anew_takes_the_place_of_the_conversation_it_knew(client):
    bot = client.app.state.service.bot
    senders = Senders(bot, "en-US")
    first = senders.conversation("lea")

    begun = senders.begin("lea")

    assert begun.id != first
    assert senders.conversation("lea") == begun.id


def test_what_the_database_keeps_of_a_sender_is_a_hash(client):
    bot = client.app.state.service.bot
    Senders(bot, "en-US").conversation("quillfeatherstone")

    file = bot.store._database.engine.url.database
    kept = b"".join(open(f"{file}{end}", "rb").read() for end in ("", "-wal"))  # noqa: PTH123, SIM115
    assert b"quillfeatherstone" not in kept

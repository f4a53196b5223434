"""`backline chat`."""

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.refusal import refuse

if TYPE_CHECKING:
    from bot.parts import Bot


def chat(
    database_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Keep the talk here; without it nothing is kept."),
    ] = None,
    no_rasa: Annotated[
        bool, typer.Option("--no-rasa", help="The scripted interview only.")
    ] = False,
    locale: Annotated[str, typer.Option(help="en-US or en-GB.")] = "en-US",
    proxy: Annotated[bool, typer.Option("--proxy", help="You speak for somebody else.")] = False,
) -> None:
    """Talk to the bot in this terminal.

    Ctrl-D leaves, with the return precautions; a talk on no database of yours is not kept.

    \b
    Examples:
      ./backline chat
      ./backline chat --no-rasa --locale en-GB
      printf 'my back hurts\\nno\\n' | ./backline chat --no-rasa
    """
    from bot.cli.bots import bot_on
    from bot.cli.training import ensure_model, ensure_opinion

    ensure_opinion()
    rasa = not no_rasa and ensure_model()
    with bot_on(database_url, rasa=rasa) as bot:
        if locale not in bot.scripts:
            refuse(f"there are no scripts for {locale!r}", f"use one of {', '.join(bot.scripts)}")
        _talk(bot, locale, "proxy" if proxy else "self")


def _talk(bot: "Bot", locale: str, reporter: str) -> None:
    from bot import turn

    started = turn.start(bot, locale=locale, reporter=reporter)
    _show(started.messages)
    state = started.state
    while (text := _typed()) is not None:
        if text.strip():
            state = _say(bot, started.id, text)
    if state != "closed":
        _show(turn.stop(bot, started.id).messages)


def _say(bot: "Bot", conversation: str, text: str) -> str:
    from bot import turn

    name = str(uuid.uuid4())
    answer = turn.take_turn(bot, conversation, text=text, client_message_id=name)
    _show(answer.messages)
    return answer.state


def _typed() -> str | None:
    try:
        return input("> ")
    except (EOFError, KeyboardInterrupt):
        print()
        return None


def _show(messages: Iterable[Mapping[str, Any]]) -> None:
    for message in messages:
        print(f"\n{message['text']}")
        if message["buttons"]:
            print(f"   [{'] ['.join(button['title'] for button in message['buttons'])}]")
    print(flush=True)

"""`backline serve`."""

from typing import Annotated

import typer

from bot.cli.refusal import refuse, say


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port [8000].")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes [1].")] = None,
    database_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."),
    ] = None,
    no_rasa: Annotated[
        bool, typer.Option("--no-rasa", help="The scripted interview only.")
    ] = False,
) -> None:
    """Serve the chat and the API.

    Brings the database up to date and trains Rasa's model when it is missing or stale. If
    training fails, the scripted interview serves alone. Ctrl-C ends it. Options not given come
    from the environment (BACKLINE_HOST, BACKLINE_PORT, BACKLINE_WORKERS,
    BACKLINE_DATABASE_URL).

    \b
    Examples:
      ./backline serve
      ./backline serve --host 0.0.0.0 --port 8080 --workers 4
      ./backline serve --database-url postgresql://backline:secret@localhost/backline
    """
    from bot.cli import server
    from bot.cli.configuration import migrated, settings
    from bot.cli.training import ensure_model, ensure_opinion

    chosen = settings(
        host=host,
        port=port,
        workers=workers,
        database_url=database_url,
        rasa=False if no_rasa else None,
    )
    try:
        socket = server.listen(chosen.host, chosen.port)
    except OSError as wrong:
        refuse(
            f"{chosen.host}:{chosen.port} cannot be listened on: {wrong.strerror or wrong}",
            "end what uses it, or give another --port (or --host)",
        )
    with socket:
        migrated(chosen.database_url).close()
        ensure_opinion()
        if chosen.rasa and not ensure_model():
            chosen = chosen.model_copy(update={"rasa": False})
        server.run(chosen, socket)
    say("stopped")

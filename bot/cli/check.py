"""`backline check`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.refusal import FOUND_WANTING, say

if TYPE_CHECKING:
    from bot.engine.protocol import Protocol


def check(
    write: Annotated[bool, typer.Option("--write", help="Write anew what is generated.")] = False,
) -> None:
    """Check the knowledge and what is generated from it.

    Every fault is named with file, place and remedy; exit code 1 when there is any.

    \b
    Examples:
      ./backline check
      ./backline check --write    after a change to bot/knowledge
    """
    from bot.knowledge import check as knowledge
    from bot.knowledge import loader

    faults = knowledge.check()
    for fault in faults:
        print(fault)
    if faults:
        say(f"{len(faults)} faults in the knowledge")
        raise typer.Exit(FOUND_WANTING)
    protocol = loader.load().protocol
    stale = _stale(protocol, write=write)
    governance = protocol.governance
    status = governance.review_status(datetime.now(UTC).date())
    print(f"{governance.name}, version {governance.version}, {protocol.sha256[:12]}")
    print(f"clinical review: {status} (last {governance.last_reviewed}, due {governance.next_due})")
    if stale:
        say(f"stale: {', '.join(stale)}")
        say("remedy: run ./backline check --write and commit the result")
        raise typer.Exit(FOUND_WANTING)


def _stale(protocol: "Protocol", *, write: bool) -> list[str]:
    from bot.bridge.domain import GENERATED, generated_domain
    from bot.knowledge import check as knowledge
    from bot.knowledge import medicines

    domain = generated_domain(protocol)
    lexicon = medicines.lexicon(medicines.load())
    if write:
        GENERATED.write_text(domain, encoding="utf-8")
        medicines.LEXICON.write_text(lexicon, encoding="utf-8")
        knowledge.write_schema()
    current = {
        GENERATED: _text(GENERATED) == domain,
        medicines.LEXICON: _text(medicines.LEXICON) == lexicon,
        knowledge.SCHEMA: knowledge.schema_is_current(),
    }
    return [f"{file.parent.name}/{file.name}" for file, fresh in current.items() if not fresh]


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None

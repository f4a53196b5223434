"""For whoever runs it: is it alive, is it ready."""

from fastapi import APIRouter

import bot
from bot.api.problems import documented
from bot.api.service import ServiceDep

router = APIRouter(tags=["operations"], responses=documented())


@router.get("/health")
def health() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/ready")
def ready(service: ServiceDep) -> dict[str, object]:
    """Say whether turns can be taken; 503 while the database cannot be reached."""
    service.bot.store.check()
    governance = service.bot.protocol.governance
    return {
        "status": "ready",
        "database": "ok",
        "rasa": service.rasa_state,
        "protocol": {
            "version": governance.version,
            "sha256": service.bot.protocol.sha256,
            "review": governance.review_status(service.bot.today()),
            "next_due": governance.next_due.isoformat(),
        },
        "locales": sorted(service.bot.scripts),
        "version": bot.__version__,
    }

"""For whoever runs it: is it alive, is it ready, what has it done."""

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

import bot
from bot.api.access import integrator
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


@router.get(
    "/metrics",
    dependencies=[Depends(integrator)],
    response_class=PlainTextResponse,
    responses=documented(401),
)
def metrics(service: ServiceDep) -> PlainTextResponse:
    """Return what was counted, for Prometheus; of all workers, where there are several.

    How many came, and how ill they were, is nobody's business but the operator's: it is for
    this machine, or for who has an API key (`http_headers` in Prometheus's scrape settings).
    """
    return PlainTextResponse(service.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

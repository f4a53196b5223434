"""For other systems: the two batch commands, one object at a time."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends

from bot.api.access import integrator
from bot.api.patient import check_length
from bot.api.problems import documented
from bot.api.service import ServiceDep
from bot.exchange.lines import assess_line, extract_line

router = APIRouter(
    prefix="/v1",
    tags=["integrators"],
    dependencies=[Depends(integrator)],
    responses=documented(401),
)

_ASSESS = {"id": "1", "findings": {"fever": "present"}, "numbers": {"pain_score": 8}}
_EXTRACT = {"id": "1", "text": "my left foot drags", "asking": ["motor_weakness"]}


@router.post("/assess")
def assess(
    service: ServiceDep, line: Annotated[dict[str, Any], Body(examples=[_ASSESS])]
) -> dict[str, Any]:
    """Assess findings, as `backline assess` does with one line."""
    return assess_line(service.bot.protocol, line)


@router.post("/extract")
def extract(
    service: ServiceDep, line: Annotated[dict[str, Any], Body(examples=[_EXTRACT])]
) -> dict[str, Any]:
    """Read findings in a text, as `backline extract` does with one line."""
    if isinstance(line.get("text"), str):
        check_length(service, line["text"])
    return extract_line(service.bot.reader, line, service.bot.protocol)

"""Rasa's own REST channel, so that clients of Rasa work unchanged.

A sender is a name that the client chooses: one conversation each, found again after a
restart and by every replica. The replies leave out the greeting, as Rasa does; it is
given to who asks for it with `/session_start` or `/restart`, which begin anew.
"""

import uuid
from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from bot import turn
from bot.api.access import integrator
from bot.api.patient import check_rate, check_text
from bot.api.problems import documented
from bot.api.senders import Senders
from bot.api.service import Service, ServiceDep
from bot.api.shapes import Words

router = APIRouter(
    prefix="/webhooks/rest",
    tags=["rasa"],
    dependencies=[Depends(integrator)],
    responses=documented(401),
)

BEGIN_ANEW = ("/session_start", "/restart")


class RasaMessage(BaseModel):
    """What Rasa's REST channel takes; other keys are ignored, as is `?stream`."""

    sender: Words = Field("default", min_length=1, max_length=255)
    message: Words = ""
    metadata: dict[str, Any] | None = Field(
        None, description='`{"locale": "en-GB"}` chooses the words of a new conversation'
    )


class RasaButton(BaseModel):
    """A quick answer: what it shows, and what to send as the message."""

    title: str
    payload: str


class RasaReply(BaseModel):
    """One reply, addressed to the sender."""

    recipient_id: str
    text: str
    buttons: list[RasaButton] = []


@router.get("/")
def status() -> dict[str, str]:
    """Say that the channel is there."""
    return {"status": "ok"}


@router.post("/webhook", response_model_exclude_unset=True, responses=documented(429))
def webhook(request: Request, service: ServiceDep, body: RasaMessage) -> list[RasaReply]:
    """Answer one message of one sender."""
    locale = _locale(request, service, body)
    senders = Senders(service.bot, locale)
    if body.message.strip() in BEGIN_ANEW:
        return [_reply(body.sender, message) for message in senders.begin(body.sender).messages]
    check_text(service, body.message)
    conversation = senders.conversation(body.sender)
    check_rate(service, conversation)
    answer = turn.take_turn(
        service.bot, conversation, text=body.message, client_message_id=str(uuid.uuid4())
    )
    return [_reply(body.sender, message) for message in answer.messages]


def _locale(request: Request, service: Service, body: RasaMessage) -> str:
    wished = (body.metadata or {}).get("locale")
    if isinstance(wished, str) and wished in service.bot.scripts:
        return wished
    return service.locales.at_hand(request.scope).locale


def _reply(sender: str, message: dict[str, Any]) -> RasaReply:
    shown: dict[str, Any] = {"recipient_id": sender, "text": message["text"]}
    if message["buttons"]:
        shown["buttons"] = [
            {"title": button["title"], "payload": button["text"]} for button in message["buttons"]
        ]
    return RasaReply.model_validate(shown)

"""The patient's side: begin, say something, read it again, take it along, have it erased."""

import math
import unicodedata

from fastapi import APIRouter, Request, Response

from bot import turn
from bot.api.access import OwnConversation
from bot.api.locales import ASKED_FOR
from bot.api.problems import Kind, Problem, documented
from bot.api.reading import summary_of, transcript_of
from bot.api.service import Service, ServiceDep
from bot.api.shapes import (
    AnswerOut,
    Erased,
    NewConversation,
    NewMessage,
    Started,
    SummaryOut,
    TranscriptOut,
)
from bot.dialogue.closing import check_in_day
from bot.engine.protocol import Level
from bot.exchange import calendar

router = APIRouter(prefix="/v1/conversations", tags=["patient"])

_SILENT = {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs"}
"""Unicode categories of characters that show nothing."""


@router.post("", status_code=201, responses=documented())
def begin(request: Request, service: ServiceDep, body: NewConversation) -> Started:
    """Begin a conversation; the answer holds its token, which no other answer does."""
    if body.locale not in service.bot.scripts:
        offered = ", ".join(service.bot.scripts)
        errors = [{"field": "locale", "problem": f"must be one of {offered}"}]
        raise Problem(Kind.INVALID, errors=errors)
    setattr(request.state, ASKED_FOR, body.locale)
    contact = (body.contact or "").strip() or None
    started = turn.start(service.bot, locale=body.locale, reporter=body.reporter, contact=contact)
    service.locales.remember(started.id, body.locale)
    return Started.model_validate({**vars(started), "safety_net": safety_net(service, body.locale)})


@router.post(
    "/{id}/messages", response_model_exclude_unset=True, responses=documented(401, 409, 429)
)
def say(service: ServiceDep, id: OwnConversation, body: NewMessage) -> AnswerOut:
    """Answer one message; the same `client_message_id` again gets the same answer."""
    check_rate(service, id)
    check_text(service, body.text)
    given = turn.take_turn(
        service.bot, id, text=body.text, client_message_id=body.client_message_id
    )
    answer = {**vars(given), "safety_net": safety_net(service, _locale(service, id))}
    if given.assessment is None:
        del answer["assessment"]
    return AnswerOut.model_validate(answer)


@router.get("/{id}", responses=documented(401))
def read(service: ServiceDep, id: OwnConversation) -> TranscriptOut:
    """Return everything that was said, in order."""
    return transcript_of(service.bot.store.transcript(id), service.bot.scripts)


@router.get("/{id}/summary", responses=documented(401))
def summarise(service: ServiceDep, id: OwnConversation) -> SummaryOut:
    """Return the last advice, to print or to show to a clinician."""
    return summary_of(service.bot.store.transcript(id), service.bot.scripts)


@router.get(
    "/{id}/check-in.ics",
    response_class=Response,
    responses={
        **documented(401),
        200: {"description": "The day to check in", "content": {calendar.MEDIA_TYPE: {}}},
    },
)
def check_in(service: ServiceDep, id: OwnConversation) -> Response:
    """Return the day by which to come back to the chat, for the patient's own calendar."""
    transcript = service.bot.store.transcript(id)
    closing = transcript.closing
    if closing is None or closing.level in (None, Level.emergency.name):
        raise Problem(Kind.NO_CHECK_IN)
    hours = service.bot.protocol.dispositions[Level[str(closing.level)]].follow_up_hours
    words = service.bot.scripts[transcript.locale].messages
    file = calendar.check_in(
        conversation=id,
        day=check_in_day(hours, closing.at.date()),
        title=words["check_in_title"],
        details=words["check_in_details"],
        made=closing.at,
    )
    headers = {"Content-Disposition": 'attachment; filename="check-in.ics"'}
    return Response(file, headers=headers, media_type=calendar.MEDIA_TYPE)


@router.delete("/{id}", responses=documented(401))
def erase(service: ServiceDep, id: OwnConversation) -> Erased:
    """Erase the person's words for good; the token ends with them."""
    locale = _locale(service, id)
    service.bot.store.erase(id)
    return Erased(safety_net=safety_net(service, locale))


def safety_net(service: Service, locale: str) -> str:
    """Return the short safety net that goes with every answer."""
    return service.bot.scripts[locale].messages["safety_net"]


def check_rate(service: Service, conversation: str) -> None:
    """Count one message of a conversation; refuse it where there are too many."""
    seconds = service.throttle.wait(conversation)
    if seconds:
        raise Problem(Kind.TOO_MANY, headers={"Retry-After": str(math.ceil(seconds))})


def check_text(service: Service, text: str) -> None:
    """Refuse a message that is too long, or that shows nothing."""
    check_length(service, text)
    if all(unicodedata.category(char) in _SILENT for char in text):
        raise Problem(Kind.EMPTY)


def check_length(service: Service, text: str) -> None:
    """Refuse a text that is too long to be one message."""
    limit = service.settings.max_message_chars
    if len(text) > limit:
        detail = f"Please use at most {limit} characters at a time. Nothing was kept."
        raise Problem(Kind.MESSAGE_TOO_LONG, detail)


def _locale(service: Service, conversation: str) -> str:
    return service.locales.of_conversation(conversation) or service.locales.default.locale

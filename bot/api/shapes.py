"""The JSON of the patient's API, as the OpenAPI document shows it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

State = Literal["open", "closing", "closed"]


def _whole(value: object) -> object:
    # Half of an emoji, cut by a client: mend it rather than lose the message.
    if not isinstance(value, str):
        return value
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)


Words = Annotated[str, BeforeValidator(_whole)]


class NewConversation(BaseModel):
    """Who speaks, and in which words to answer."""

    locale: Words = Field("en-US", description="One of the locales the scripts are written in")
    reporter: Literal["self", "proxy"] = "self"
    contact: Words | None = Field(
        None,
        max_length=200,
        description="How a nurse can reach the patient, should the conversation break off",
    )


class NewMessage(BaseModel):
    """One message of the patient; the id is the client's, and makes a retry safe."""

    text: Words
    client_message_id: Words = Field(min_length=1, max_length=200)


class ButtonOut(BaseModel):
    """A quick answer: what it shows, and what to send as the text."""

    title: str
    text: str


class MessageOut(BaseModel):
    """One reply of the bot."""

    text: str
    kind: Literal[
        "greeting", "question", "information", "disposition", "safety_net", "handoff", "error"
    ]
    asks: list[str]
    buttons: list[ButtonOut]


class Started(BaseModel):
    """A conversation just begun; its token is shown here and never again."""

    id: str
    token: str
    messages: list[MessageOut]
    state: State
    safety_net: str


class AnswerOut(BaseModel):
    """What one message was answered."""

    messages: list[MessageOut]
    state: State
    assessment: dict[str, Any] | None = None
    safety_net: str


class SaidOut(BaseModel):
    """One message of a transcript; the last six fields are the bot's only."""

    sender: Literal["patient", "backline"] = Field(serialization_alias="from")
    text: str
    at: datetime
    kind: str | None = None
    asks: list[str] = []
    buttons: list[ButtonOut] = []
    level: str | None = Field(None, description="The level that a disposition states")


class TranscriptOut(BaseModel):
    """A conversation as it stands."""

    id: str
    locale: str
    reporter: Literal["self", "proxy"]
    state: State
    created_at: datetime
    updated_at: datetime
    messages: list[SaidOut]
    assessment: dict[str, Any] | None
    safety_net: str


class ProtocolOut(BaseModel):
    """Which version of the protocol decided."""

    version: str
    sha256: str


class SummaryOut(BaseModel):
    """What was advised, to print or to show to somebody; null before there is any advice."""

    id: str
    locale: str
    state: State
    at: datetime | None
    level: str | None
    complete: bool | None
    headline: str | None
    action: str | None
    time: str | None
    reasons: list[str]
    disposition: str | None = Field(description="The disposition word for word as it was given")
    plan: str | None = Field(description="The plan word for word as it was given")
    return_precautions: str | None = Field(description="What to watch for, as it was given")
    protocol: ProtocolOut | None
    safety_net: str


class Erased(BaseModel):
    """The person's words are gone."""

    erased: Literal[True] = True
    safety_net: str

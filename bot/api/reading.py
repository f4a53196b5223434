"""A stored conversation as the patient reads it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.api.shapes import SummaryOut, TranscriptOut
from bot.knowledge.scripts import Scripts
from bot.storage.values import Said, Transcript


def transcript_of(transcript: Transcript, scripts: Mapping[str, Scripts]) -> TranscriptOut:
    """Return everything that was said."""
    words = scripts[transcript.locale]
    return TranscriptOut.model_validate(
        {
            **{name: getattr(transcript, name) for name in _SHARED},
            "reporter": transcript.reporter,
            "created_at": transcript.created_at,
            "updated_at": transcript.updated_at,
            "messages": [_said(said, words) for said in transcript.messages],
            "assessment": transcript.assessment,
            "safety_net": words.messages["safety_net"],
        }
    )


def summary_of(transcript: Transcript, scripts: Mapping[str, Scripts]) -> SummaryOut:
    """Return the last closing, word for word as it was given; without one, only the safety net."""
    words = scripts[transcript.locale]
    given = _last_closing(transcript.messages)
    shared: dict[str, Any] = {
        **{name: getattr(transcript, name) for name in _SHARED},
        "safety_net": words.messages["safety_net"],
    }
    if given is None:
        return SummaryOut.model_validate({**_NOTHING_YET, **shared})
    level = level_stated(given["disposition"].text, words)
    advice = vars(words.dispositions[level]) if level else {}
    assessment = transcript.assessment or {}
    return SummaryOut.model_validate(
        {
            **_NOTHING_YET,
            **shared,
            **advice,
            "at": given["disposition"].at,
            "level": level,
            "complete": assessment.get("complete"),
            "reasons": [words.reasons[id] for id in assessment.get("rules", ())],
            "disposition": given["disposition"].text,
            "plan": given["information"].text if "information" in given else None,
            "return_precautions": given["safety_net"].text if "safety_net" in given else None,
            "protocol": assessment.get("protocol"),
        }
    )


def level_stated(text: str, words: Scripts) -> str | None:
    """Return the level whose headline a disposition begins with."""
    for level, disposition in words.dispositions.items():
        if text.startswith(disposition.headline):
            return level
    return None


_SHARED = ("id", "locale", "state")
_NOTHING_YET: Mapping[str, Any] = {
    "at": None,
    "level": None,
    "complete": None,
    "headline": None,
    "action": None,
    "time": None,
    "reasons": [],
    "disposition": None,
    "plan": None,
    "return_precautions": None,
    "protocol": None,
}


def _said(said: Said, words: Scripts) -> dict[str, Any]:
    shown = {"sender": "backline", "text": said.text, "at": said.at}
    if said.direction == "in":
        return {**shown, "sender": "patient"}
    level = level_stated(said.text, words) if said.kind == "disposition" else None
    return {**shown, "kind": said.kind, "asks": said.asks, "buttons": said.buttons, "level": level}


def _last_closing(messages: Sequence[Said]) -> dict[str, Said] | None:
    """Return the parts of the last closing by kind; it begins with the disposition."""
    starts = [at for at, said in enumerate(messages) if said.kind == "disposition"]
    if not starts:
        return None
    parts: dict[str, Said] = {}
    for said in messages[starts[-1] :]:
        if said.direction == "in":
            break
        if said.kind:
            parts.setdefault(said.kind, said)
    return parts

"""An assessment as plain JSON values: the same shape for the command, the API and the record."""

from dataclasses import asdict
from typing import Any

from bot.engine.assess import Assessment


def as_json(assessment: Assessment) -> dict[str, Any]:
    """Return all that was decided and why, without a word of the patient's.

    Assessing `inputs` again, with the same protocol, gives the same answer.
    """
    raised = {"raised_by": assessment.raised_by} if assessment.raised_by else {}
    return {
        "inputs": _inputs(assessment),
        **raised,
        "level": assessment.level.name,
        "complete": assessment.complete,
        "rules": [rule.id for rule in assessment.rules],
        "suspicions": list(assessment.suspicions),
        "refer_to": list(assessment.refer_to),
        "reasons": list(assessment.reasons),
        "unknown": list(assessment.unknown),
        "follow_up_hours": list(assessment.follow_up_hours),
        "imaging": {
            "variant": assessment.imaging.variant,
            "text": assessment.imaging.text,
            "ratings": {
                procedure: asdict(rating)
                for procedure, rating in assessment.imaging.ratings.items()
            },
            "notes": list(assessment.imaging.notes),
        },
        "protocol": {"version": assessment.version, "sha256": assessment.sha256},
    }


def _inputs(assessment: Assessment) -> dict[str, Any]:
    """Return what it rests on: what was told, and how the talk itself went where that counted."""
    case, why = assessment.case, assessment.raised_by
    raised = {"raised_by": why, "raised_to": assessment.level.name} if why else {}
    return {
        "findings": {id: status.value for id, status in case.findings.items()},
        "numbers": dict(case.numbers),
        **case.categories,
        **raised,
    }

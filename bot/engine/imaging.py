"""Which ACR variant a case falls in, and how each procedure is rated there."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from bot.engine.findings import Case
from bot.engine.protocol import Protocol, Rating


@dataclass(frozen=True)
class Imaging:
    """The clinician's view of imaging; `variant` None where the ACR topic does not apply."""

    variant: int | None
    text: str
    ratings: Mapping[str, Rating]
    notes: tuple[str, ...]
    ask_clinician: bool
    """The patient gets no advice on scans but to ask a clinician (a child, under 19, pregnancy)."""

    @property
    def may_help(self) -> bool:
        """Say whether any procedure is usually appropriate here."""
        return any(rating.rating == "UA" for rating in self.ratings.values())


def imaging(protocol: Protocol, case: Case, fired: Set[str]) -> Imaging:
    """Return the first variant whose condition holds, in the protocol's order."""
    variant = next(variant for variant in protocol.variants if variant.test(case, fired))
    notes = tuple(note for note in protocol.imaging_notes if note.test(case, fired))
    return Imaging(
        variant.id,
        variant.text,
        variant.ratings,
        notes=tuple(note.text for note in notes),
        ask_clinician=variant.id is None or any(note.patient_asks_clinician for note in notes),
    )

"""Numbers and categories in a patient's words."""

from collections.abc import Sequence

from bot.nlu.text import Word


def read_values(
    words: Sequence[Word], asking: Sequence[str]
) -> tuple[dict[str, float], dict[str, str]]:
    """Return the numbers and categories a message gives."""
    return {}, {}

"""What a message only supposes: "I will call if it gets worse" does not say that it is worse."""

import re

_WORSE = re.compile(
    r"\b(?:if|when|whenever|once|unless|until|till|in case|as soon as|should)\b[^.!?;]{0,60}"
    r"\b(?:wors\w*|increas\w*|deteriorat\w*|better|eas\w+|improv\w*|chang\w*)\b",
    re.IGNORECASE,
)


def supposes(text: str) -> bool:
    """Say whether a message speaks of how the pain may go, rather than of how it goes."""
    return _WORSE.search(text) is not None

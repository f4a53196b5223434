"""What a message only supposes: "I will call if it gets worse" does not say that it is worse."""

import re

_IT = r"(?:it|this|that|things?|(?:the|my) (?:pains?|back|symptoms))"
_CAME = r"(?:got|was|had|has|became)"
_COURSE = r"(?:wors\w*|increas\w*|deteriorat\w*|better|eas\w+|improv\w*|chang\w*)"
_SUPPOSED = re.compile(
    r"\b(?:"
    # Neither "I don't know if it is getting worse" nor "if anything it is worse".
    r"(?<!\bas )(?<!\bknow )(?<!\bsure )(?<!\btell )(?<!\bsay )(?<!\bwonder )"
    r"if(?! anything (?:it|more|wors|better))|unless|in case|"
    rf"should(?= {_IT}\b)|"
    # Not "when it got worse": that has happened.
    rf"(?:when|whenever|once|until|till|as soon as)(?= {_IT}\b)(?! {_IT} {_CAME}\b)"
    rf")(?: \w+){{0,5}}? {_COURSE}\b"
)


def without_supposed(line: str) -> str:
    """Return a plain line with what it supposes of how the pain may go blotted out, in place."""
    return _SUPPOSED.sub(lambda found: "_" * len(found.group()), line)

"""Medicines that are evidence of a finding, by their ATC group, and the lexicon made of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bot.knowledge import strict_yaml

TABLE = Path(__file__).with_name("medicines.yml")
LEXICON = Path(__file__).parents[2] / "data" / "nlu" / "lexicon" / "medicines.yml"

HEADER = (
    'version: "3.1"\n\n'
    "# Generated from bot/knowledge/medicines.yml by `./backline check --write`; do not edit.\n\n"
    "nlu:\n"
)


class Group(BaseModel):
    """One group of the WHO's Anatomical Therapeutic Chemical classification."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    atc: str = Field(pattern=r"^[A-Z]\d{2}(?:[A-Z]{1,2})?$")
    name: str
    finding: str
    """What taking one of them is evidence of."""
    concept: str
    """The lookup table that their names go into."""
    source: str = Field(pattern=r"^https://")
    why: str
    medicines: Mapping[str, tuple[str, ...]]
    """By international name: brands, short forms and usual misspellings."""

    def names(self) -> Iterator[str]:
        """Yield every name that patients use, international names first among their own."""
        for medicine, others in self.medicines.items():
            yield medicine
            yield from others


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    groups: tuple[Group, ...]


def load(file: Path = TABLE) -> tuple[Group, ...]:
    """Return the groups; pydantic's ValidationError names what is wrong in the file."""
    content, _ = strict_yaml.read(file, file.name)
    return _Table.model_validate(content).groups


def lexicon(groups: tuple[Group, ...]) -> str:
    """Return the training data that lists the names of each concept."""
    concepts: dict[str, list[str]] = {}
    for group in groups:
        concepts.setdefault(group.concept, []).extend(group.names())
    return HEADER + "\n".join(
        f'  - lookup: "{concept}"\n    examples: |\n'
        + "".join(f"      - {name}\n" for name in dict.fromkeys(names))
        for concept, names in concepts.items()
    )

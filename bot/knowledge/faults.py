"""What is wrong with a knowledge file, told so that the person who wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file, the place in it, what is wrong, and what to do."""

    file: str
    place: str
    """The path of keys, such as `E7.when.all[0].finding`; empty for the file itself."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.problem} {self.remedy}"


class KnowledgeError(Exception):
    """Raised when a knowledge folder has faults; carries all of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        lines = [
            f"{count} fault{'s' if count != 1 else ''} in the knowledge:",
            *map(str, self.faults),
        ]
        super().__init__("\n".join(lines))

"""How well a number is known and where it was read: no number of the state stands here without both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a number got here, the best known first."""

    SEEN = "seen"
    """Read in the source that is named."""
    DERIVED = "derived"
    """Worked out from numbers that were seen; the note says how."""
    CHOICE = "choice"
    """Chosen by this project where no source decides."""
    UNVERIFIED = "unverified"
    """Told by somebody or remembered, and not checked in a source."""

    @property
    def is_assumed(self) -> bool:
        """Whether what is worked out with it must carry a mark: nobody outside this project vouches for it."""
        return self in (Status.CHOICE, Status.UNVERIFIED)


def weakest(*statuses: Status) -> Status:
    """The status of what is worked out from several: that of the least known; of nothing at all, `SEEN`."""
    order = list(Status)
    return max(statuses, key=order.index, default=Status.SEEN)


@dataclass(frozen=True, slots=True)
class Text:
    """What there is to say about a number, in both languages. Data, not a sentence of the engine."""

    da: str
    en: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number is from: its status, the document or site, and what to know before using it."""

    status: Status
    source: str = ""
    note: Text | None = None

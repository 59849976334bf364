"""What is written into the minutes of a point: outcomes, who took part, and what follows; plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bundlinje_web.people.models import Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided on one numbered point of a recommendation: its number, the outcome, and how it was worded."""

    number: int
    outcome: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a member did: took part, was absent, or stepped aside, with the reason where the register gives none."""

    part: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that follows: what, which unit, by when."""

    text: str
    unit: Unit
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a point: outcomes by number, parts by the id of the mandate, follow-up, and what was said."""

    outcomes: tuple[Outcome, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    follow_up: tuple[FollowUp, ...] = ()
    said: str = ""

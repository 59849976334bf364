"""A point in short: its case, whom it concerns, what it asks of the fund, and whether enough members are left."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.money import Ore
from bundlinje_web.council.at_stake import Room, capital, room_after
from bundlinje_web.council.concerned import interests, organisations, proposers, seats
from bundlinje_web.council.models import Point
from bundlinje_web.people.models import Interest, Organisation
from bundlinje_web.pipeline.models import Case


@dataclass(frozen=True, slots=True)
class Brief:
    """A point in short. `left` is how many members can take part, `quorum` how many must."""

    case: Case | None
    organisations: tuple[Organisation, ...]
    interests: tuple[Interest, ...]
    capital: Ore | None
    room: Room | None
    left: int
    quorum: int
    year: str

    @property
    def can_decide(self) -> bool:
        """Whether enough members are left."""
        return self.left >= self.quorum


def brief_of(point: Point) -> Brief:
    """The point in short, on the day of its meeting."""
    day = point.meeting.day
    found = interests(point, day)
    aside = {*found, *proposers(point, day)}
    return Brief(
        case=_case(point),
        organisations=organisations(point),
        interests=tuple(found.values()),
        capital=capital(point.version) if point.version else None,
        room=room_after(point),
        left=sum(mandate.pk not in aside for mandate in seats(point, day)),
        quorum=point.meeting.body.quorum,
        year=str(day.year),
    )


def _case(point: Point) -> Case | None:
    """The case it is about: its own, its proposal's, or that of its contract."""
    if point.case is not None:
        return point.case
    if point.version is not None:
        return Case.objects.filter(contract=point.version.contract).first()
    return Case.objects.filter(proposal=point.proposal).first() if point.proposal else None

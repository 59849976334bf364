"""What a version would bind: the capital it raises, the fund's own part of it, and the headroom that would be left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.contract.sense.outlook import fixed
from bundlinje.money import Ore
from bundlinje.problems import Refused
from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.trying import Idea, try_investment
from bundlinje_web.contracts.beside.folder import NoBooks, fund
from bundlinje_web.contracts.models import Version
from bundlinje_web.council.models import Point, Recommended
from bundlinje_web.people.models import Organisation

Does = Recommended.Does


def _raised(version: Version) -> Mapping[str, Ore | None]:
    """What each party puts in, in øre, by the party's id; none where an amount is not known."""
    contract = examined(version.text, version.contract.code).newest
    if contract is None or not contract.capital:
        return {}
    return {str(party): fixed(amount) for party, amount in contract.capital.items()}


def capital(version: Version) -> Ore | None:
    """The capital in øre; none where the text cannot be made out, or some of it is not known."""
    return _sum(_raised(version))


def _sum(parts: Mapping[str, Ore | None]) -> Ore | None:
    known = [part for part in parts.values() if part is not None]
    return Ore(sum(known)) if parts and len(known) == len(parts) else None


def of_the_fund(version: Version) -> Ore | None:
    """The fund's own part of the capital: what the Council puts in; none where that is not known."""
    council = version.parties.filter(organisation__kind=Organisation.Kind.COUNCIL).values_list("party", flat=True)
    return _sum({party: part for party, part in _raised(version).items() if party in set(council)})


def asked(point: Point) -> Ore | None:
    """What the fund would pay if the point is approved as recommended; none where it is nothing or not known."""
    recommended = list(point.recommended.all())
    if point.version is not None and any(each.does == Does.INVEST for each in recommended):
        return of_the_fund(point.version)
    donated = sum(each.amount or 0 for each in recommended if each.does == Does.DONATE)
    return Ore(donated) if donated else None


@dataclass(frozen=True, slots=True)
class Room:
    """The headroom before and after an amount is bound; `counted` is what the rule lets count as coming back."""

    before: Ore
    amount: Ore
    counted: Ore
    after: Ore

    @property
    def short(self) -> Ore:
        """How much is missing; nothing where it holds."""
        return Ore(max(0, -self.after))


def room_after(point: Point) -> Room | None:
    """The fund's headroom if the point is approved; none where it asks for nothing, or there are no books.

    A donation does not come back: nothing of it counts.
    """
    amount = asked(point)
    if amount is None:
        return None
    try:
        tried = try_investment(fund(), Idea(amount, point.meeting.day.year, 1, Fraction(0), 0))
    except (NoBooks, Refused):
        return None
    counted = tried.room_after - tried.room_before + amount if point.version is not None else Ore(0)
    return Room(tried.room_before, amount, Ore(counted), Ore(tried.room_before - amount + counted))

"""Together: several caps that all see the same money; the strictest one decides for each entry."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from bundlinje.grammar.part import Says
from bundlinje.limits.base import Claims, Cut, Groups, Limit, ResolvesBounds
from bundlinje.limits.bound import AnyBound
from bundlinje.limits.cap import Bite, Cap, Excess

if TYPE_CHECKING:
    from bundlinje.limits.base import Int64


class Together(Limit):
    """Every member gets the same input, and the least it leaves of an entry is what is left of it."""

    key: ClassVar[str] = "together"
    says: ClassVar[Says] = Says(
        da="af følgende grænser gælder den strengeste; hvad der overstiger den, {excess}:{together}",
        en="the strictest of these limits holds; what goes above {excess}:{together}",
    )
    example: ClassVar[str] = (
        "{together: [{at_most: 9 000 000 kr, for: total}, {at_most: balance of senior, for: total}], excess: lost}"
    )

    together: list[Cap] = Field(min_length=2)
    excess: Excess

    def cut(self, claims: Claims, bounds: ResolvesBounds) -> Cut:
        bites = [cap.bite(claims, bounds, member) for member, cap in enumerate(self.together)]
        remembered = [bite for bite in bites if bite.has_memory and self.excess == "lost"]
        return Cut(off=_most(bites, claims), lost=_most(remembered, claims), groups=_stacked(bites))

    def all_bounds(self) -> tuple[AnyBound, ...]:
        return tuple(cap.at_most for cap in self.together)

    def term_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for cap in self.together for name in cap.names))


def _most(bites: list[Bite], claims: Claims) -> Int64:
    import numpy as np

    return reduce(np.maximum, (bite.off for bite in bites), np.zeros(len(claims), dtype=np.int64))


def _stacked(bites: list[Bite]) -> Groups:
    import numpy as np

    columns = (np.concatenate([getattr(bite.groups, name) for bite in bites]) for name in Groups.__slots__)
    return Groups(*columns)

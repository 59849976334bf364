"""Measured: a goal that is followed and explained, and never paid."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.terms.base import Entries, Ground, Term, no_entries


class Measured(Term):
    """An outcome, measure or figure that is measured without triggering payment."""

    key: ClassVar[str] = "measured"
    says: ClassVar[Says] = Says(
        da="{measured} måles og følges, men udløser ingen betaling",
        en="{measured} is measured and followed but triggers no payment",
    )
    example: ClassVar[str] = "{id: other, measured: services-used}"

    measured: NonEmpty

    def entries(self, ground: Ground) -> Entries:
        return no_entries()

    def unit_names(self) -> tuple[str, ...]:
        return (self.measured,)

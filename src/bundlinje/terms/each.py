"""Each: a price for every unit and occasion that achieves an outcome, or for every so much of a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from pydantic import Field

from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.curve import Piece
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Quantity
from bundlinje.terms.base import CLOSED, EARNING, WAITING, Entries, Ground, Rows, Term, unit_entries
from bundlinje.terms.curve import curve_prices


class Each(Term):
    """1 per achieved unit and occasion; with `in`, the measure's value ÷ that quantity, exactly."""

    key: ClassVar[str] = "each"
    says: ClassVar[Says] = Says(
        da="{each:every} betales {pays:price}[, når {when:achieved}][, forudsat at {gate} er opfyldt][, {pays:scale}]",
        en="{each:every}, {pays:price} is paid[, when {when:achieved}][, provided that {gate} holds][, {pays:scale}]",
    )
    example: ClassVar[str] = "{id: home, each: stable-home, pays: 10 000 kr}"

    each: NonEmpty
    in_: Quantity | None = Field(default=None, alias="in")
    pays: AnyAmount | list[Piece]
    when: NonEmpty | None = None
    gate: NonEmpty | None = None

    def entries(self, ground: Ground) -> Entries:
        rows = self._gated(self._held(ground.unit_rows(self.each), ground), ground)
        if isinstance(self.pays, list):
            rows, price, prices = curve_prices(self.pays, rows, ground, f"terms.{self.id}.pays")
            return unit_entries(rows, price, prices)
        if self.in_ is not None:
            step = self.in_.value
            rows = replace(rows, num=rows.num * step.denominator, den=rows.den * step.numerator)
        price, prices = ground.priced(self.pays, rows, f"terms.{self.id}.pays")
        return unit_entries(rows, price, prices)

    def _held(self, rows: Rows, ground: Ground) -> Rows:
        import numpy as np

        if self.when is None:
            return rows
        holds = ground.holds(self.when, rows)
        state = np.where(holds == 2, WAITING, np.where(holds == 0, CLOSED, EARNING))
        return rows.in_state(np.where(rows.state == EARNING, state, rows.state).astype(np.int8))

    def _gated(self, rows: Rows, ground: Ground) -> Rows:
        import numpy as np

        if self.gate is None:
            return rows
        state = rows.state.copy()
        for follow_up, cohort in {(int(f), int(c)) for f, c in zip(rows.follow_up, rows.cohort, strict=True)}:
            open_ = ground.gate(self.gate, follow_up, cohort)
            if open_ is not True:
                shut = (rows.follow_up == follow_up) & (rows.cohort == cohort) & (state == EARNING)
                state[shut] = WAITING if open_ is None else CLOSED
        return rows.in_state(state.astype(np.int8))

    def unit_names(self) -> tuple[str, ...]:
        return (self.each, *((self.when,) if self.when else ()))

    def gate_names(self) -> tuple[str, ...]:
        return (self.gate,) if self.gate else ()

    @property
    def per_unit(self) -> bool:
        return True

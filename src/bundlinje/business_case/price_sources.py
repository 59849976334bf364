"""Where a case's prices are from: its own or the catalogue's, with source and status, and which ones are not known."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.pricing import why_unusable
from bundlinje.data.prices import catalogue
from bundlinje.grammar.part import Mark
from bundlinje.money import Ore

OWN = "own"


@dataclass(frozen=True, slots=True)
class PriceSource:
    """One price that consequences use: amount in øre per unit, its year, document, and how well it is known.

    `status` is the catalogue's (`seen`, `derived`, `choice`, `unverified`) or `own`; `ore` is none where none was seen:
    `why` then says so, by a code for the catalogue's, the reason the case gives for its own.
    """

    id: str
    ore: Ore | None
    unit: str
    year: int | None
    source: str
    status: str
    mark: Mark
    why: str = ""
    used_by: tuple[str, ...] = ()


def price_sources(case: Case) -> tuple[PriceSource, ...]:
    """Every price the case's consequences use, in the order they are first used."""
    used: dict[str, list[str]] = {}
    for one in case.consequences:
        used.setdefault(one.price, []).append(one.id)
    return tuple(
        _own(case, name, tuple(ids)) if name in case.prices else _catalogued(name, tuple(ids))
        for name, ids in used.items()
    )


def _own(case: Case, name: str, used_by: tuple[str, ...]) -> PriceSource:
    price = case.prices[name]
    amount = price.amount
    mark = Mark.ASSUMED if price.assumed and amount.mark is Mark.KNOWN else amount.mark
    return PriceSource(
        id=name,
        ore=None if amount.value is None else int(amount.value.value),
        unit=price.unit.value,
        year=price.year,
        source=price.source or amount.source or "",
        status=OWN,
        mark=mark,
        why=amount.unknown or amount.assumed or price.assumed or "",
        used_by=used_by,
    )


def _catalogued(name: str, used_by: tuple[str, ...]) -> PriceSource:
    row, why = catalogue()[name], why_unusable(name)
    known = Mark.ASSUMED if row.status.is_assumed or row.rule_status.is_assumed else Mark.KNOWN
    return PriceSource(
        id=name,
        ore=row.ore,
        unit=row.unit.value,
        year=row.year,
        source=row.provenance.source,
        status=row.status.value,
        mark=Mark.UNKNOWN if why else known,
        why=why or "",
        used_by=used_by,
    )

"""How many people meet the criteria: a table for people and the same for programs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.forecast.eligible import Criterion, Eligible
from bundlinje.forecast.paths import Spread
from bundlinje.report.forecast_cells import error_of, heads, said, share
from bundlinje.report.settlement_tables import contract_name
from bundlinje.report.table import Cell, Count, Name, Row, Table

_PLACES = 6


def eligible_tables(contract: Contract, found: Eligible) -> list[Table]:
    """Whether there are enough, and what each criterion costs."""
    chance, error = found.enough
    rows = (
        Row(said("eligible.planned"), (Count(found.planned), None, None)),
        Row(said("eligible.people"), _spread(found.people)),
        Row(said("eligible.enough"), (None, share(chance), error_of(error))),
        Row(said("eligible.reach"), (None, None if found.reach is None else share(found.reach), None)),
    )
    title = said("title.eligible", title=contract_name(contract))
    whole = Table(title, heads("eligible", "p10", "p50", "p90"), rows, (said("note.eligible"),), text_columns=(0,))
    return [whole, _criteria(found)] if found.criteria else [whole]


def _spread(found: Spread) -> tuple[Cell, ...]:
    return Count(found.p10), Count(found.p50), Count(found.p90)


def _criteria(found: Eligible) -> Table:
    rows = tuple(Row(_name(one), (share(one.met_by), *_spread(one.without))) for one in found.criteria)
    names = heads("criterion", "met_by", "p10", "p50", "p90")
    return Table(said("title.criteria"), names, rows, (said("note.criteria"),), text_columns=(0,))


def _name(one: Criterion) -> Cell:
    if one.name is None:
        return one.id
    return Name({"da": one.name.da, "en": one.name.en or one.name.da})


def eligible_data(contract: Contract, found: Eligible) -> dict[str, Any]:
    """The same for programs: people as whole numbers, shares from 0 to 1."""
    return {
        "contract": contract.contract,
        "planned": found.planned,
        "years": _rounded(found.years),
        "eligible": _plain(found.people),
        "enough_chance": _rounded(found.enough[0]),
        "enough_error": round(found.enough[1], _PLACES),
        "reach": None if found.reach is None else _rounded(found.reach),
        "criteria": [
            {"criterion": one.id, "met_by": _rounded(one.met_by), "without": _plain(one.without)}
            for one in found.criteria
        ],
    }


def _rounded(value: Fraction) -> float:
    return round(float(value), _PLACES)


def _plain(found: Spread) -> dict[str, int]:
    return {"p10": found.p10, "p50": found.p50, "p90": found.p90}

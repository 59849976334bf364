"""Explaining a line: the tree of reasons from the clause down to units, windows, values and evidence.

Built when asked for, from the columns of the settlement. The parts of every node add up to it; from the tree alone the
same øre can be computed again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.contract.model import EVERY_TERM, plain
from bundlinje.dates import day_of
from bundlinje.explanation import Because, Reason, because
from bundlinje.grammar.quantity import plain_text
from bundlinje.limits.base import Limit
from bundlinje.money import Ore
from bundlinje.problems import Place, Refused, error
from bundlinje.settlement.evidence import counted_for, evidence_of, figure_of, remarked_on
from bundlinje.settlement.ground import Land
from bundlinje.settlement.result import Line, LineKind, Settlement
from bundlinje.settlement.sheet import Applied, Sheet
from bundlinje.splits.base import Purse, Split
from bundlinje.terms.base import CLOSED, EARNING, NOT_CHOSEN, WAITING

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int64: TypeAlias = "NDArray[np.int64]"

STATES = {EARNING: "earning", WAITING: "waiting", CLOSED: "closed", NOT_CHOSEN: "not_chosen"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A line opened: what it is made of, who pays it and who receives it. Each tree adds up to the line's amount."""

    line: Line
    made_of: Because
    paid_by: Because
    received_by: Because

    def as_data(self) -> dict[str, Any]:
        """The three trees as plain data, for JSON."""
        return {
            "line": self.line.id,
            "amount_ore": self.line.ore,
            "made_of": self.made_of.as_data(),
            "paid_by": self.paid_by.as_data(),
            "received_by": self.received_by.as_data(),
        }


def explain(settlement: Settlement, number: int) -> Explained:
    """Open a line by its number, from 1. Raises `Refused` where the settlement has no such line."""
    if not 1 <= number <= len(settlement.lines):
        place = Place(path=settlement.contract)
        raise Refused([error("settle.no_such_line", place, number=number, last=len(settlement.lines))])
    line = settlement.lines[number - 1]
    return Explained(line, _made_of(settlement, line), _paid_by(settlement, line), _received_by(settlement, line))


def explain_all(settlement: Settlement) -> Iterator[Explained]:
    """Every line opened."""
    for number in range(1, len(settlement.lines) + 1):
        yield explain(settlement, number)


def _made_of(settlement: Settlement, line: Line) -> Because:
    values: dict[str, Any] = {
        "id": line.id,
        "leg": line.leg,
        "clause": line.clause,
        "kind": str(line.kind),
        "cohort": line.cohort,
        "segment": line.segment,
        "follow_up": settlement.follow_up,
        "cutoff": settlement.cutoff.isoformat(),
        "paid_on": settlement.paid_on.isoformat(),
    }
    sheet = settlement.sheets[line.leg]
    parts = _guarantee(line, sheet) if line.kind is LineKind.GUARANTEE else _steps(settlement, line, sheet)
    leans = tuple(
        because(Reason.LEANS_ON, mark=mark.mark.name.lower(), path=mark.path, why=mark.why)
        for mark in settlement.assumed
        if _concerns(mark.path, line)
    )
    return because(Reason.LINE, line.ore, (*parts, *leans), **values)


def _concerns(path: str, line: Line) -> bool:
    return not path.startswith("terms.") or path.startswith(f"terms.{line.clause}")


def _steps(settlement: Settlement, line: Line, sheet: Sheet) -> tuple[Because, ...]:
    """Earned to date, less what limits took, less what was settled before."""
    at = line.entries
    earned = because(Reason.EARNED, int(sheet.entries.gross[at].sum()), tuple(_entries(settlement, line, sheet)))
    gross = sheet.entries.gross[at]
    lost = -np.minimum(sheet.lost[at], np.maximum(gross, 0))
    cuts = tuple(filter(None, (_cut(applied, sheet, at) for applied in sheet.cuts)))
    settled = -sheet.settled[at]
    kept = sheet.now[at] - (sheet.to_date[at] - sheet.settled[at])
    rest = (
        _by_entry(Reason.LOST_BEFORE, sheet, at, lost),
        _by_entry(Reason.SETTLED_BEFORE, sheet, at, settled),
        _by_entry(Reason.KEPT, sheet, at, kept),
    )
    counted = counted_for(settlement.land, line.clause, settlement.follow_up) if line.kind is LineKind.NEW else ()
    return (
        earned,
        *cuts,
        *filter(None, rest),
        *_waited(line, sheet),
        *counted,
        *remarked_on(settlement.land, line.clause),
    )


def _waited(line: Line, sheet: Sheet) -> Iterator[Because]:
    """How much of a correction is none: it was earned before as it is now, and a limit has room for it."""
    waited = int(sheet.now[line.entries][sheet.waited()[line.entries]].sum())
    if waited and line.kind is LineKind.CORRECTION:
        yield because(Reason.WAITED, waited_ore=waited)


def _by_entry(reason: Reason, sheet: Sheet, at: Int64, amounts: Int64, **values: Any) -> Because | None:
    """A step as the sum of its parts, one an entry it touched; none where it touched nothing."""
    touched = np.nonzero(amounts)[0]
    if not len(touched):
        return None
    parts = tuple(because(Reason.ENTRY, int(amounts[i]), **_where(sheet, int(at[i]))) for i in touched)
    return because(reason, int(amounts.sum()), parts, **values)


def _where(sheet: Sheet, position: int) -> dict[str, Any]:
    return {"entry": position, "follow_up": int(sheet.rows.follow_up[position])}


def _unit(settlement: Settlement, sheet: Sheet, position: int) -> dict[str, Any]:
    """Whose entry it is and over which days; a group has neither, its figure says what it covers."""
    rows = sheet.rows
    unit, due = int(rows.unit[position]), day_of(int(rows.due[position])).isoformat()
    if unit < 0:
        return {"due": due}
    return {
        "unit": settlement.land.roll.units[unit],
        "occasion": int(rows.occasion[position]) + 1,
        "from": day_of(int(rows.since[position])).isoformat(),
        "until": due,
    }


def _cut(applied: Applied, sheet: Sheet, at: Int64) -> Because | None:
    groups = applied.cut.groups
    bit = [
        {"key": int(key), "before": int(before), "bound": int(bound), "after": int(after)}
        for key, before, bound, after in zip(groups.key, groups.before, groups.bound, groups.after, strict=True)
        if before != after
    ]
    values = {
        "limit": applied.position + 1,
        "name": applied.limit.id or "",
        "rule": _json(applied.limit),
        "groups": json.dumps(bit),
    }
    return _by_entry(Reason.CUT, sheet, at, -applied.cut.off[at], **values)


def _entries(settlement: Settlement, line: Line, sheet: Sheet) -> Iterator[Because]:
    entries, rows = sheet.entries, sheet.rows
    for position in (int(one) for one in line.entries):
        land = settlement.lands[int(entries.version[position])] if entries.version is not None else settlement.land
        price = entries.prices[int(entries.price[position])] if entries.prices else None
        unit = int(rows.unit[position])
        values = _where(sheet, position) | _unit(settlement, sheet, position)
        values["state"] = STATES[int(rows.state[position])]
        seen = entries.seen[position] if entries.seen else None
        quantity = Fraction(int(rows.num[position]), int(rows.den[position]))
        evidence: tuple[Because, ...]
        if seen is not None:
            quantity = _quantity(land, line, int(rows.member[position]), seen.value)
            evidence = (figure_of(land, seen),)
        else:
            evidence = tuple(evidence_of(land, line.clause, unit, int(rows.occasion[position])))
        values["quantity"] = plain_text(quantity)
        if price is not None and price.ore is not None:
            values["price_ore"] = plain_text(price.ore)
        yield because(Reason.ENTRY, int(entries.gross[position]), evidence, **values)


def _quantity(land: Land, line: Line, member: int, value: Any) -> Fraction:
    """How much of a figure is priced; 1 for a term that reads an amount off a curve."""
    term = next(term for _, term in land.contract.all_terms() if term.id == line.clause)
    priced = getattr(term.member_terms()[member], "quantity", None)
    if priced is None:
        return Fraction(1 if value.known else 0)
    found: Fraction = priced(value)
    return found


def _guarantee(line: Line, sheet: Sheet) -> tuple[Because, ...]:
    applied = next(one for one in sheet.cuts if one.position == line.limit)
    groups = applied.cut.groups
    values: dict[str, Any] = {
        "limit": applied.position + 1,
        "rule": _json(applied.limit),
        "before_ore": int(groups.before.sum()),
        "bound_ore": int(groups.bound.sum()),
        "top_up_ore": applied.cut.top_up,
    }
    if applied.cut.top_up != line.ore:
        values["topped_up_before_ore"] = applied.cut.top_up - line.ore
    return (because(Reason.GUARANTEE, line.ore, **values),)


def _paid_by(settlement: Settlement, line: Line) -> Because:
    leg = settlement.legs[line.leg]
    split = None
    if line.kind is not LineKind.GUARANTEE and leg.passes_on is None and leg.payers:
        split = leg.payers.get(line.clause) or leg.payers.get(EVERY_TERM)
    return _shares(Reason.PAYERS, line.ore, line.payers, split, line.before[0])


def _received_by(settlement: Settlement, line: Line) -> Because:
    split = settlement.legs[line.leg].split
    return _shares(Reason.RECEIVERS, line.ore, line.receivers, split, line.before[1])


def _shares(reason: Reason, ore: Ore, parts: Mapping[str, Ore], split: Split | None, before: Purse) -> Because:
    shares = tuple(because(Reason.SHARE, part, party=account) for account, part in parts.items())
    if split is None:
        return because(reason, ore, shares)
    known = {name: dict(getattr(before, name)) for name in ("drawn", "balance", "paid_to_date", "paid_this_year")}
    return because(reason, ore, shares, rule=_json(split), known=json.dumps(known, ensure_ascii=False))


def _json(part: Limit | Split) -> str:
    return json.dumps(plain(part), ensure_ascii=False)

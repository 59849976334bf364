"""The business case and the forecast that a page asks for: which text, and with which levers pulled."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.http import QueryDict

from bundlinje.problems import Refused
from bundlinje_web.bridge.case import CAUTIOUS, CaseSeen, Levers, case_of, case_seen
from bundlinje_web.bridge.forecast import contract_ahead
from bundlinje_web.contracts.beside.folder import folder
from bundlinje_web.contracts.models import BusinessCase

if TYPE_CHECKING:
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje_web.bridge.portfolio import Holding

EFFECT, PEOPLE, LATER, HORIZON, REPAY = "effekt", "borgere", "forsinkelse", "horisont", "deler"
_MOST = {EFFECT: 200, PEOPLE: 1_000_000, LATER: 120, HORIZON: 30}


def _whole(query: QueryDict, name: str) -> int | None:
    text = query.get(name, "").strip()
    return int(text) if text.isdecimal() and int(text) <= _MOST[name] else None


def levers_of(query: QueryDict) -> Levers:
    """The levers an address pulls; what cannot be read is left as the case says."""
    effect = _whole(query, EFFECT)
    return Levers(
        effect=CAUTIOUS if effect is None else effect,
        people=_whole(query, PEOPLE),
        later=_whole(query, LATER) or 0,
        horizon=_whole(query, HORIZON),
        all_repay=query.get(REPAY) == "1",
    )


def query_of(levers: Levers) -> dict[str, str]:
    """The address that pulls these levers; what the case says itself is left out."""
    told = {
        EFFECT: str(levers.effect) if levers.effect != CAUTIOUS else "",
        PEOPLE: "" if levers.people is None else str(levers.people),
        LATER: str(levers.later) if levers.later else "",
        HORIZON: "" if levers.horizon is None else str(levers.horizon),
        REPAY: "1" if levers.all_repay else "",
    }
    return {name: value for name, value in told.items() if value}


def levers_from(summary: dict[str, object]) -> Levers:
    """The levers that a saved scenario was kept with."""
    known = asdict(Levers())
    told = {name: value for name, value in summary.items() if name in known}
    return Levers(**told)  # type: ignore[arg-type]


def case_text(code: str) -> str | None:
    """The business case of a contract: the newest that was saved, else the file of the fund's folder; none else."""
    saved = BusinessCase.objects.filter(contract__code=code, scenario="").first()
    if saved is not None:
        return saved.text
    path = folder() / "cases" / f"{code}.yaml"
    return path.read_text("utf-8") if path.is_file() else None


def case_view(held: Holding, query: QueryDict) -> CaseSeen:
    """The case beside a contract as an address asks for it. Raises `KeyError` where there is none, and `Refused`."""
    return case_at(held, levers_of(query))


def case_at(held: Holding, levers: Levers) -> CaseSeen:
    """The case beside a contract with levers pulled.

    A contract whose repayment cannot be worked out, because a rate is not known, is left out: the case then stands
    without it, and `contract` is none. Raises `KeyError` where there is no case.
    """
    text = case_text(held.code)
    if text is None:
        raise KeyError(held.code)
    repays = held.examined.contract is not None and not held.examined.errors and case_of(text).contract is not None
    if repays:
        try:
            return case_seen(text, held.examined.text, held.code, levers)
        except Refused:
            pass
    return case_seen(text, "", held.code, levers)


def forecast_of(held: Holding) -> Gathered:
    """The forecast of a contract. Raises `Refused` with what is not known, where it cannot be drawn."""
    return contract_ahead(held.examined.text, held.code, folder())

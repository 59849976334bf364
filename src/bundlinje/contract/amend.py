"""Amendments: the versions of a contract, each the one before with dated changes."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bundlinje.contract.model import EVERY_TERM, Contract, Leg, plain
from bundlinje.contract.parts import Amendment
from bundlinje.problems import Place, Refused, error


@dataclass(frozen=True, slots=True)
class Version:
    """The contract as it reads from an amendment on; the first version has none."""

    number: int
    contract: Contract
    amendment: Amendment | None


def versions(contract: Contract) -> tuple[Version, ...]:
    """Every version in order of date. Raises `Refused` where an amendment names no path or breaks the contract."""
    found = [Version(0, contract, None)]
    data = plain(contract)
    for number, amendment in enumerate(sorted(contract.amendments, key=lambda one: one.on_date), start=1):
        data = amended(data, amendment)
        try:
            found.append(Version(number, Contract.model_validate(data), amendment))
        except ValidationError as refusal:
            wrong = refusal.errors(include_url=False)[0]
            path = ".".join(str(step) for step in wrong["loc"])
            raise Refused([error("amendment.breaks_contract", _place(contract, amendment), path=path)]) from None
    return tuple(found)


def in_force(contract: Contract, follow_up: int) -> tuple[Version, ...]:
    """The versions that hold when a follow-up is settled: the first, and every amendment agreed by its cut-off.

    Follow-ups are those of the newest of them for all. A follow-up they do not have raises `Refused`.
    """
    held: list[Version] = []
    for version in versions(contract):
        planned = (held[-1] if held else version).contract.follow_ups
        if follow_up > len(planned):
            planned = version.contract.follow_ups
        agreed = version.amendment is None or (
            follow_up <= len(planned) and version.amendment.on_date <= planned[follow_up - 1].on
        )
        held.extend([version] if agreed else [])
    follow_ups = held[-1].contract.follow_ups
    if not 1 <= follow_up <= len(follow_ups):
        place = Place(path=contract.contract)
        raise Refused([error("settle.no_such_follow_up", place, number=follow_up, last=len(follow_ups))])
    dated = {"follow_ups": follow_ups}
    return tuple(replace(one, contract=one.contract.model_copy(update=dated)) for one in held)


def legs_in_force(held: Sequence[Version]) -> dict[str, Leg]:
    """The flows of money of the newest version, with the terms only an older one has, and who pays those."""
    return {name: _with_former(name, leg, held[:-1]) for name, leg in held[-1].contract.all_legs().items()}


def _with_former(name: str, leg: Leg, former: Sequence[Version]) -> Leg:
    terms = {term.id: term for term in leg.terms}
    payers = dict(leg.payers or {})
    for version in reversed(former):
        older = version.contract.all_legs().get(name)
        for term in older.terms if older else ():
            if term.id in terms or older is None:
                continue
            terms[term.id] = term
            split = (older.payers or {}).get(term.id or "") or (older.payers or {}).get(EVERY_TERM)
            payers |= {term.id or "": split} if split is not None else {}
    return leg.model_copy(update={"terms": list(terms.values()), "payers": payers or None})


def amended(data: dict[str, Any], amendment: Amendment) -> dict[str, Any]:
    """Plain contract data with the paths of an amendment replaced."""
    changed = copy.deepcopy(data)
    for path, value in amendment.replaces.items():
        try:
            _put(changed, path.split("."), value)
        except (KeyError, TypeError):
            raise Refused([error("amendment.no_such_path", Place(path="amendments"), path=path)]) from None
    return changed


def _put(data: Any, steps: list[str], value: Any) -> None:
    step, rest = steps[0], steps[1:]
    if isinstance(data, list):
        data = next((one for one in data if isinstance(one, dict) and one.get("id") == step), None)
        if data is None:
            raise KeyError(step)
        return _put(data, rest, value)
    if not isinstance(data, dict):
        raise TypeError(step)
    if not rest:
        data[step] = value
        return None
    return _put(data[step], rest, value)


def _place(contract: Contract, amendment: Amendment) -> Place:
    return Place(contract.contract, path=f"amendments.{contract.amendments.index(amendment)}")

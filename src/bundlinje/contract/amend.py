"""Amendments: the versions of a contract, each the one before with dated changes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bundlinje.contract.model import Contract, plain
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

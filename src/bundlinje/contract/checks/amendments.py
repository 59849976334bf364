"""An amendment changes something that is there, and the contract it leaves behind can be signed too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from bundlinje.contract.amend import amended
from bundlinje.contract.model import Contract, plain
from bundlinje.contract.parts import Amendment
from bundlinje.contract.sense.walk import Path
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Place, Problem, Refused, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Paths that are not there, and versions that do not hold together. Silent while parts are set aside."""
    if source.aside:
        return
    data = plain(contract.model_copy(update={"amendments": []}))
    before = contract
    for number, amendment in sorted(enumerate(contract.amendments), key=lambda one: one[1].on_date):
        at: Path = ("amendments", number, "replaces")
        missing = [path for path in amendment.replaces if _changed(data, amendment, [path]) is None]
        for path in missing:
            yield error("contract.amendment_of_nothing", source.place((*at, path), of_key=True), path=path)
        data = _changed(data, amendment, [path for path in amendment.replaces if path not in missing]) or data
        after = _version(data)
        place = source.place(at, of_key=True)
        if isinstance(after, str):
            yield error("contract.amendment_breaks", place, path=after)
            return
        yield from _new(before, after, source, place)
        before = after


def _changed(data: dict[str, Any], amendment: Amendment, paths: list[str]) -> dict[str, Any] | None:
    if not paths:
        return None
    try:
        return amended(data, amendment.model_copy(update={"replaces": {p: amendment.replaces[p] for p in paths}}))
    except Refused:
        return None


def _version(data: dict[str, Any]) -> Contract | str:
    """The amended contract, or the path of the first thing that has a wrong shape in it."""
    from bundlinje.contract.read import steps

    try:
        return Contract.model_validate(data)
    except ValidationError as refusal:
        return ".".join(str(step) for step in steps(refusal.errors(include_url=False)[0]["loc"]))


def _new(before: Contract, after: Contract, source: Sourced, place: Place) -> Iterator[Problem]:
    """Errors of sense that the amended contract has and the one before had not."""
    found = list(_errors(after, source))
    former = {_key(problem) for problem in _errors(before, source)} if found else set()
    yield from (Problem(problem.code, place, problem.values) for problem in found if _key(problem) not in former)


def _errors(contract: Contract, source: Sourced) -> Iterator[Problem]:
    from bundlinje.contract.check import check as whole

    unamended = contract.model_copy(update={"amendments": []})
    yield from (problem for problem in whole(unamended, source) if problem.is_error)


def _key(problem: Problem) -> tuple[str, str]:
    return problem.code, str(sorted(problem.values.items(), key=str))

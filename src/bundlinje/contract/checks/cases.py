"""A price by case has a price for every case that can come, and one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.names import SEGMENTS, declared
from bundlinje.contract.sense.outlook import runs
from bundlinje.contract.sense.walk import Path, parts
from bundlinje.grammar.amount import ByCase
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error

_NAMED = {"segment": SEGMENTS, "cohort": "cohorts", "phase": "phases"}


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Cases left out, cases priced twice, and cases that are no numbers where numbers are meant."""
    known = declared(contract, source)
    for path, part in parts(contract):
        if not isinstance(part, ByCase):
            continue
        if part.by in _NAMED:
            left_out = [name for name in sorted(known[_NAMED[part.by]]) if name not in part.cases]
            yield from _left_out(part, path, left_out, source)
        else:
            yield from _numbers(part, path, len(contract.follow_ups), source)


def _numbers(amount: ByCase, path: Path, count: int, source: Sourced) -> Iterator[Problem]:
    for case in amount.cases:
        if not runs(case):
            yield error("contract.case_is_no_number", source.place((*path, case), of_key=True), case=case, by=amount.by)
    priced = Counter(number for case in amount.cases for number in runs(case))
    for number in sorted(number for number, times in priced.items() if times > 1):
        yield error("contract.case_twice", source.place(path), case=number, by=amount.by)
    if amount.by == "follow-up":
        yield from _left_out(
            amount, path, [str(number) for number in range(1, count + 1) if not priced[number]], source
        )


def _left_out(amount: ByCase, path: Path, cases: list[str], source: Sourced) -> Iterator[Problem]:
    if cases:
        yield error("contract.case_left_out", source.place(path), cases=", ".join(cases), by=amount.by)

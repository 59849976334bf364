"""The business cases of the Aarhus examples, each read and worked out once, with repayment by the contract's terms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from tests.golden.examples import EXAMPLES, contract_of

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.read import read_case
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.worked import Worked, worked_out
from bundlinje.contract.model import Contract

ReadCase = Callable[[str], Case]
WorkOut = Callable[..., Worked]
ReadContract = Callable[[str], Contract]


@cache
def case_of(name: str) -> Case:
    return read_case(EXAMPLES / "cases" / f"{name}.yaml")


@cache
def worked_of(name: str, mode: Mode = Mode.SOM) -> Worked:
    case = case_of(name)
    return with_repayment(worked_out(case, mode), contract_of(case.contract) if case.contract else None)


@pytest.fixture(scope="session")
def case() -> ReadCase:
    return case_of


@pytest.fixture(scope="session")
def worked() -> WorkOut:
    return worked_of


@pytest.fixture(scope="session")
def contract() -> ReadContract:
    return contract_of

"""The outlooks of the Aarhus examples, each read once, and what their contracts are expected to pay."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import pytest
from tests.golden.examples import EXAMPLES, contract_of

from bundlinje.contract.model import Contract
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.read import read_outlook
from bundlinje.planned.expected import ExpectedPayments, expected_payments
from bundlinje.planned.roster import Assumptions

ReadContract = Callable[[str], Contract]
ReadOutlook = Callable[[str], Outlook]
Expect = Callable[[str], ExpectedPayments]


@cache
def outlook_of(name: str) -> Outlook:
    return read_outlook(EXAMPLES / "outlooks" / f"{name}.yaml", contract_of(name))


@cache
def expected_of(name: str) -> ExpectedPayments:
    """What the contract pays if the plan comes and every rate and figure is the outlook's middle."""
    outlook = outlook_of(name)
    rates = {key: Fraction(rate.expected) for key, rate in outlook.rates.items() if rate.expected is not None}
    rates |= {key: figure.p50.value for key, figure in outlook.figures.items()}
    once = {key: (rate.earliest, rate.latest) for key, rate in outlook.rates.items() if rate.earliest or rate.latest}
    return expected_payments(contract_of(name), rates, None, Assumptions(outlook.course, outlook.days, once))


@pytest.fixture(scope="session")
def contract() -> ReadContract:
    return contract_of


@pytest.fixture(scope="session")
def outlook() -> ReadOutlook:
    return outlook_of


@pytest.fixture(scope="session")
def expected() -> Expect:
    return expected_of

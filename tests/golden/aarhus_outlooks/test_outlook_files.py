"""The Aarhus outlooks: every contract with follow-ups ahead has one, with a document or a reason for every value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from bundlinje.business_case.marks import walk
from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.facts import read_facts
from bundlinje.forecast.contract import forecast_contract
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.grammar.part import Part
from bundlinje.planned.expected import ExpectedPayments

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus"
NAMES = sorted(path.stem for path in (EXAMPLES / "outlooks").glob("*.yaml") if path.stem != "fund")
LAST_ACCOUNTS = date(2024, 12, 31)
DRAWS = 256

ReadContract = Callable[[str], Contract]
ReadOutlook = Callable[[str], Outlook]
Expect = Callable[[str], ExpectedPayments]


def test_every_contract_with_follow_ups_after_the_last_accounts_has_an_outlook() -> None:
    contracts = [read_contract(path) for path in sorted((EXAMPLES / "contracts").glob("*.yaml"))]
    ahead = [one.contract for one in contracts if any(each.on > LAST_ACCOUNTS for each in one.follow_ups)]
    assert sorted(ahead) == NAMES


def _parts(outlook: Outlook) -> list[tuple[str, Part]]:
    sections = ("intake", "correlation", "collapse")
    written = [(name, getattr(outlook, name)) for name in sections if name in outlook.model_fields_set]
    rates = [(f"rates.{name}", rate) for name, rate in outlook.rates.items()]
    return [*written, *rates, *((f"figures.{name}", figure) for name, figure in outlook.figures.items())]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_an_outlook_has_a_document_or_a_reason(outlook: ReadOutlook, name: str) -> None:
    parts = _parts(outlook(name))
    assert parts
    assert [path for path, part in parts if not (part.assumed or part.source)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_strength_is_never_passed_off_as_published(outlook: ReadOutlook, name: str) -> None:
    assert all(rate.assumed for rate in outlook(name).rates.values())


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_only_named_where_something_was_read(outlook: ReadOutlook, name: str) -> None:
    sources = [part.source for _, part in walk(outlook(name), ()) if part.source]
    read = ("Rådets årsrapport 2024", "MSB rådmandsmøde september 2022", "lauritzenfonden.com")
    assert [source for source in sources if not source.startswith(read)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_is_expected_to_pay_something_back(expected: Expect, name: str) -> None:
    payments = expected(name)
    assert payments.total > 0
    assert sum(ore for year in payments.receivers.values() for ore in year.values()) > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_is_forecast_from_where_its_facts_leave_it(
    contract: ReadContract, outlook: ReadOutlook, name: str
) -> None:
    facts = read_facts(EXAMPLES / "facts" / name, contract(name).facts)
    forecast = forecast_contract(contract(name), outlook(name), facts, draws=DRAWS)
    ahead = [position for position, year in enumerate(forecast.paths.years) if year > LAST_ACCOUNTS.year]
    assert ahead
    assert forecast.paths.paid[ahead].sum(axis=0).max() > 0
    assert forecast.paths.paid.min() >= 0


def test_what_was_signed_of_din_vej_i_job_is_19_of_42_and_the_first_follow_up_moves_it_towards_4_of_42(
    contract: ReadContract, outlook: ReadOutlook
) -> None:
    name = "din-vej-i-job"
    facts = read_facts(EXAMPLES / "facts" / name, contract(name).facts)
    belief = forecast_contract(contract(name), outlook(name), facts, draws=DRAWS).beliefs["in-work"]
    assert belief.signed == Fraction(19, 42)
    assert [(one.achieved, one.measured) for one in belief.follow_ups] == [(4, 42)]
    assert Fraction(4, 42) < belief.belief.mean < belief.signed / 2 + Fraction(1, 20)


def test_a_child_of_nine_to_thirteen_takes_its_exam_in_its_sixteenth_or_seventeenth_year(outlook: ReadOutlook) -> None:
    exam = outlook("laer-for-livet").rates["exam-passed"]
    assert exam.earliest is not None
    assert exam.latest is not None
    assert 13 + exam.earliest.months // 12 == 15
    assert 9 + exam.latest.months // 12 == 17
    education = outlook("laer-for-livet").rates["in-youth-education"]
    assert education.earliest is not None
    assert education.earliest.months == exam.earliest.months + 12

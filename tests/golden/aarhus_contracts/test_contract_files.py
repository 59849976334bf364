"""The Aarhus contract files: all of them, read without a mistake, and every value with its document or its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.contract.amend import versions
from bundlinje.contract.model import Contract
from bundlinje.contract.read import examine_contract, parse_contract
from bundlinje.contract.write import write_contract
from bundlinje.grammar.part import walk
from bundlinje.grammar.stated import Number

CONTRACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
NAMES = sorted(path.stem for path in CONTRACTS.glob("*.yaml"))
TOLD = ("source", "assumed", "unknown", "note")
DOCUMENTS = (
    "Rådets årsrapport 2024", "MSB rådmandsmøde september 2022", "Indstilling 11. februar 2020",
    "Rådets hjemmeside 2021", "Oplæg 23. oktober 2025", "lawinsider.com", "socialeinvesteringer.nu", "fundats.dk",
    "lauritzenfonden.com", "dsi.dk", "aarhus.dk",
)  # fmt: skip

Read = Callable[[str], Contract]


def _agreements() -> set[str]:
    fund = yaml.safe_load((CONTRACTS.parent / "fund.yaml").read_text(encoding="utf-8"))
    return {name for line in fund["lines"] for name in line.get("agreements", [])}


def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((CONTRACTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def test_every_agreement_of_the_fund_has_its_file() -> None:
    assert _agreements() | {"fundamentet", "forvandlingen"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_file_has_no_mistakes(name: str) -> None:
    contract, problems = examine_contract(CONTRACTS / f"{name}.yaml")
    assert contract is not None
    assert [(one.code, str(one.place)) for one in problems if one.is_error] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_file_reads_back_as_it_was_written(contract: Read, name: str) -> None:
    assert parse_contract(write_contract(contract(name)), f"{name}.yaml") == contract(name)


def _told(value: Any) -> bool:
    """Whether a part says where it comes from, or why nobody can, somewhere in it."""
    if not isinstance(value, dict):
        return False
    return any(word in value for word in TOLD) or any(_told(inner) for inner in value.values())


def _untold(name: str) -> Iterator[str]:
    data = _data(name)
    for section in ("parties", "capital"):
        yield from (f"{section}.{key}" for key, value in data.get(section, {}).items() if not _told(value))
    for section in ("cohort", "periods", "payers", "corrections", "leaves", "guarantee", "ends_early"):
        if section in data and not _told(data[section]):
            yield section
    legs = data.get("legs", {"": data})
    for leg in legs.values():
        yield from (f"terms.{term['id']}" for term in leg.get("terms", []) if not (_told(term) or "measured" in term))
        yield from (f"limits.{limit['id']}" for limit in leg.get("limits", []) if not _told(limit))
    yield from (f"amendments.{number}" for number, one in enumerate(data.get("amendments", [])) if not _told(one))
    follow_ups = data.get("follow_ups", [])
    yield from (f"follow_ups.{number}" for number, one in enumerate(follow_ups) if not _told(one))


@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_a_document_or_a_reason(name: str) -> None:
    assert list(_untold(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_source_names_a_document_that_was_read(contract: Read, name: str) -> None:
    sources = [part.source for _, part in walk(contract(name)) if part.source is not None]
    assert sources
    assert [source for source in sources if not any(document in source for document in DOCUMENTS)] == []


@pytest.mark.parametrize("name", NAMES)
def test_where_documents_disagree_the_file_says_so(contract: Read, name: str) -> None:
    about = contract(name).about
    assert about is not None
    assert about.differs


def test_nothing_is_made_up_about_forvandlingen(contract: Read) -> None:
    forvandlingen = contract("forvandlingen")
    assert list(forvandlingen.all_terms()) == []
    assert forvandlingen.follow_ups == []
    assert not (CONTRACTS.parent / "facts" / "forvandlingen").exists()


@pytest.mark.requirement("CON-08", "PAY-29")
def test_the_donation_has_an_account_that_no_flow_repays(contract: Read) -> None:
    donation = contract("fundamentet")
    assert donation.kind == "donation"
    assert "raadet" in donation.accounts
    assert all(not leg.terms and leg.split is None for leg in donation.all_legs().values())


@pytest.mark.requirement("CON-02", "CON-03", "CON-04")
def test_roles_are_many_to_many(contract: Read) -> None:
    assert set(contract("hjem-job-og-helhed").parties["dsi"].roles) == {"investor", "payer"}
    providers = [one for one in contract("din-vej-i-job").parties.values() if "provider" in one.roles]
    authorities = [one for one in contract("laer-for-livet").parties.values() if "authority" in one.roles]
    assert (len(providers), len(authorities)) == (2, 2)
    assert "authority" in contract("flere-kloge-haender").parties["sosu"].roles


@pytest.mark.requirement("CON-11", "CON-12", "CON-25")
def test_donors_of_evaluations_partners_and_former_names_are_recorded(contract: Read) -> None:
    assert "evaluator" in contract("ungifokus").parties["lind"].roles
    assert contract("sammen-om-diabetes").parties["steno"].roles == ["partner"]
    formerly = contract("flere-kloge-haender").parties["companyoung"].formerly
    assert formerly is not None
    assert formerly.name == "Elevaid"


@pytest.mark.requirement("CON-20")
def test_one_programme_bundles_two_agreements(contract: Read) -> None:
    assert [name for name in NAMES if contract(name).programme == "housing-first"] == ["havnen", "hjem-job-og-helhed"]


def _planned(number: Number) -> int:
    assert number.value is not None
    return int(number.value.value)


@pytest.mark.requirement("CON-21")
@pytest.mark.parametrize(("name", "before", "after"), [("dialog-mod-vold", 25, 15), ("sammen-om-diabetes", 450, 300)])
def test_a_revised_agreement_keeps_both_versions(contract: Read, name: str, before: int, after: int) -> None:
    plans = [one.contract.cohort for one in versions(contract(name))]
    assert [_planned(cohort.intake.planned) for cohort in plans if cohort is not None] == [before, after]


@pytest.mark.requirement("CON-19", "PAY-21")
def test_five_dates_and_periods_of_an_agreement_are_told_apart(contract: Read) -> None:
    periods = contract("dialog-mod-vold").periods
    assert periods is not None
    stretches = [one for one in (periods.intervention, periods.follow_up, periods.repayment) if one is not None]
    ends = [one.until.text() for one in stretches if one.until is not None]
    assert [str(periods.agreed and periods.agreed.text()), str(periods.in_force and periods.in_force.text())] == [
        "2021-02",
        "2021-05",
    ]
    assert ends == ["2024-12", "2027-02", "2027"]


@pytest.mark.requirement("CON-27", "CON-29")
def test_methods_have_parameters_and_annexes_are_named(contract: Read) -> None:
    about = contract("hjem-job-og-helhed").about
    assert about is not None
    assert next(method.parameters for method in about.methods or []) == {"months_to_placement": 3}
    assert set(about.annexes or {}) == {"A", "B", "C", "D"}

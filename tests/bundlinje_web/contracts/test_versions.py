"""Versions of a contract: written, offered, signed, in force, superseded; and the rows that are read out of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.bundlinje_web import made

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.rows import Conflict, Unchangeable
from bundlinje_web.bridge.amending import agreed
from bundlinje_web.bridge.contract import examined, warning_key
from bundlinje_web.bridge.projection import projected
from bundlinje_web.contracts.actions.offer_version import offer_version
from bundlinje_web.contracts.actions.open_contract import open_contract
from bundlinje_web.contracts.actions.save_draft import save_draft
from bundlinje_web.contracts.actions.sign_version import sign_version
from bundlinje_web.contracts.actions.take_in_version import take_in_version
from bundlinje_web.contracts.actions.withdraw_version import withdraw_version
from bundlinje_web.contracts.models import Contract, Version
from bundlinje_web.contracts.projecting import as_read
from bundlinje_web.contracts.standing import State, in_force, signers, state_of
from bundlinje_web.council.actions.take_in_started import take_in_started

pytestmark = pytest.mark.django_db(transaction=True)

FOLDER = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SOURCE = "Rådets årsrapport 2024"
LONG_AGO = date(2021, 5, 1)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text("utf-8")


def taken_in(name: str) -> list[Version]:
    """An example contract with all its versions."""
    secretary = made.actor(made.person("secretariat"))
    return [
        take_in_version(secretary, name, one.text, one.on or LONG_AGO, one.reason, SOURCE)
        for one in agreed(text_of(name), name)
    ]


@pytest.mark.requirement("CON-21")
def test_every_contract_of_the_fund_is_taken_in_and_its_amendments_as_later_versions() -> None:
    versions = {name: taken_in(name) for name in NAMES}
    assert len(versions) == 13
    assert {name for name, made_ in versions.items() if len(made_) == 2} == {"dialog-mod-vold", "sammen-om-diabetes"}
    families = versions["dialog-mod-vold"][1]
    assert families.effective_from == date(2023, 6, 1)
    assert "visitere" in families.reason
    assert {(one["place"], one["before"], one["after"]) for one in families.changed} >= {
        ("cohort.intake.planned", "25", "15"),
        ("capital.raadet", "2 500 000 kr", "1 700 000 kr"),
    }
    people = {(one["place"], one["before"], one["after"]) for one in versions["sammen-om-diabetes"][1].changed}
    assert ("cohort.intake.planned", "450", "300") in people
    assert ("capital.raadet", "6 700 000 kr", "6 000 000 kr") in people


def test_the_rows_of_a_version_are_what_its_text_says_however_often_they_are_made_anew() -> None:
    for name in NAMES:
        for version in taken_in(name):
            assert as_read(version) == projected(version.text, name)


def test_the_premises_change_with_capital_and_intake_and_not_with_a_remark() -> None:
    first, second = taken_in("dialog-mod-vold")
    assert first.premises != second.premises
    secretary = made.actor(made.person("secretariat"))
    remark = second.text.replace("lessons:\n", "lessons:\n  - En erfaring mere\n", 1)
    third = take_in_version(secretary, "dialog-mod-vold", remark, date(2024, 1, 1), "En erfaring", SOURCE)
    assert (third.premises, third.digest == second.digest) == (second.premises, False)


def test_a_version_never_changes() -> None:
    (version,) = taken_in("job-bootcamp")
    version.text = "noget andet"
    with pytest.raises(Unchangeable):
        version.save()


def drafted(name: str = "ips-plus") -> Contract:
    """A contract with a working copy and no version."""
    secretary = made.actor(made.person("secretariat"))
    return open_contract(secretary, {"code": name, "title_da": "IPS+", "text": text_of(name)})


def accepted(text: str, code: str) -> list[str]:
    return [warning_key(one) for one in examined(text, code).warnings]


def offered(contract: Contract) -> Version:
    """The working copy put forward with every warning accepted."""
    text = contract.drafting.text
    secretary = made.actor(made.person("secretariat"))
    return offer_version(secretary, contract, date(2023, 1, 1), accepted=accepted(text, contract.code))


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_text_is_put_forward_only_without_mistakes_and_with_every_warning_accepted() -> None:
    contract = drafted()
    secretary = made.actor(made.person("secretariat"))
    with pytest.raises(Refused) as refused:
        offer_version(secretary, contract, date(2023, 1, 1))
    assert codes_of(refused) == ["contracts.problem.warnings_left"]
    save_draft(secretary, contract, "contract: [")
    with pytest.raises(Refused) as refused:
        offer_version(secretary, contract, date(2023, 1, 1))
    assert codes_of(refused) == ["contracts.problem.errors_left"]
    save_draft(secretary, contract, text_of("ips-plus"))
    version = offer_version(secretary, contract, date(2023, 1, 1), accepted=accepted(text_of("ips-plus"), "ips-plus"))
    assert (version.number, version.accepted_warnings) == (1, accepted(text_of("ips-plus"), "ips-plus"))
    record = Record.objects.get(code="contracts.version.offered")
    assert (record.contract, record.values["premises"]) == ("ips-plus", version.premises)


@pytest.mark.requirement("CON-21")
def test_a_later_version_says_why_it_comes_holds_later_and_is_not_the_same() -> None:
    contract = drafted()
    first = offered(contract)
    secretary = made.actor(made.person("secretariat"))
    again = {"accepted": first.accepted_warnings}
    with pytest.raises(Refused) as refused:
        offer_version(secretary, contract, date(2024, 1, 1), "Ny plan", **again)
    assert codes_of(refused) == ["contracts.problem.unchanged"]
    save_draft(secretary, contract, first.text + "\n# rettet\n")
    for day, reason, code in ((date(2024, 1, 1), " ", "no_reason"), (date(2023, 1, 1), "Ny plan", "not_later")):
        with pytest.raises(Refused) as refused:
            offer_version(secretary, contract, day, reason, **again)
        assert codes_of(refused) == [f"contracts.problem.{code}"]
    assert offer_version(secretary, contract, date(2024, 1, 1), "Ny plan", **again).number == 2


def test_of_two_who_write_at_once_the_second_is_told_and_nothing_is_overwritten() -> None:
    contract = drafted()
    one, other = made.actor(made.person("secretariat")), made.actor(made.person("secretariat"))
    seen = contract.drafting.row_version
    save_draft(one, contract, "den enes", seen)
    with pytest.raises(Conflict) as met:
        save_draft(other, contract, "den andens", seen)
    assert met.value.row.text == "den enes"


def test_a_text_with_what_looks_like_a_persons_number_is_not_saved() -> None:
    contract = drafted()
    with pytest.raises(Refused) as refused:
        save_draft(made.actor(made.person("secretariat")), contract, "note: 010158-1234")
    assert codes_of(refused) == ["contracts.problem.cpr_like"]
    assert "0101" not in str(refused.value)


def signed(version: Version) -> None:
    secretary = made.just_shown(made.person("secretariat"))
    for party, name in signers(version).items():
        sign_version(secretary, version, party, name, date(2023, 1, 1))


def test_a_version_is_only_offered_until_the_mayor_has_approved_it_whoever_has_signed() -> None:
    version = offered(drafted())
    assert state_of(version, date(2023, 6, 1)) is State.OFFERED
    signed(version)
    assert state_of(Version.objects.get(), date(2023, 6, 1)) is State.OFFERED
    assert in_force(version.contract, date(2023, 6, 1)) is None


def test_a_version_is_in_force_from_its_day_until_a_later_one_is() -> None:
    first, second = taken_in("dialog-mod-vold")
    take_in_started(made.actor(made.person("secretariat")), first, LONG_AGO, SOURCE)
    first, second = Version.objects.order_by("number")
    told = {
        day: (state_of(first, day), state_of(second, day)) for day in (date(2021, 4, 30), LONG_AGO, date(2023, 6, 1))
    }
    assert told[date(2021, 4, 30)] == (State.OFFERED, State.OFFERED)
    assert told[LONG_AGO] == (State.IN_FORCE, State.OFFERED)
    assert told[date(2023, 6, 1)] == (State.SUPERSEDED, State.IN_FORCE)
    assert in_force(first.contract, date(2023, 5, 31)) == first
    assert in_force(first.contract, date(2023, 6, 1)) == second


def test_a_version_that_was_withdrawn_is_neither_signed_nor_withdrawn_again() -> None:
    version = offered(drafted())
    secretary = made.just_shown(made.person("secretariat"))
    withdraw_version(secretary, version, "Tallene skal regnes om")
    version = Version.objects.get()
    assert state_of(version, date(2023, 6, 1)) is State.WITHDRAWN
    for again in (
        lambda: withdraw_version(secretary, version, "igen"),
        lambda: sign_version(secretary, version, "msb", "Folmer", date(2023, 1, 1)),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert codes_of(refused) == ["contracts.problem.withdrawn_already"]


def test_a_party_signs_for_itself_and_for_no_other() -> None:
    version, own, day = offered(drafted()), "sociallaegeinstitutionen", date(2023, 1, 1)
    with pytest.raises(NotAllowed, match="factor"):
        sign_version(made.actor(made.person("provider", own)), version, own, "Maja Fjordtoft", day)
    provider = made.just_shown(made.person("provider", own))
    assert sign_version(provider, version, own, "Maja Fjordtoft", day).party == own
    with pytest.raises(NotAllowed):
        sign_version(provider, version, "msb", "Maja Fjordtoft", day)
    with pytest.raises(NotAllowed, match="row"):
        sign_version(made.just_shown(made.person("provider", "laer-for-livet")), version, own, "Maja Fjordtoft", day)

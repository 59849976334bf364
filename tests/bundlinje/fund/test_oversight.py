"""The fund's register of interests, areas and authorisations held against contracts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.fund import Fund
from bundlinje.fund.fund_file import Areas
from bundlinje.fund.oversight import area_problems, authorised, conflicts, interest_problems
from bundlinje.words.problems import say

ROOT = Path(__file__).parents[3]
CONTRACTS = ROOT / "examples" / "aarhus" / "contracts"


@pytest.fixture(scope="module")
def contracts() -> list[Contract]:
    return [read_contract(path) for path in sorted(CONTRACTS.glob("*.yaml"))]


@pytest.mark.requirement("GOV-25")
def test_board_posts_in_parties_are_found_from_the_data(aarhus: Fund, contracts: list[Contract]) -> None:
    found = [(one.contract, one.party, one.member.name, one.recused) for one in conflicts(aarhus, contracts)]
    assert ("laer-for-livet", "laer-for-livet", "Gurli Martinussen", False) in found
    assert ("fundamentet", "fundamentet", "Steffen Rasmussen", False) in found
    assert len(found) == 2


@pytest.mark.requirement("GOV-25")
def test_a_recorded_recusal_settles_a_conflict(aarhus: Fund, contracts: list[Contract]) -> None:
    laer = next(one for one in contracts if one.contract == "laer-for-livet")
    assert laer.about is not None
    given = [
        one.model_copy(update={"recused": ["Gurli Martinussen"]}) if one.step == "council" else one
        for one in laer.about.approvals or []
    ]
    recorded = laer.model_copy(update={"about": laer.about.model_copy(update={"approvals": given})})
    assert [problem.code for problem in interest_problems(aarhus, [laer])] == ["fund.interest_without_recusal"]
    assert list(interest_problems(aarhus, [recorded])) == []


@pytest.mark.requirement("GOV-20")
def test_an_area_is_held_against_the_version_in_force_when_it_was_agreed(aarhus: Fund) -> None:
    cross = read_contract(ROOT / "tests" / "contracts" / "cross-sector.yaml")

    def told(*names: str) -> list[str]:
        version = Areas.model_validate({"from": "2020-01-01", "number": 1, "names": list(names), "assumed": "opdigtet"})
        later = Areas.model_validate({"from": "2024-01-01", "number": 1, "names": ["Andet"], "assumed": "opdigtet"})
        facts = aarhus.facts.model_copy(update={"areas": [version, later]})
        problems = list(area_problems(replace(aarhus, facts=facts), [cross]))
        assert all(say(one, language) for one in problems for language in ("da", "en"))  # type: ignore[arg-type]
        return [one.code for one in problems]

    assert told("Sundhed") == []
    assert told() == [], "nothing can be held against a list of nothing"
    assert told("Bolig") == ["fund.area_not_in_vision"]
    assert list(area_problems(aarhus, [cross])) == [], "no names are published"


@pytest.mark.requirement("GOV-06")
def test_the_mayors_department_may_start_interventions_and_enter_contracts(aarhus: Fund) -> None:
    for what in ("start", "contract"):
        assert [one.to for one in authorised(aarhus, what)] == ["borgmesterens-afdeling"]

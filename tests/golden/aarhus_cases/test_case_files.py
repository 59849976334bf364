"""The Aarhus case files: read without a mistake, worked out in every mode, every value with its document or reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side, of_side, total
from bundlinje.business_case.marks import walk
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.read import examine_case, parse_case
from bundlinje.business_case.worked import Worked
from bundlinje.grammar.part import Part

CASES = Path(__file__).parents[3] / "examples" / "aarhus" / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
INVENTED = ("light", "randers-los")
OF_AGREEMENTS = [name for name in NAMES if name not in INVENTED]
DOCUMENTS = (
    "Rådets årsrapport 2024", "MSB rådmandsmøde september 2022", "Indstilling 11. februar 2020",
    "Oplæg 23. oktober 2025", "dsi.dk", "aarhus.dk",
)  # fmt: skip

ReadCase = Callable[[str], Case]
WorkOut = Callable[..., Worked]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_file_has_no_mistakes(name: str) -> None:
    case, problems = examine_case(CASES / f"{name}.yaml")
    assert case is not None
    assert [(one.code, str(one.place)) for one in problems if one.is_error] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unsure_is_marked_and_nothing_else_is_warned_of(name: str) -> None:
    _, problems = examine_case(CASES / f"{name}.yaml")
    expected = {"case.horizon_beyond_evidence"} if name in ("laer-for-livet", "sammen-om-diabetes") else set()
    assert {one.code for one in problems} == expected


@pytest.mark.requirement("BC-07")
def test_the_two_cases_that_look_beyond_the_evidence_are_told_so() -> None:
    for name, years in (("laer-for-livet", 17), ("sammen-om-diabetes", 20)):
        _, problems = examine_case(CASES / f"{name}.yaml")
        assert [one.values["years"] for one in problems] == [years]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("name", NAMES)
def test_a_case_works_out_in_every_mode_with_all_it_says(worked: WorkOut, name: str, mode: Mode) -> None:
    result = worked(name, mode)
    assert result.left_out == ()
    benefits = list(of_side(result.flows, Side.BENEFIT))
    assert total(flow for flow in benefits if flow.account.sector is Sector.MUNICIPALITY) > 0
    assert -total(of_side(result.flows, Side.COST)) > 0 or mode is Mode.BUDGET


@pytest.mark.requirement("BC-01", "BC-03", "BC-17")
@pytest.mark.parametrize("name", NAMES)
def test_a_case_states_investment_effects_theory_alternative_and_what_the_parties_know(
    case: ReadCase, name: str
) -> None:
    one = case(name)
    assert one.costs
    assert one.effects
    assert all(effect.success for effect in one.effects.values()) or name == "light"
    assert one.theory_of_change
    assert one.alternative
    assert one.knowledge
    assert all(known.party and (known.source or known.text.assumed) for known in one.knowledge)


@pytest.mark.parametrize("name", OF_AGREEMENTS)
def test_every_source_names_a_document_that_was_read(case: ReadCase, name: str) -> None:
    sources = [part.source for _, part in walk(case(name), ()) if part.source]
    assert sources
    assert [source for source in sources if not any(document in source for document in DOCUMENTS)] == []


def _told(part: Part) -> bool:
    return bool(part.source or part.assumed)


@pytest.mark.parametrize("name", NAMES)
def test_every_effect_consequence_price_cost_and_cohort_has_a_document_or_a_reason(case: ReadCase, name: str) -> None:
    one = case(name)
    named: list[tuple[str, Part]] = [
        *((f"effects.{key}", effect) for key, effect in one.effects.items()),
        *((f"consequences.{consequence.id}", consequence) for consequence in one.consequences),
        *((f"prices.{key}", price) for key, price in one.prices.items()),
        *((f"costs.{cost.id}", cost) for cost in one.costs),
        *((f"cohorts.{cohort.start}", cohort) for cohort in one.cohorts),
    ]
    assert [path for path, part in named if not any(_told(inner) for _, inner in walk(part, ()))] == []


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_case_says_so_in_its_title_in_both_languages(case: ReadCase, name: str) -> None:
    assert "opdigtet" in case(name).title_in("da")
    assert "invented" in case(name).title_in("en")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_reads_back_as_it_was_written(case: ReadCase, name: str) -> None:
    data: Any = case(name).as_data()
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    assert parse_case(text, f"{name}.yaml").digest() == case(name).digest()


@pytest.mark.parametrize("name", OF_AGREEMENTS)
def test_what_a_case_leans_on_follows_into_its_result(worked: WorkOut, name: str) -> None:
    assert worked(name).marks
    assert all(mark.why for mark in worked(name).marks)

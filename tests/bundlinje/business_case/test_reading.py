"""Reading a case: every mistake located and told together, every doubt told as a warning, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.read import examine_case, parse_case, read_case
from bundlinje.grammar.shape import keys_at
from bundlinje.problems import Problem, Refused
from bundlinje.words.problems import say

Examine = Callable[..., tuple[Problem, ...]]


@pytest.mark.requirement("BC-01", "BC-03", "BC-17")
def test_a_case_states_investment_effects_theory_of_change_and_what_the_parties_know(case: Case) -> None:
    assert case.theory_of_change is not None
    assert [known.party for known in case.knowledge] == ["msb"]
    assert case.effects["in-work"].with_ is not None
    assert len(case.costs) == 5


def test_the_invented_case_gives_no_cause_for_complaint(examine: Examine) -> None:
    assert examine() == ()


def test_a_case_is_what_it_is_written_as(case: Case) -> None:
    assert Case.model_validate(case.as_data()) == case


def test_equal_cases_have_equal_digests_and_others_not(case: Case, case_text: str) -> None:
    assert parse_case(case_text).digest() == case.digest()
    assert parse_case(case_text.replace("participants: 30", "participants: 31")).digest() != case.digest()


def test_several_mistakes_are_told_at_once_with_their_lines(case_text: str) -> None:
    text = case_text.replace("horizon: 4 years", "horizon: 4 months\nfarve: blå").replace(
        "with: 50 %", "with: halvdelen"
    )
    with pytest.raises(Refused) as refused:
        parse_case(text, "invented.yaml")
    told = {(problem.code, problem.place.line) for problem in refused.value.problems}
    assert {("shape.unknown_key", 11), ("shape.number_unreadable", 19)} <= told


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("horizon: 4 years", "horizon: 4 months", "case.whole_years", 10),
        ("takes: 1 year", "takes: 6 months", "case.whole_years", 15),
        ("with: 50 %", "with: 150 %", "case.out_of_range", 18),
        ("with: 50 %", "with: 20 000 kr", "case.wrong_unit", 18),
        ("with: 50 %", "net: 50 %", "case.effect_net_twice", 18),
        ("with: 50 %, of: 42, without: 10 %", "with: 50 %", "case.effect_needs_baseline", 18),
        ("with: 50 %, of: 42, without: 10 %", "d: 0.3", "case.effect_needs_baseline", 18),
        ("with: 50 %", "with: 50 %, net: 1 %", "case.effect_forms", 18),
        ("of: in-work, price: benefit", "of: in-wrok, price: benefit", "case.unknown_effect", 20),
        ("price: benefit", "price: benefits", "case.unknown_price", 20),
        ("budget: decentral}", "budgte: decentral}", "shape.unknown_key_meant", 20),
        ("department: msb, budget: decentral", "budget: decentral", "case.budget_without_department", 20),
        ("department: msb, budget: decentral", "department: msb", "case.budget_missing", 20),
        ("department: msb", "department: raadet", "case.unknown_department", 20),
        ("[3, 2, 1, 1, 1]", "{each_year: 1, years: [1]}", "case.quantity_forms", 21),
        ("year: 2022, ladder: {entry_week: 53}", "year: 2022", "case.payer_rule", 25),
        (
            "ladder: {entry_week: 53}",
            "ladder: {entry_week: 53}, net_of_reimbursement: true",
            "case.reimbursed_twice",
            25,
        ),
        ("{region: 100 %}", "{region: 90 %}", "case.split_sum", 26),
        ("{region: 100 %}", "{regoin: 100 %}", "shape.not_one_of", 26),
        ("split: {municipality: 100 %}", "scheme: shelter-111", "case.unknown_name", 27),
        ("non-decentral: 25 %", "non-decentral: 20 %", "case.split_sum", 13),
        ("payer: raadet, year: 2023-2024", "payer: rådet, year: 2023-2024", "case.unknown_party", 30),
        ("year: 2023-2024", "year: 2024-2023", "case.years_unreadable", 30),
        ("year: 2022, amount: 100 000 kr", "year: 2021, amount: 100 000 kr", "case.before_base_year", 31),
        ("per: participant, amount: 500 kr", "per: success, amount: 500 kr", "case.cost_of_effect", 33),
        ("id: material", "id: advisers", "case.repeated_id", 33),
        ("start: 2024", "start: 2023", "case.repeated_cohort", 16),
        ("kind: material", "kind: materiel", "shape.not_one_of", 33),
        ("horizon: 4 years", "horizon: 4 years\ndiscount: danish-2020", "case.unknown_name", 11),
        ("horizon: 4 years", "horizon: 4 years\ngrowth: {prices: 2 %}", "case.unknown_name", 11),
        ("mso: {decentral", "raadet: {decentral", "case.unknown_department", 13),
        ("price: benefit", "price: x9", "case.unknown_price", 20),
        ("unit: month, year: 2022, ladder", "unit: case, year: 2022, ladder", "case.unit_not_of_time", 25),
        ("per: participant, amount: 500 kr", "per: success, of: nothing, amount: 1 kr", "case.unknown_effect", 33),
        ("costs:", "repayment: {share: 70 %, to: nobody}\ncosts:", "case.unknown_party", 29),
        ("costs:", "repayment: {share: 70 %, to: raadet, of: nobody}\ncosts:", "case.unknown_party", 29),
        ("costs:", "contract: x\nrepayment: {share: 70 %, to: raadet}\ncosts:", "case.two_repayments", 30),
        ("amount: 1 475 000 kr", "amount: 1 kr, by_year: {2023: 1 kr}", "case.cost_forms", 30),
        ("with: 50 %, of: 42", "with: {value: 50 %, unknown: nej}, of: 42", "shape.value_or_unknown", 18),
        ("start: 2023", "start: 1023", "shape.out_of_range", 15),
        ("start: 2023", "start: maj", "shape.wants_whole_number", 15),
        ("cashable: false", "cashable: måske", "shape.wants_yes_or_no", 21),
        ("cashable: false", "fade: [10 %, meget]", "shape.number_unreadable", 21),
        ("cashable: false", "spread: {cv: -1 %}", "spread.negative", 21),
    ],
)
def test_a_mistake_is_found_where_it_stands(examine: Examine, old: str, new: str, code: str, line: int) -> None:
    errors = {(problem.code, problem.place.line) for problem in examine(old, new) if problem.is_error}
    assert (code, line) in errors


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("theory_of_change: Støtte giver job.\n", "", "case.basis_missing"),
        (", evidence: 2", "", "case.evidence_missing"),
        (", source: Opfundet}\nconsequences", "}\nconsequences", "case.source_missing"),
        ("with: 50 %, of: 42, without: 10 %", "net: 40 %", "case.effect_net_given"),
        ("[3, 2, 1, 1, 1]", "[3, 2]", "case.quantity_ends_early"),
        ("[3, 2, 1, 1, 1]", "[3, 2, 1, 1, 1, 1]", "case.quantity_reaches_on"),
        ("[3, 2, 1, 1, 1]", "[3, 2, 1, 1, 1], fade: 10 %", "case.fade_counted_twice"),
        ("price: home", "price: benefit", "case.counted_twice"),
        ("with: 50 %, of: 42", "with: {unknown: Ikke målt endnu}", "case.unknown_value"),
        ("price: home", "price: U04", "case.price_amount_not_seen"),
        ("price: home", "price: P47", "case.price_division_not_seen"),
    ],
)
def test_a_doubt_is_a_warning_and_stops_nothing(examine: Examine, old: str, new: str, code: str) -> None:
    told = examine(old, new)
    assert code in {problem.code for problem in told}
    assert not any(problem.is_error for problem in told)


@pytest.mark.requirement("BC-07")
def test_a_horizon_beyond_the_evidence_is_counted_with_a_warning(examine: Examine) -> None:
    (told,) = (p for p in examine("horizon: 4 years", "horizon: 20 years") if p.code == "case.horizon_beyond_evidence")
    assert not told.is_error
    assert "sværere" in say(told, "da")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_problem_can_be_said_in_both_languages(examine: Examine, language: str) -> None:
    for old, new in (("horizon: 4 years", "horizon: 4 months"), ("with: 50 %", "with: meget"), ("costs:", "cost:")):
        assert all(say(problem, language) for problem in examine(old, new))  # type: ignore[arg-type]


def test_the_keys_that_may_stand_at_a_path_are_those_of_the_file() -> None:
    assert {"with", "without", "net", "d"} <= keys_at(Case, ("effects", "in-work"))
    assert {"from", "until", "each_year"} <= keys_at(Case, ("consequences", 0, "quantity"))


def test_a_file_that_is_no_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("- just a list\n", encoding="utf-8")
    case, problems = examine_case(path)
    assert case is None
    assert [problem.code for problem in problems] == ["shape.wants_mapping"]
    with pytest.raises(Refused):
        read_case(path)


@pytest.mark.requirement("BC-15")
def test_an_internal_case_needs_neither_contract_nor_investor(case_text: str) -> None:
    case = parse_case(case_text.replace("payer: raadet", "payer: msb/decentral").replace(", raadet: investor", ""))
    assert case.contract is None


SOCIAL = """
sroi:
  deadweight: 10 %
  social:
  - {id: joy, title: Glæde, of: in-wrok, proxy: 1 kr, quantity: 1, sector: wellbeing, same_as: nothing}
  - {id: joy, title: Glæde, of: in-work, proxy: 1 kr, quantity: 1, sector: wellbeing}
"""


def test_mistakes_in_social_values_are_found(case_text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_case(case_text.replace("with: 50 %, of: 42, without: 10 %", "net: 40 %") + SOCIAL)
    codes = {problem.code for problem in refused.value.problems if problem.is_error}
    assert codes == {"case.deadweight_twice", "case.unknown_effect", "case.unknown_consequence", "case.repeated_id"}


@pytest.mark.parametrize(
    "written",
    [
        "fade: 10 %",
        "fade: [10 %, 20 %]",
        "fade: {value: 10 %, assumed: Skøn}",
        "fade: {years: [10 %], note: Skøn}",
        "phase_in: [{value: 50 %, assumed: Skøn}, 100 %]",
    ],
)
def test_a_yearly_share_may_be_one_or_many_and_say_what_it_rests_on(case_text: str, written: str) -> None:
    case = parse_case(case_text.replace("quantity: {each_year: 1}", f"quantity: {{each_year: 1}}, {written}"))
    assert Case.model_validate(case.as_data()) == case


def test_the_title_is_told_in_the_language_asked_for(case: Case) -> None:
    assert (case.title_in("da"), case.title_in("en")) == ("Opfundet indsats", "Invented intervention")

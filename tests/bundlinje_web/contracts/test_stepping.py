"""The agreement step by step: forms over the text, which stays what whoever wrote it wrote."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.reading import GROUPS
from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.starting import TEMPLATES, from_template
from bundlinje_web.contracts.stepping import SECTIONS, STEPS, step_of
from bundlinje_web.contracts.stepping.follow_up import laid_out
from bundlinje_web.contracts.stepping.form import StepForm
from bundlinje_web.contracts.views.stepping import ADDRESSES

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))}
TEXTS |= {name: from_template(name, "x", {"da": "X"}, 2027) for name in TEMPLATES}
FAMILY = files("bundlinje_web.demo").joinpath("texts", "familiestuen.yaml").read_text("utf-8")
for _mark, _year in (("{year}", "2027"), ("{next}", "2028"), ("{last}", "2029")):
    FAMILY = FAMILY.replace(_mark, _year)
TEXTS["familiestuen"] = FAMILY


def sent(form: StepForm, **changed: Any) -> QueryDict:
    """What a browser sends of the form as it is shown, with these fields filled in otherwise."""
    told = QueryDict(mutable=True)
    for bound in form:
        value = changed.pop(bound.name, bound.value())
        if isinstance(bound.field, forms.BooleanField):
            value = "on" if value else None
        if value is not None:
            told.setlist(bound.name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    assert not changed, f"no such fields: {sorted(changed)}"
    return told


def answered(text: str, step: str, language: str = "da", **changed: Any) -> str:
    """The text after a step was answered so."""
    written = Written(text)
    with override(language):
        told = sent(StepForm(groups=STEPS[step](written)), **changed)
        form = StepForm(told, groups=STEPS[step](written))
        assert form.is_valid(), form.errors.as_text()
        return form.written(written).text


def wrong(text: str, step: str, **changed: Any) -> dict[str, list[str]]:
    """What the form says is wrong with answers."""
    written = Written(text)
    with override("da"):
        form = StepForm(sent(StepForm(groups=STEPS[step](written)), **changed), groups=STEPS[step](written))
        return {name: list(map(str, said)) for name, said in form.errors.items()}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_steps_sent_as_they_are_shown_change_no_letter(name: str) -> None:
    for step in STEPS:
        assert answered(TEXTS[name], step) == TEXTS[name]


@pytest.mark.parametrize("step", STEPS)
def test_numbers_in_english_are_the_same_numbers(step: str) -> None:
    assert answered(TEXTS["havnen"], step, "en") == TEXTS["havnen"]


def test_every_section_belongs_to_a_step_and_every_step_to_what_is_read_aloud() -> None:
    from bundlinje.contract.model import Contract as Agreement

    sections = [section for group in SECTIONS.values() for section in group]
    assert sorted(sections) == sorted(
        name for name in Agreement.model_fields if name not in ("source", "note", "assumed")
    )
    assert set(STEPS) <= {code for code, _ in GROUPS}
    assert set(ADDRESSES) == set(STEPS) == set(SECTIONS)
    assert (step_of("outcomes.x.not_measured"), step_of("outcomes.x.where"), step_of("")) == (
        "not_measured", "goals", "parties",
    )  # fmt: skip


def test_a_sum_is_changed_where_it_stands_and_nowhere_else() -> None:
    after = answered(FAMILY, "capital", capital_raadet="2.500.000")
    assert after == FAMILY.replace("2 000 000 kr, source: Opdigtet", "2 500 000 kr, source: Opdigtet")


def test_what_is_not_known_and_what_is_assumed_say_why() -> None:
    assert wrong(FAMILY, "capital", capital_raadet_as="assumed", capital_raadet_why="") == {
        "capital_raadet_why": ["Skriv, hvorfor værdien er antaget"]
    }
    assert wrong(FAMILY, "capital", capital_raadet_as="unknown", capital_raadet_why="Ikke aftalt") == {
        "capital_raadet": ["Fjern værdien, eller vælg, at den er aftalt eller antaget"]
    }
    after = answered(
        FAMILY, "capital", capital_raadet="", capital_raadet_as="unknown", capital_raadet_why="Ikke aftalt"
    )
    assert Written(after).get("capital", "raadet") == {"unknown": "Ikke aftalt"}
    assert [one.code for one in examined(after, "familiestuen").warnings].count("contract.unknown_value") == 1


def test_a_party_is_added_with_its_roles_and_another_taken_out() -> None:
    after = Written(
        answered(
            FAMILY, "parties", party_new_name="Østjyllands Økse", party_new_roles=["guarantor"], party_lysbro_gone="on"
        )
    )
    assert list(after.get("parties")) == ["msb", "raadet", "oestjyllands-oekse"]
    assert after.get("parties", "oestjyllands-oekse") == {"name": "Østjyllands Økse", "roles": ["guarantor"]}
    assert wrong(FAMILY, "parties", party_new_name="Navn") == {"party_new_roles": ["Vælg mindst én rolle til parten"]}


def test_target_group_intake_and_years_are_told_in_numbers() -> None:
    told = {"cohort_who_da": "Familier", "cohort_planned": "1.200", "cohort_until": "31-12-2028"}
    after = Written(answered(FAMILY, "target", **told))
    assert after.get("cohort", "who", "da") == "Familier"
    assert after.get("cohort", "intake", "planned") == {"value": 1200, "source": "Opdigtet"}
    assert after.get("cohort", "intake", "until") == "2028-12-31"
    by_year = Written(answered(after.text, "target", cohort_by_year_1="700", cohort_by_year_2="500"))
    assert by_year.get("cohort", "intake", "by_year") == {"1": 700, "2": 500}
    assert "cohort_by_year_2" in wrong(after.text, "target", cohort_by_year_1="700")


@pytest.mark.parametrize("kind", ["state", "share", "happens", "not-happens", "days"])
def test_a_goal_of_every_kind_is_added_whole_and_the_agreement_has_no_mistakes(kind: str) -> None:
    told = {
        "goal_new_title": "Ro i hjemmet", "goal_new_kind": kind, "goal_new_what": "Akutte indsatser",
        "goal_new_value": "12,5" if kind == "share" else "3", "goal_new_months": "6", "goal_new_anchor": "follow-up",
        "goal_new_missing": "left out", "goal_new_pays": "7.500", "goal_new_expected": "40",
    }  # fmt: skip
    after = answered(FAMILY, "goals", **told)
    assert examined(after, "familiestuen").errors == ()
    said = Written(after)
    assert said.get("outcomes", "ro-i-hjemmet", "not_measured") == "left out"
    assert said.get("terms", 2) == {
        "id": "ro-i-hjemmet", "title": "Ro i hjemmet", "each": "ro-i-hjemmet", "pays": "7 500 kr",
    }  # fmt: skip
    assert said.get("expected", "rates", "ro-i-hjemmet") == "40 %"


def test_a_new_goal_without_a_rule_for_what_is_not_measured_is_not_taken() -> None:
    assert set(wrong(FAMILY, "goals", goal_new_title="Ro")) >= {"goal_new_missing", "goal_new_pays", "goal_new_kind"}


def test_a_goals_threshold_price_and_expectation_are_changed() -> None:
    told = {"terms_0_pays": "30.000", "reached_stays-home_value": "2", "expected_stays-home": "62,5"}
    after = Written(answered(FAMILY, "goals", **told))
    assert after.get("terms", 0, "pays") == {"amount": "30 000 kr", "source": "Opdigtet"}
    assert after.get("outcomes", "stays-home", "where") == {"living": {"at_least": 2}}
    assert after.get("expected", "rates", "stays-home") == {"value": "62.5 %", "source": "Opdigtet"}


def test_prices_by_measurement_are_each_a_field() -> None:
    text = TEXTS["havnen"]
    at = next(
        n
        for n, one in enumerate(Written(text).get("terms"))
        if isinstance(one.get("pays"), dict) and "by" in one["pays"]
    )
    after = Written(answered(text, "goals", **{f"terms_{at}_pays_1": "32.000"}))
    assert after.get("terms", at, "pays") == {"by": "occasion", "1-4": "15 000 kr", "5-7": "32 000 kr"}


def test_parts_that_are_not_a_whole_are_told_and_those_that_are_stand() -> None:
    names = ("payers_msb/decentral", "payers_msb/non-decentral")
    assert wrong(FAMILY, "payers", **dict.fromkeys(names, "40")) == {
        names[0]: ["Delene er tilsammen 80 %. De skal være 100 %"]
    }
    after = Written(answered(FAMILY, "payers", **dict(zip(names, ("1/3", "2/3"), strict=True)), receivers_how="drawn"))
    assert after.get("payers", "shares") == {"msb/decentral": "1/3", "msb/non-decentral": "2/3"}
    assert after.get("receivers") == {"pro_rata": ["raadet"], "to": "drawn"}


def test_follow_ups_are_laid_out_in_a_row_and_one_without_a_day_goes() -> None:
    row = {"follow_up_row_first": "31-03-2030", "follow_up_row_every": "6", "follow_up_row_last": "31-03-2031"}
    after = Written(answered(FAMILY, "follow_up", **row, follow_up_0=""))
    assert after.get("follow_ups") == [
        "2028-12-31",
        "2029-06-30",
        "2029-12-31",
        "2030-03-31",
        "2030-09-30",
        "2031-03-31",
    ]
    assert list(laid_out(date(2027, 11, 30), 3, date(2028, 5, 31))) == [
        date(2027, 11, 30), date(2028, 2, 29), date(2028, 5, 31),
    ]  # fmt: skip


def test_rules_for_what_is_not_measured_are_words_to_choose() -> None:
    after = Written(answered(FAMILY, "not_measured", **{"not_measured_stays-home": "waits"}, leaves_died="stays"))
    assert after.get("outcomes", "stays-home", "not_measured") == "waits"
    assert after.get("leaves", "died") == "stays"


def test_caps_are_added_put_in_order_and_taken_out_and_a_guarantee_is_given() -> None:
    cap = {"cap_new_most": "100.000", "cap_new_for": "each year", "cap_new_excess": "waits"}
    two = answered(FAMILY, "limits", **cap)
    assert Written(two).get("limits", 1) == {"at_most": "100 000 kr", "for": "each year", "excess": "waits"}
    turned = Written(answered(two, "limits", cap_order_0="2", cap_order_1="1"))
    assert [one["for"] for one in turned.get("limits")] == ["each year", "total"]
    assert "cap_order_0" in wrong(two, "limits", cap_order_0="2")
    assert len(Written(answered(two, "limits", cap_0_gone="on")).get("limits")) == 1
    guarantee = {"guarantee_new_by": "lysbro", "guarantee_new_of": "80", "guarantee_new_most": "500.000"}
    assert Written(answered(FAMILY, "limits", **guarantee)).get("guarantee", "at_least") == "80 % of drawn capital"


def test_the_rule_for_ending_early_is_written_with_what_each_goal_then_counts_as() -> None:
    after = answered(FAMILY, "exit", early_new_says="on", **{"early_new_stays-home": "55"})
    assert Written(after).get("ends_early", "expected") == {"stays-home": "55 %"}
    assert examined(after, "familiestuen").errors == ()

"""The social return: both its terms, nothing counted twice, and what is told beside the money."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.social_return import social_return
from bundlinje.business_case.three_lines import three_lines
from bundlinje.business_case.worked import worked_out
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]


SROI = {
    "attribution": "20 %",
    "displacement": "10 %",
    "drop_off": "25 %",
    "social": [
        {
            "id": "wellbeing",
            "title": "Trivsel",
            "of": "in-work",
            "proxy": "10 000 kr",
            "quantity": [1, 1],
            "sector": "wellbeing",
            "source": "Opfundet",
        },
        {
            "id": "support-again",
            "title": "Forsørgelse",
            "of": "in-work",
            "proxy": "50 000 kr",
            "quantity": [1],
            "sector": "transfers",
            "same_as": "support",
            "source": "Opfundet",
        },
    ],
}


@pytest.mark.requirement("SRO-01", "SRO-02", "SRO-04")
def test_the_social_return_shows_both_terms_and_counts_nothing_twice(make: MakeCase) -> None:
    worked = worked_out(make({"sroi": SROI, "discount": "undiscounted"}))
    found = social_return(worked)
    kept = Fraction(8, 10) * Fraction(9, 10)
    by_hand = 18 * 1_000_000 * kept * (1 + Fraction(75, 100))
    assert abs(found.social - by_hand) <= 2
    assert found.savings == bottom_line(worked).present_value(bottom_line(worked).benefits)
    assert found.inputs == bottom_line(worked).present_value(bottom_line(worked).costs)
    assert found.ratio == (found.savings + found.social) / found.inputs
    assert found.net_ratio == found.ratio - 1
    assert [value.counted for value in found.values] == [True, False]
    assert {value.sector for value in found.values} == {"wellbeing", "transfers"}


def test_deadweight_is_taken_off_once(make: MakeCase) -> None:
    """From the effect it is the baseline: 50 % − 10 %. As a share of 10 % it replaces the baseline: 50 % × 90 %."""
    net = social_return(worked_out(make({"sroi": SROI}))).social
    share = social_return(worked_out(make({"sroi": {**SROI, "deadweight": "10 %"}}))).social
    assert abs(share / net - Fraction(45, 40)) < Fraction(1, 10**6)


@pytest.mark.requirement("SRO-05")
def test_citizens_economy_and_staff_are_told_beside_one_another(make: MakeCase) -> None:
    measured = {"measure": "Sygefravær i dage", "before": 12, "after": 9, "source": "Opfundet"}
    waiting = {"measure": "Arbejdsglæde", "before": 4, "source": "Opfundet"}
    worked = worked_out(make({"staff": [measured, waiting], "sroi": SROI}))
    found = three_lines(worked)
    assert found.successes == {"in-work": 18}
    assert found.public_net == bottom_line(worked, "public").total
    assert found.public_present_value == bottom_line(worked, "public").net_present_value
    assert [staff.change for staff in found.staff] == [-3, None]
    assert found.social.by_sector.keys() == {"wellbeing"}


def test_an_unknown_social_value_is_refused_or_left_out_by_name(make: MakeCase) -> None:
    first, second = SROI["social"]  # type: ignore[misc]
    rule = {**SROI, "social": [{**first, "proxy": {"unknown": "Ingen måling"}}, second]}  # type: ignore[dict-item]
    worked = worked_out(make({"sroi": rule}))
    with pytest.raises(Refused):
        social_return(worked)
    found = social_return(worked, known_only=True)
    assert [mark.path for mark in found.left_out] == ["sroi.social.0.proxy"]
    assert [value.id for value in found.values] == ["support-again"]

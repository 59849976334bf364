"""Draws of a small case against closed forms: the mean and variance of a product of independent inputs, and chances.

Net = N · p · k · q · v − c, where the net rate p is beta, the factors q (quantity), v (price) and c (cost) are gamma,
and k is what a success is worth as stated. For independent inputs E[XY] = E[X]E[Y] and E[(XY)²] = E[X²]E[Y²]. The
chance that the net is above zero is integrated by SciPy over the rate, with the product of gammas drawn anew.
"""

from __future__ import annotations

from math import prod, sqrt

import numpy as np
import pytest
from scipy import stats

from bundlinje.business_case.read import parse_case
from bundlinje.business_case.sensitivity.compiling import compiled
from bundlinje.business_case.sensitivity.drawing import Drawn, drawn, net_summary
from bundlinje.business_case.sensitivity.telling import worth_of_knowing
from bundlinje.business_case.worked import worked_out

CASE = """\
# Invented: the smallest case with four uncertain inputs.
case: smallest
title: {da: Mindste case, en: Smallest case}
theory_of_change: Opfundet
alternative: Opfundet
knowledge: [{party: msb, text: Opfundet, source: Opfundet}]
base_year: 2024
price_year: 2024
horizon: 0 years
parties: {msb: municipality}
cohorts: [{start: 2024, participants: 40, spread: {cv: 0 %}}]
effects: {in-work: {net: 30 %, of: 60, source: Opfundet}}
consequences: [{id: support, of: in-work, price: benefit, quantity: [6], department: msb, budget: decentral,
  spread: {cv: 20 %}}]
prices: {benefit: {amount: 12 000 kr, unit: month, year: 2024, split: {municipality: 100 %}, source: Opfundet,
  spread: {cv: 10 %}}}
costs: [{id: adviser, kind: running, payer: msb/decentral, year: 2024, amount: 800 000 kr, spread: {cv: 5 %}}]
"""
DRAWS = 40_000
EACH = 40 * 6 * 12_000_00
"""What a net rate of one is worth, in øre."""
COST = 800_000_00
RATE = stats.beta(18.5, 42.5)


@pytest.fixture(scope="module")
def found() -> Drawn:
    return drawn(compiled(worked_out(parse_case(CASE))), draws=DRAWS, seed=7)


def _mean_and_variance() -> tuple[float, float]:
    squares = [RATE.var() + RATE.mean() ** 2, 1 + 0.2**2, 1 + 0.1**2]
    product = EACH**2 * (prod(squares) - RATE.mean() ** 2)
    return EACH * RATE.mean() - COST, product + (COST * 0.05) ** 2


def test_the_mean_and_the_spread_of_draws_are_those_of_the_product(found: Drawn) -> None:
    told, (mean, variance) = net_summary(found, "municipality"), _mean_and_variance()
    assert abs(told.mean.value - mean) < 4 * told.mean.error
    assert told.mean.error == pytest.approx(sqrt(variance / DRAWS), rel=0.02)
    assert told.deviation == pytest.approx(sqrt(variance), rel=0.02)


def test_the_chance_of_a_gain_is_the_integral_over_what_may_come(found: Drawn) -> None:
    """Given quantity, price and cost, the rate must exceed cost / worth: its survival function, averaged."""
    generator = np.random.default_rng(99)
    factor, price, cost = (generator.gamma(cv**-2, cv**2, 200_000) for cv in (0.2, 0.1, 0.05))
    chance = RATE.sf(COST * cost / (EACH * factor * price))
    told = net_summary(found, "municipality").above_zero
    assert abs(told.value - chance.mean()) < 4 * sqrt(told.error**2 + chance.var() / 200_000)


def test_knowing_the_rate_is_worth_the_integral_of_what_it_spares(found: Drawn) -> None:
    """E[max(E[net | p], 0)] − max(E[net], 0), where E[net | p] = worth · p − cost, by SciPy over the beta."""
    gain = RATE.expect(lambda p: EACH * p - COST, lb=COST / EACH, ub=1)
    known = gain - max(EACH * RATE.mean() - COST, 0)
    told = worth_of_knowing(found, "municipality").inputs["effects.in-work.net"]
    assert abs(told.value - known) < 4 * told.error


def test_knowing_everything_is_about_what_a_normal_net_would_make_it(found: Drawn) -> None:
    told = worth_of_knowing(found, "municipality")
    assert told.everything.value == pytest.approx(told.normal, rel=0.2)

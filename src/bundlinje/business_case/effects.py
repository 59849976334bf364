"""Success because of the intervention: rates net of what would have happened anyway.

A standardised effect size d on top of a baseline p0 is turned into a rate in three ways, which are shown side by side
because they differ: Cox (logit p0 + 1.65 d; What Works Clearinghouse), logistic (logit p0 + d π/√3), and a normal
shift of the threshold (Φ(Φ⁻¹(p0) + d)). They are numerical, so each is rounded to 12 decimals and exact from there on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import exp, log, pi, sqrt
from statistics import NormalDist

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.marks import assumed, joined, of_data
from bundlinje.business_case.parts import Effect, Mode
from bundlinje.business_case.values import exact
from bundlinje.data.evidence import grade_tables, optimism
from bundlinje.grammar.part import Marked

COX = 1.65
LOGISTIC = pi / sqrt(3)
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class NetRate:
    """The success rate of an effect: with and without the intervention, the difference, and what weak evidence takes.

    `net` is the difference as stated, `correction` the share taken off for the grade of evidence, `rate` what counts.
    """

    id: str
    with_: Fraction | None
    without: Fraction
    net: Fraction
    correction: Fraction = Fraction(0)
    conversions: Mapping[str, Fraction] = field(default_factory=dict)
    marks: tuple[Marked, ...] = ()

    @property
    def rate(self) -> Fraction:
        """The rate that successes are counted with."""
        return self.net * (1 - self.correction)


def net_rate(case: Case, name: str, mode: Mode) -> NetRate:
    """The rate of an effect of a case. Its values must be known."""
    effect = case.effects[name]
    conversions = converted(exact(effect.d), exact(effect.without)) if effect.d and effect.without else {}
    correction, leaning = correction_for(case, effect.evidence, mode)
    marks = joined((assumed(effect, "effects", name), leaning))
    if effect.net is not None:
        return NetRate(name, None, Fraction(0), exact(effect.net), correction, {}, marks)
    without = exact(effect.without) if effect.without else Fraction(0)
    with_ = _chosen(effect, conversions) if conversions else exact(effect.with_) if effect.with_ else Fraction(0)
    return NetRate(name, with_, without, with_ - without, correction, conversions, marks)


def _chosen(effect: Effect, conversions: Mapping[str, Fraction]) -> Fraction:
    return min(conversions.values()) if effect.by == "lowest" else conversions[effect.by]


def correction_for(case: Case, evidence: int | None, mode: Mode) -> tuple[Fraction, tuple[Marked, ...]]:
    """The share a grade of evidence takes off, and what that share leans on; nothing as SØM counts."""
    if mode is Mode.SOM or evidence is None:
        return Fraction(0), ()
    own = case.optimism.get(evidence)
    if own is not None:
        return exact(own), assumed(own, "optimism", evidence)
    table = grade_tables()["evidence-level"]
    taken = optimism(evidence).benefits.default
    return taken, of_data(table.provenance, "data.evidence.evidence-level") if taken else ()


def converted(d: Fraction, without: Fraction) -> dict[str, Fraction]:
    """The rate with the intervention by each way of turning an effect size into one; the baseline is inside (0, 1)."""
    p, size = float(without), float(d)
    return {
        "cox": _rounded(_shifted(p, COX * size)),
        "logistic": _rounded(_shifted(p, LOGISTIC * size)),
        "normal": _rounded(NormalDist().cdf(NormalDist().inv_cdf(p) + size)),
    }


def _shifted(p: float, by: float) -> float:
    return 1 / (1 + exp(-(log(p / (1 - p)) + by)))


def _rounded(p: float) -> Fraction:
    return Fraction(f"{p:.{_DIGITS}f}")

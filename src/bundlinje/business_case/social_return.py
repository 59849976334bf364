"""Social return on investment: public savings and social values over what is put in, with both terms shown.

A social value is quantity × proxy, less what would have happened anyway (deadweight), what is moved from others
(displacement) and what others brought about (attribution); each year on, some of it drops off. Deadweight is the
baseline that the success rate is net of already, so it is taken off once: in the rate or here, never in both.
The shares are taken off the social values; public savings carry their own overlap and realisation already.
Source: the SROI Network's formula, impact = quantity × proxy × (1 − deadweight)(1 − displacement)(1 − attribution).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import finishers_of
from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.flows import Side, of_side
from bundlinje.business_case.marks import assumed, joined, unknown
from bundlinje.business_case.parts import SocialValue, Sroi
from bundlinje.business_case.pricing import told_in
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.data.discount import factor
from bundlinje.grammar.part import Marked
from bundlinje.money import Ore, round_half_away
from bundlinje.problems import Place, Refused, error

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Value:
    """One social value: what it is worth by year in øre, today, in which sector, and whether it is counted.

    A value that a consequence already counts is shown and not counted.
    """

    id: str
    sector: str
    by_year: tuple[tuple[int, Ore], ...]
    present_value: Fraction
    counted: bool
    marks: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class SocialReturn:
    """Both terms of the ratio as present values in exact øre, and the ratio; none where nothing is put in."""

    inputs: Fraction
    savings: Fraction
    social: Fraction
    values: tuple[Value, ...]
    left_out: tuple[Marked, ...] = ()
    """Unknown values that something would have needed; where there are any, the terms are of what is known."""

    @property
    def value(self) -> Fraction:
        """Public savings and social values together: the upper term."""
        return self.savings + self.social

    @property
    def by_sector(self) -> Mapping[str, Fraction]:
        """The counted social values by the sector they fall in."""
        found: dict[str, Fraction] = {}
        for one in self.values:
            if one.counted:
                found[one.sector] = found.get(one.sector, Fraction(0)) + one.present_value
        return found

    @property
    def ratio(self) -> Fraction | None:
        """Value for each krone put in."""
        return self.value / self.inputs if self.inputs > 0 else None

    @property
    def net_ratio(self) -> Fraction | None:
        """Value above what was put in, for each krone put in."""
        return (self.value - self.inputs) / self.inputs if self.inputs > 0 else None


def social_return(worked: Worked, *, known_only: bool = False) -> SocialReturn:
    """The social return of a case; without social values, that of its public savings alone.

    Raises `Refused` where a social value needs something unknown, unless only what is known is asked for.
    """
    rule = worked.case.sroi or Sroi()
    shares = unknown(rule.model_copy(update={"social": []}), "sroi")
    missing = {one.id: unknown(one, "sroi", "social", place) for place, one in enumerate(rule.social)}
    needed = joined((shares if rule.social else (), *missing.values()))
    if needed and not known_only:
        raise Refused(error("case.needs_unknown", Place(path=mark.path), why=mark.why) for mark in needed)
    known = [] if shares else [one for one in rule.social if one.of in worked.rates and not missing[one.id]]
    values = tuple(_value(worked, rule, one) for one in known)
    return SocialReturn(
        inputs=-_worth(worked, Side.COST),
        savings=_worth(worked, Side.BENEFIT),
        social=sum((value.present_value for value in values if value.counted), Fraction(0)),
        values=values,
        left_out=joined((needed, worked.left_out)),
    )


def kept(rule: Sroi) -> Fraction:
    """What displacement and attribution leave of a value."""
    parts = (rule.displacement, rule.attribution)
    shares = [1 - exact(part) for part in parts if part is not None]
    left = ONE
    for share in shares:
        left *= share
    return left


def caused(rule: Sroi, rate: NetRate) -> Fraction:
    """The share of finishers whose success counts: net of the baseline, or gross less a stated deadweight."""
    if rule.deadweight == "from effect":
        return rate.rate
    gross = rate.with_ if rate.with_ is not None else rate.net
    return gross * (1 - exact(rule.deadweight)) * (1 - rate.correction)


def _worth(worked: Worked, side: Side) -> Fraction:
    flows = of_side(worked.flows, side)
    return sum((factor(worked.discount, flow.year - worked.case.base_year) * flow.ore for flow in flows), Fraction(0))


def _value(worked: Worked, rule: Sroi, one: SocialValue) -> Value:
    case, share = worked.case, caused(rule, worked.rates[one.of]) * kept(rule)
    told = told_in(case, exact(one.proxy), one.index or case.index, one.proxy_year or case.price_year, case.price_year)
    years: dict[int, Fraction] = {}
    for cohort in case.cohorts:
        for t, quantity in _quantities(case, rule, one):
            year = cohort.finishes + t
            years[year] = years.get(year, Fraction(0)) + finishers_of(cohort) * share * quantity * told.ore
    by_year = tuple((year, round_half_away(ore)) for year, ore in sorted(years.items()) if ore)
    worth = sum((factor(worked.discount, year - case.base_year) * ore for year, ore in by_year), Fraction(0))
    place = rule.social.index(one)
    marks = joined((assumed(one, "sroi", "social", place), told.marks, worked.rates[one.of].marks))
    return Value(one.id, one.sector, by_year, worth, one.same_as is None, marks)


def _quantities(case: Case, rule: Sroi, one: SocialValue) -> Iterator[tuple[int, Fraction]]:
    """The quantity of each follow-up year, after what has dropped off."""
    stays = 1 - exact(rule.drop_off) if rule.drop_off else ONE
    for t in range(case.follow_up_years + 1):
        number = one.quantity.at(t)
        if number is not None:
            yield t, exact(number) * stays**t

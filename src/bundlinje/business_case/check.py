"""What a case must make sense of: names that lead somewhere, money that divides, and figures not counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.marks import unknowns, walk
from bundlinje.business_case.parts import Consequence, Cost, Sector
from bundlinje.business_case.payer_rules import known_bands, known_schemes
from bundlinje.business_case.pricing import why_unusable
from bundlinje.business_case.values import exact
from bundlinje.data.discount import discount_tables
from bundlinje.data.indices import indices
from bundlinje.data.prices import catalogue
from bundlinje.data.units import PER_YEAR
from bundlinje.grammar.stated import Number
from bundlinje.problems import Place, Problem, error, warning

Locate: TypeAlias = Callable[..., Place]
EVIDENCE_REACHES = 10
"""Years after finishing that the register panels behind SØM's consequences reach."""


def check(case: Case, place: Locate) -> Iterator[Problem]:
    """Everything that a case says and cannot mean, and everything that asks for a second look."""
    yield from _ids(case, place)
    yield from _horizon(case, place)
    yield from _tables(case, place)
    yield from _basis(case, place)
    yield from _cohorts(case, place)
    yield from _effects(case, place)
    for number, consequence in enumerate(case.consequences):
        yield from _consequence(case, consequence, ("consequences", number), place)
    yield from _overlaps(case, place)
    yield from _prices(case, place)
    yield from _budgets(case, place)
    for number, cost in enumerate(case.costs):
        yield from _cost(case, cost, ("costs", number), place)
    yield from _repayment(case, place)
    yield from _social(case, place)
    for path, why in unknowns(case):
        yield warning("case.unknown_value", place(path), why=why)


def _ids(case: Case, place: Locate) -> Iterator[Problem]:
    social = [value.id for value in case.sroi.social] if case.sroi else []
    for section, ids in (
        (("consequences",), [one.id for one in case.consequences]),
        (("costs",), [one.id for one in case.costs]),
        (("sroi", "social"), social),
    ):
        for number, name in enumerate(ids):
            if name in ids[:number]:
                yield error("case.repeated_id", place((*section, number, "id")), id=name)


def _horizon(case: Case, place: Locate) -> Iterator[Problem]:
    if case.horizon.unit != "year":
        yield error("case.whole_years", place(("horizon",)), text=case.horizon.text())
    elif case.follow_up_years > EVIDENCE_REACHES:
        yield warning(
            "case.horizon_beyond_evidence", place(("horizon",)), years=case.follow_up_years, reaches=EVIDENCE_REACHES
        )


def _tables(case: Case, place: Locate) -> Iterator[Problem]:
    """The discount table and the indices a case names are there."""
    for key, named, known in (
        ("discount", case.discount, tuple(discount_tables())),
        ("index", case.index, (*indices(), *case.indices)),
        *(("growth", name, (*indices(), *case.indices)) for name in case.growth),
    ):
        if named not in known:
            yield error("case.unknown_name", place((key,)), id=named, known=", ".join(known))


def _basis(case: Case, place: Locate) -> Iterator[Problem]:
    """A case rests on a theory of change, an alternative and what the parties know."""
    for key, there in (
        ("theory_of_change", case.theory_of_change),
        ("alternative", case.alternative),
        ("knowledge", case.knowledge),
    ):
        if not there:
            yield warning("case.basis_missing", place(()), key=key)


def _cohorts(case: Case, place: Locate) -> Iterator[Problem]:
    seen: set[int] = set()
    for number, cohort in enumerate(case.cohorts):
        where = ("cohorts", number, "start")
        if cohort.start < case.base_year:
            yield error("case.before_base_year", place(where), year=cohort.start, base_year=case.base_year)
        if cohort.start in seen:
            yield error("case.repeated_cohort", place(where), year=cohort.start)
        seen.add(cohort.start)


def _effects(case: Case, place: Locate) -> Iterator[Problem]:
    used = {consequence.of for consequence in case.consequences}
    for name, effect in case.effects.items():
        where = ("effects", name)
        if effect.evidence is None:
            yield warning("case.evidence_missing", place(where, of_key=True), id=name)
        if effect.net is not None:
            yield warning("case.effect_net_given", place((*where, "net")), id=name)
        if effect.with_ is not None and effect.without is None:
            yield error("case.effect_needs_baseline", place(where, of_key=True), id=name)
        if name not in used:
            yield warning("case.effect_unused", place(where, of_key=True), id=name)
        if not effect.source and not effect.assumed and not _spoken_for(effect):
            yield warning("case.source_missing", place(where, of_key=True), id=name)


def _spoken_for(effect: object) -> bool:
    """Whether the values of a part each say where they come from."""
    numbers = [part for _, part in walk(effect, ()) if isinstance(part, Number)]
    return all(number.source or number.assumed or number.unknown for number in numbers)


def _consequence(case: Case, one: Consequence, where: tuple[str | int, ...], place: Locate) -> Iterator[Problem]:
    if one.of not in case.effects:
        yield error("case.unknown_effect", place((*where, "of")), id=one.of, known=", ".join(case.effects))
    yield from _price_name(case, one, where, place)
    yield from _home(case, one, where, place)
    if one.fade is not None and one.quantity.years is not None and _moves(one.quantity.years):
        yield warning("case.fade_counted_twice", place((*where, "fade")), id=one.id)
    reach = len(one.quantity.years) - 1 if one.quantity.years is not None else None
    if reach is not None and reach < case.follow_up_years:
        yield warning(
            "case.quantity_ends_early", place((*where, "quantity")), id=one.id, last=reach, years=case.follow_up_years
        )
    if reach is not None and reach > case.follow_up_years:
        yield warning(
            "case.quantity_reaches_on", place((*where, "quantity")), id=one.id, last=reach, years=case.follow_up_years
        )


def _moves(numbers: Sequence[object]) -> bool:
    return len({getattr(number, "value", None) for number in numbers}) > 1


def _price_name(case: Case, one: Consequence, where: tuple[str | int, ...], place: Locate) -> Iterator[Problem]:
    if one.price in case.prices:
        return
    if one.price not in catalogue():
        known = ", ".join([*case.prices, *catalogue()])
        yield error("case.unknown_price", place((*where, "price")), id=one.price, known=known)
    elif why := why_unusable(one.price):
        yield warning(f"case.price_{why}", place((*where, "price")), id=one.price)


def _home(case: Case, one: Consequence, where: tuple[str | int, ...], place: Locate) -> Iterator[Problem]:
    """The department and the budget in which a municipal saving falls."""
    if one.department is None:
        if one.budget is not None:
            yield error("case.budget_without_department", place((*where, "budget")), id=one.budget)
        return
    if case.sector_of(one.department) is not Sector.MUNICIPALITY:
        known = ", ".join(name for name, sector in case.parties.items() if sector is Sector.MUNICIPALITY)
        yield error("case.unknown_department", place((*where, "department")), id=one.department, known=known)
    elif one.budget is None and one.department not in case.budgets:
        yield error("case.budget_missing", place((*where, "department")), id=one.department)


def _overlaps(case: Case, place: Locate) -> Iterator[Problem]:
    """Two consequences of one effect priced alike are probably one saving told twice."""
    counted = Counter((one.of, one.price) for one in case.consequences if one.overlap is None and one.saves)
    for number, one in enumerate(case.consequences):
        if one.saves and one.overlap is None and counted[one.of, one.price] > 1:
            yield warning("case.counted_twice", place(("consequences", number, "price")), id=one.id, price=one.price)


def _prices(case: Case, place: Locate) -> Iterator[Problem]:
    used = {one.price for one in case.consequences}
    for name, price in case.prices.items():
        for key, named, known in (
            ("scheme", price.scheme, known_schemes()),
            ("bands", price.bands if isinstance(price.bands, str) else None, known_bands()),
            ("index", price.index, (*indices(), *case.indices)),
        ):
            if named is not None and named not in known:
                yield error("case.unknown_name", place(("prices", name, key)), id=named, known=", ".join(known))
        by_time = price.ladder or price.scheme or price.bands
        if by_time and price.unit not in PER_YEAR:
            yield error("case.unit_not_of_time", place(("prices", name, "unit")), unit=price.unit.value)
        if name not in used:
            yield warning("case.price_unused", place(("prices", name), of_key=True), id=name)
        if not (price.source or price.assumed or price.amount.source or price.amount.assumed or price.amount.unknown):
            yield warning("case.source_missing", place(("prices", name), of_key=True), id=name)


def _budgets(case: Case, place: Locate) -> Iterator[Problem]:
    for department, shares in case.budgets.items():
        where = ("budgets", department)
        if case.sector_of(department) is not Sector.MUNICIPALITY:
            known = ", ".join(name for name, sector in case.parties.items() if sector is Sector.MUNICIPALITY)
            yield error("case.unknown_department", place(where, of_key=True), id=department, known=known)
        if all(share.value for share in shares.values()) and sum(map(exact, shares.values()), Fraction(0)) != 1:
            text = " + ".join(share.value.text() for share in shares.values() if share.value)
            yield error("case.split_sum", place(where, of_key=True), text=text)


def _cost(case: Case, cost: Cost, where: tuple[str | int, ...], place: Locate) -> Iterator[Problem]:
    if case.sector_of(cost.payer) is None:
        yield error("case.unknown_party", place((*where, "payer")), id=cost.payer, known=", ".join(case.parties))
    if cost.of is not None and cost.of not in case.effects:
        yield error("case.unknown_effect", place((*where, "of")), id=cost.of, known=", ".join(case.effects))
    first = min([*(cost.years or ()), *(cost.by_year or ())], default=case.base_year)
    if first < case.base_year:
        key = "year" if cost.years else "by_year"
        yield error("case.before_base_year", place((*where, key)), year=first, base_year=case.base_year)


def _repayment(case: Case, place: Locate) -> Iterator[Problem]:
    rule = case.repayment
    if rule is None:
        return
    if case.contract is not None:
        yield error("case.two_repayments", place(("repayment",), of_key=True), contract=case.contract)
    for key, payer in (("to", rule.to), ("of", rule.of)):
        if payer != "municipal gain" and case.sector_of(payer) is None:
            yield error("case.unknown_party", place(("repayment", key)), id=payer, known=", ".join(case.parties))


def _social(case: Case, place: Locate) -> Iterator[Problem]:
    consequences = [one.id for one in case.consequences]
    if case.sroi and case.sroi.deadweight != "from effect" and any(e.net is not None for e in case.effects.values()):
        yield error("case.deadweight_twice", place(("sroi", "deadweight")))
    for number, value in enumerate(case.sroi.social if case.sroi else ()):
        where = ("sroi", "social", number)
        if value.of not in case.effects:
            yield error("case.unknown_effect", place((*where, "of")), id=value.of, known=", ".join(case.effects))
        if value.same_as is not None and value.same_as not in consequences:
            known = ", ".join(consequences)
            yield error("case.unknown_consequence", place((*where, "same_as")), id=value.same_as, known=known)

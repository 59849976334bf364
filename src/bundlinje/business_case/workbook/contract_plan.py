"""What of a contract a spreadsheet can work out itself: fixed prices times expected numbers, shared by fixed shares.

A contract whose terms pay the same for each result (or each krone of a figure), under at most a cap on everything, is
a plan of sums and products. The numbers in the plan (when occasions fall due, what each earns) are worked out by the
contract's own terms on its own calendar. Anything else, such as a curve or a gate, raises `NotAsFormulas`: then only
the engine itself can tell what is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.contract.model import EVERY_TERM, VEHICLE, Contract, Leg
from bundlinje.contract.sense.outlook import fixed
from bundlinje.figures.base import Range
from bundlinje.limits.at_most import AtMost
from bundlinje.limits.base import Limit
from bundlinje.limits.bound import Balance, Units
from bundlinje.limits.scope import TOTAL
from bundlinje.money import ORE_PER_KRONE
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.splits.base import Split
from bundlinje.splits.leaf import Leaf
from bundlinje.splits.pro_rata import ProRata
from bundlinje.splits.shares import Shares
from bundlinje.terms.each import Each
from bundlinje.terms.measured import Measured
from bundlinje.terms.per import PerFigure

if TYPE_CHECKING:
    from bundlinje.planned.counts import Counts
    from bundlinje.planned.roster import Roster
    from bundlinje.terms.base import Term

ONE = Fraction(1)
EACH_FOLLOW_UP = "each follow-up"


class NotAsFormulas(Exception):  # noqa: N818 - nothing is wrong with the contract
    """The contract is paid in a way that sums and products do not say: why, as a code, and the part's name."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up: the day whose state is settled, and the calendar year in which is paid."""

    day: date
    year: int


@dataclass(frozen=True, slots=True)
class Counting:
    """How often units achieve an outcome if everybody does: `per_unit[follow-up][batch]`, for one unit of each batch.

    With `in_kroner` it is what they earn: where occasions of one follow-up have different prices.
    """

    outcome: str
    per_unit: tuple[tuple[Fraction, ...], ...]
    in_kroner: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """What one term pays, follow-up by follow-up: a price in kroner for each result counted, or of a figure."""

    term: str
    title: str
    of: Counting | str
    """What is counted, or the name of the figure that is paid for."""
    prices: tuple[Fraction, ...]
    """Kroner for one, by follow-up; nothing where the term does not pay."""


@dataclass(frozen=True, slots=True)
class Paying:
    """A flow of money from payers: its terms, the cap on everything they pay to date in kroner, and who pays."""

    leg: str
    series: tuple[Series, ...]
    cap: Fraction | None
    payers: Mapping[str, Mapping[str, Fraction]]
    """Weights of the payers of each term, by account."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A flow that hands on what another brought, by weights of the receivers."""

    of: str
    receivers: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class ContractPlan:
    """A contract as sums and products. `batches` are the months in which units may come, weighed as it plans them."""

    follow_ups: tuple[FollowUp, ...]
    batches: tuple[Batch, ...]
    paying: tuple[Paying, ...]
    passing: tuple[Passing, ...]

    @property
    def keeps_some(self) -> bool:
        """Whether something that is paid is handed on to nobody."""
        return {one.leg for one in self.paying} != {one.of for one in self.passing}


def contract_plan(contract: Contract, years: range) -> ContractPlan:
    """The plan of a contract for units that may start in any of these calendar years.

    Raises `NotAsFormulas` for a contract that is no sum of products, and `Refused` where it cannot be planned at all.
    """
    from bundlinje.planned.people import needs_people
    from bundlinje.planned.roster import Roster

    if needs_people(contract):
        raise NotAsFormulas("people", contract.contract)
    batches = tuple(_batches(planned_intake(contract), years))
    roster = Roster(contract, batches)
    newest = roster.contract
    made = _Plan(roster, _counted(roster))
    paying = tuple(made.paying(name, leg) for name, leg in newest.all_legs().items() if _is_outside(leg))
    passing = tuple(made.passing(leg) for leg in newest.all_legs().values() if leg.passes_on)
    follow_ups = tuple(FollowUp(one.on, one.payment_day.year) for one in newest.follow_ups)
    return ContractPlan(follow_ups, batches, paying, passing)


def _is_outside(leg: Leg) -> bool:
    """Whether a flow brings money in: not what is handed on, nor what the vehicle pays."""
    splits = list((leg.payers or {}).values())
    inside = bool(splits) and all(isinstance(one, Leaf) and one.account == VEHICLE for one in splits)
    return leg.passes_on is None and not inside


def _batches(plan: Sequence[Batch], years: range) -> Iterator[Batch]:
    """The planned batches, and for a year without a plan one that comes on 1 January, as `planned_intake` has it."""
    first = plan[0] if plan else Batch("", "", date(years.start, 1, 1), 0)
    for year in years:
        mine = [one for one in plan if one.day.year == year]
        yield from mine or [Batch(first.cohort, first.segment, date(year, 1, 1), 1)]


def _counted(roster: Roster) -> Counts:
    """A world for each batch, in which one unit of it comes and achieves everything."""
    from bundlinje.planned.expected import expected_counts
    from bundlinje.planned.tariff import Tariff

    everything = dict.fromkeys((*roster.contract.outcomes, *roster.contract.figures), ONE)
    alone = [Batch(*stand_in, units=1) for stand_in in roster.stand_ins]
    return expected_counts(Tariff(roster), [([one], everything) for one in alone])


@dataclass(frozen=True, slots=True)
class _Plan:
    """Makes the plan of one contract."""

    roster: Roster
    alone: Counts

    def paying(self, name: str, leg: Leg) -> Paying:
        """The plan of a flow that brings money in."""
        if leg.split is not None:
            raise NotAsFormulas("split", name)
        terms = [term for term in leg.terms if not isinstance(term, Measured)]
        series = tuple(one for term in terms for one in self._series(term))
        cap = self._cap(leg.limits, series)
        return Paying(name, series, cap, {str(term.id): self._payers(leg, str(term.id)) for term in terms})

    def passing(self, leg: Leg) -> Passing:
        """The plan of a flow that hands on."""
        if leg.limits:
            raise NotAsFormulas("limit", _name_of(leg.limits[0]))
        return Passing(str(leg.passes_on), self._weights(leg.split))

    def _payers(self, leg: Leg, term: str) -> Mapping[str, Fraction]:
        payers = leg.payers or {}
        return self._weights(payers.get(term) or payers.get(EVERY_TERM))

    def _weights(self, split: Split | None) -> Mapping[str, Fraction]:
        """The weights of a split that is the same whatever is paid."""
        if isinstance(split, Leaf):
            return {split.account: ONE}
        if isinstance(split, Shares) and all(
            one.at_most is None and one.split is None for one in split.shares.values()
        ):
            return {account: Fraction(holder.share) for account, holder in split.shares.items()}
        if isinstance(split, ProRata) and split.to == "drawn":
            treasury = self.roster.treasury(self.roster.last)
            accounts = split.pro_rata or list(treasury.investors)
            drawn = {account: Fraction(max(0, treasury.drawn(account))) for account in accounts}
            if any(drawn.values()):
                return drawn
        raise NotAsFormulas("split", ", ".join(split.accounts()) if split is not None else VEHICLE)

    def _cap(self, limits: Sequence[Limit], series: Sequence[Series]) -> Fraction | None:
        """A cap in kroner on all that a flow pays, where one series alone can reach it."""
        if not limits:
            return None
        first = limits[0]
        alone = len(limits) == len(series) == 1 and isinstance(first, AtMost)
        if not alone or not isinstance(first, AtMost) or first.scope.word != TOTAL or first.terms:
            raise NotAsFormulas("limit", _name_of(first))
        ore = None if isinstance(first.at_most, Balance | Units) else fixed(first.at_most)
        if ore is None:
            raise NotAsFormulas("limit", _name_of(first))
        return Fraction(ore, ORE_PER_KRONE)

    def _series(self, term: Term) -> Iterator[Series]:
        from bundlinje.planned.tariff import is_counted

        if isinstance(term, Each) and is_counted(term, self.roster.contract) and term.gate is None:
            yield from self._each(term)
        elif isinstance(term, PerFigure) and self._is_stated(term):
            yield Series(str(term.id), term.title or str(term.id), term.of, tuple(self._figure_prices(term)))
        else:
            raise NotAsFormulas("term", str(term.id))

    def _each(self, term: Each) -> Iterator[Series]:
        """A series for each cohort and segment that is settled, and rounded, by itself."""
        slots = self.alone.tariff.slots(term.each)
        for cohort, segment in sorted(set(zip(slots.cohort.tolist(), slots.segment.tolist(), strict=True))):
            mine = (slots.cohort == cohort) & (slots.segment == segment)
            numbers = range(1, self.roster.last + 1)
            here = [(mine & (slots.follow_up == number)).nonzero()[0].tolist() for number in numbers]
            yield self._of_slots(term, slots.ore[str(term.id)].tolist(), here)

    def _of_slots(self, term: Each, ore: Sequence[int], here: Sequence[Sequence[int]]) -> Series:
        """A series of the slots of each follow-up: counted where they have one price, otherwise in kroner."""
        prices = [{ore[slot] for slot in slots} for slots in here]
        is_mixed = any(len(one) > 1 for one in prices)
        weight = {slot: Fraction(ore[slot], ORE_PER_KRONE) if is_mixed else ONE for slots in here for slot in slots}
        counts = self.alone.of(term.each).tolist()
        per_unit = (
            tuple(sum((weight[slot] * Fraction(batch[slot]) for slot in slots), Fraction(0)) for batch in counts)
            for slots in here
        )
        each = (ONE if is_mixed else Fraction(min(one, default=0), ORE_PER_KRONE) for one in prices)
        return Series(
            str(term.id), term.title or str(term.id), Counting(term.each, tuple(per_unit), is_mixed), tuple(each)
        )

    def _is_stated(self, term: PerFigure) -> bool:
        """Whether a figure is said and not counted, and paid for at each follow-up, nothing where it is below zero."""
        from bundlinje.planned.group_terms import drawn_figures

        stated = term.of in drawn_figures(self.roster.contract) and term.at.text() == EACH_FOLLOW_UP
        return stated and term.gate is None and term.quantity(Range.exactly(Fraction(-1))) == 0

    def _figure_prices(self, term: PerFigure) -> Iterator[Fraction]:
        """What one of the figure earns at each follow-up, in the figure's own unit: kroner for kroner."""
        each = term.quantity(Range.exactly(ONE))
        for number in range(1, self.roster.last + 1):
            land = self.alone.tariff.ground_at(number)
            cohorts = land.cohorts_of(term.of)
            row = land.group_row(cohorts[0], number, number)
            ore = land.number_for(term.pays, row, f"terms.{term.id}.pays").ore
            if len(cohorts) != 1 or ore is None:
                raise NotAsFormulas("term", str(term.id))
            yield each * ore / (1 if term.per == "money" else ORE_PER_KRONE)


def _name_of(limit: Limit) -> str:
    return limit.id or type(limit).key

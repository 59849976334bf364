"""What a contract lets one look forward to: when occasions fall due, how many there can be, and what they may earn."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Moment
from bundlinje.grammar.amount import AnyAmount, ByCase, Fixed, Stated
from bundlinje.grammar.window import AnyWindow, Calendar, Named, Window
from bundlinje.grammar.written import Length, Numbers
from bundlinje.terms.each import Each


def last_day(moment: Moment) -> date:
    """The last day that a moment of a contract can mean."""
    month = moment.month or 12
    return date(moment.year, month, moment.day or calendar.monthrange(moment.year, month)[1])


def window_of(contract: Contract, over: AnyWindow | None) -> Window | Calendar | None:
    """The window itself; none where there is none or its name is not declared."""
    return (contract.windows or {}).get(over.window) if isinstance(over, Named) else over


def measures_of(contract: Contract, outcome: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Names of the measures an outcome is tested on, those of the outcomes it asks for included."""
    stated = contract.outcomes.get(outcome)
    if stated is None or outcome in seen:
        return frozenset()
    own = frozenset(name for name, _ in stated.where.numbers() if name in contract.measures)
    inner = (measures_of(contract, name, seen | {outcome}) for name in stated.where.outcomes())
    return own.union(*inner)


def windows_of(contract: Contract, name: str) -> Iterator[Window | Calendar]:
    """The windows an outcome or measure looks at."""
    for measure in {name} if name in contract.measures else sorted(measures_of(contract, name)):
        window = window_of(contract, contract.measures[measure].over)
        if window is not None:
            yield window


def first_admission(contract: Contract) -> date | None:
    """The first day anybody can be admitted; none if no cohort says."""
    days = [cohort.intake.from_ for cohort in contract.all_cohorts().values() if cohort.intake.from_]
    return min(days, default=None)


def last_admission(contract: Contract) -> date | None:
    """The last day anybody can be admitted; none if a cohort does not say."""
    days = [cohort.intake.until for cohort in contract.all_cohorts().values()]
    return max((day for day in days if day), default=None) if all(days) else None


def due_after(window: Window, anchor: date, occasion: int) -> date:
    """The last day of an occasion of a window counted from this day."""
    start = anchor if window.every is None else _times(window.every, occasion).after(anchor)
    end = window.span.last.after(start)
    return window.within.after(end) if window.within else end - timedelta(days=1)


def _times(length: Length, number: int) -> Length:
    return Length(length.number * number, length.unit)


def planned(contract: Contract, cohort: str | None = None) -> Fraction | None:
    """Units planned, in all or in one cohort; none where a number is unknown."""
    cohorts = [one for name, one in contract.all_cohorts().items() if cohort in (None, name)]
    numbers = [one.intake.planned.value for one in cohorts]
    if not numbers or any(number is None for number in numbers):
        return None
    return sum((number.value for number in numbers if number is not None), Fraction(0))


def expected_rate(contract: Contract, name: str) -> Fraction | None:
    """The value expected at signing of an outcome's share or a figure; none if nothing is expected."""
    stated = (contract.expected.rates or {}).get(name) if contract.expected else None
    if stated is None and contract.ends_early:
        stated = contract.ends_early.expected.get(name)
    return stated.value.value if stated is not None and stated.value is not None else None


def occasions(contract: Contract, outcome: str) -> int | None:
    """The most occasions on which one unit can achieve an outcome; none where that depends on the calendar."""
    stated = contract.outcomes[outcome]
    if stated.happens == "once":
        return 1
    counts = [_repeats(contract, window) for window in windows_of(contract, outcome)]
    known = [count for count in counts if count is not None]
    return None if len(known) < len(counts) else max(known, default=1)


def _repeats(contract: Contract, window: Window | Calendar) -> int | None:
    if isinstance(window, Calendar):
        return None
    return len(contract.follow_ups) if window.per_follow_up else window.repeats


def fixed(amount: AnyAmount | None) -> int | None:
    """An amount in øre where it is one sum of money, looking through what is said about it; otherwise none."""
    inner = amount.amount if isinstance(amount, Stated) else amount
    return inner.ore if isinstance(inner, Fixed) else None


def highest(amount: AnyAmount) -> int | None:
    """The highest of the sums an amount can be, in øre; none where it is no sum, or not known."""
    return _picked(amount, max)


def _picked(amount: AnyAmount, pick: Callable[[list[int]], int]) -> int | None:
    inner = amount.amount if isinstance(amount, Stated) else amount
    if not isinstance(inner, ByCase):
        return fixed(inner)
    sums = [fixed(case) for case in inner.cases.values()]
    known = [ore for ore in sums if ore is not None]
    return pick(known) if known and len(known) == len(sums) else None


@dataclass(frozen=True, slots=True)
class Earning:
    """What a term may earn in øre: at most, and as expected; none where that cannot be told."""

    most: Fraction | None
    expected: Fraction | None


def earning(contract: Contract, term: Each) -> Earning:
    """What a price for every unit may earn, with the planned intake and the expected rate."""
    often = occasions(contract, term.each) if term.each in contract.outcomes else None
    if often is None or isinstance(term.pays, list):
        return Earning(None, None)
    rate = expected_rate(contract, term.each)
    most, least = (_of_all(contract, term.pays, often, pick) for pick in (max, min))
    return Earning(most, None if rate is None or least is None else least * rate)


def _of_all(contract: Contract, amount: AnyAmount, often: int, pick: Callable[[list[int]], int]) -> Fraction | None:
    """What all planned units earn that achieve every time; of cases that cannot be foretold, the picked one."""
    inner = amount.amount if isinstance(amount, Stated) else amount
    found = [
        (planned(contract, name), _prices(_of_cohort(inner, name), often, pick)) for name in contract.all_cohorts()
    ]
    if not found or any(units is None or prices is None for units, prices in found):
        return None
    return sum((units * prices for units, prices in found if units is not None and prices is not None), Fraction(0))


def _of_cohort(amount: AnyAmount, cohort: str) -> AnyAmount | None:
    is_by_cohort = isinstance(amount, ByCase) and amount.by == "cohort"
    return amount.cases.get(cohort) if isinstance(amount, ByCase) and is_by_cohort else amount


def _prices(amount: AnyAmount | None, often: int, pick: Callable[[list[int]], int]) -> int | None:
    """What one unit earns that achieves every time."""
    if isinstance(amount, ByCase) and amount.by in ("occasion", "follow-up"):
        return _run(amount, often)
    price = None if amount is None else _picked(amount, pick)
    return None if price is None else price * often


def _run(amount: ByCase, often: int) -> int | None:
    prices = []
    for number in range(1, often + 1):
        case = next((case for case in amount.cases if number in runs(case)), None)
        prices.append(0 if case is None else fixed(amount.cases[case]))
    return None if None in prices else sum(price for price in prices if price is not None)


def runs(case: str) -> range:
    """The numbers that a case such as `1-4` stands for; none for a case that is no number."""
    try:
        numbers = Numbers.read(case)
    except ValueError:
        return range(0)
    return range(numbers.first, numbers.last + 1)

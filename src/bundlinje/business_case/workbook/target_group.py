"""The target group: who starts when, who completes, and the first calendar year in which the effect shows."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.business_case.parts import Cohort
from bundlinje.business_case.workbook.expression import constant, total
from bundlinje.business_case.workbook.ground import CohortCells, Ground, status_of, title, why_of
from bundlinje.business_case.workbook.page import Entry, Formula, Look, Page, Said, Shape


def fill_target_group(ground: Ground, page: Page) -> None:
    """Fill the page: one row a cohort."""
    page.line(Said("sheet.target_group"), look=Look.TITLE)
    if ground.case.target_group:
        page.line(title(ground.case.target_group, ""))
    page.gap()
    columns = ("cohort", "start", "participants", "completion", "takes", "finishes", "finishers", "status", "why")
    for column, name in enumerate(columns):
        page.put(column, Said(f"column.{name}"), Look.FIGURES if 0 < column < 7 else Look.HEADING)
    page.row += 1
    for place, cohort in enumerate(ground.case.cohorts):
        ground.cohorts.append(_cohort(ground, page, place, cohort))
    _totals(ground, page)


def _cohort(ground: Ground, page: Page, place: int, cohort: Cohort) -> CohortCells:
    where, known_as = ("cohorts", place), ("cohort", cohort.start)
    page.put(0, f"{place + 1}")
    start = page.put(1, _start(ground, place, cohort))
    people = page.put(
        2, ground.entry((*where, "participants"), cohort.participants, Shape.COUNT, *known_as, "participants")
    )
    share = page.put(3, ground.entry((*where, "completion"), cohort.completion, Shape.SHARE, *known_as, "completion"))
    takes = page.put(4, Formula(constant(cohort.finishes - cohort.start), Shape.WHOLE))
    finishes = page.put(5, Formula(start + takes, Shape.YEAR))
    volume = ground.knobs["volume"]
    finishers = page.put(6, Formula(people * share * volume, Shape.COUNT))
    worst = max((cohort.participants, cohort.completion), key=lambda number: number.mark)
    page.put(7, status_of(worst))
    page.put(8, " · ".join(dict.fromkeys(filter(None, map(why_of, (cohort.participants, cohort.completion))))))
    page.row += 1
    ground.listed += [((*where, "participants"), people), ((*where, "completion"), share)]
    return CohortCells(start, finishes, people * volume, finishers)


def _start(ground: Ground, place: int, cohort: Cohort) -> Entry:
    """The year of the start."""
    return Entry(
        path=("cohorts", place, "start"),
        name=ground.name("cohort", cohort.start, "start"),
        value=Fraction(cohort.start),
        shape=Shape.YEAR,
        least=Fraction(ground.case.base_year),
        most=Fraction(latest_start(ground, cohort)),
    )


def latest_start(ground: Ground, cohort: Cohort) -> int:
    """The latest year in which a cohort may start and all that follows still have its column."""
    after = cohort.finishes - cohort.start + ground.after_finishing[-1]
    return max(ground.years.stop - 1 - after, cohort.start)


def _totals(ground: Ground, page: Page) -> None:
    page.put(0, Said("row.total"), Look.TOTAL)
    everybody = total(*(cohort.participants for cohort in ground.cohorts))
    page.put(2, Formula(everybody, Shape.COUNT, ground.name("participants")), Look.TOTAL)
    completed = total(*(cohort.finishers for cohort in ground.cohorts))
    page.put(6, Formula(completed, Shape.COUNT, ground.name("finishers")), Look.TOTAL)
    page.row += 1

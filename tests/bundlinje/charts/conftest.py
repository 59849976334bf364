"""One invented example of every chart, and each of them in both languages and sizes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from bundlinje import charts
from bundlinje.charts.data import (
    About,
    Acceptability,
    Bars,
    Chances,
    Cumulated,
    Curve,
    Fan,
    FanYear,
    Intake,
    IntakePeriod,
    Interval,
    Outcome,
    Outcomes,
    Payer,
    SideBySide,
    Step,
    Swing,
    Tornado,
    Waterfall,
)
from bundlinje.charts.palette import Size
from bundlinje.grammar.part import Mark
from bundlinje.report.table import Name

MILLION = 100_000_000
"""A million kroner in øre."""


def name(da: str, en: str) -> Name:
    return Name({"da": da, "en": en})


SOURCE = name("Kilde: opdigtede tal til afprøvning, frø 42.", "Source: invented numbers for tests, seed 42.")


def about(da: str, en: str) -> About:
    return About(name(da, en), notes=(SOURCE,))


def millions(*amounts: float) -> tuple[int, ...]:
    return tuple(round(amount * MILLION) for amount in amounts)


def a_fan() -> Fan:
    return Fan(
        about("Restbeløb i fonden ultimo året", "Balance of the fund at year end"),
        tuple(
            FanYear(2026 + n, *millions(9 - 1.3 * n, 11 - n, 12 - 0.7 * n, 13.2, 15 + 0.1 * n), below_zero=n / 50)
            for n in range(9)
        ),
        known=tuple(zip(range(2019, 2026), millions(38.3, 33, 27.2, 22.4, 19.8, 15.6, 13.1), strict=True)),
        beside=(Curve(name("fast 80 % effekt", "flat 80% effect"), ((2025, 13 * MILLION), (2034, 11 * MILLION))),),
        lasting=(2034, Fraction(83, 100)),
    )


def a_tornado() -> Tornado:
    inputs = [
        (name("Startforsinkelse", "Late start"), *millions(2.2, 1.3), "0", "9", Mark.KNOWN),
        (name("Succesrate", "Success rate"), *millions(-3.1, 7.9), "38 %", "62 %", Mark.KNOWN),
        (name("Antal deltagere", "Participants"), *millions(1.1, 3.2), "90", "132", Mark.ASSUMED),
        (
            name("Enhedspris for forsørgelse pr. måned", "Unit price of support"),
            *millions(0.9, 3.9),
            "",
            "",
            Mark.KNOWN,
        ),
        *((name(f"Øvrig udgift {n}", f"Other cost {n}"), *millions(2.3, 2.5), "", "", Mark.KNOWN) for n in range(5)),
    ]
    swings = tuple(Swing(label, low, high, *rest[:2], mark=rest[2]) for label, low, high, *rest in inputs)
    return Tornado(about("Kommunens netto over 8 år", "The municipality's net over 8 years"), *millions(2.4), swings)


def a_waterfall() -> Waterfall:
    return Waterfall(
        about("Kommunens netto", "The municipality's net"),
        (
            Step(name("Investering", "Investment"), *millions(-10.3)),
            Step(name("Sparet forsørgelse", "Income support saved"), *millions(11.1), mark=Mark.ASSUMED),
            Step(name("Gevinst før betaling", "Gain before payment"), total=True),
            Step(name("Resultatbetaling til fonden", "Outcome payment to the fund"), *millions(-4.4)),
            Step(name("Beholdt i områderne", "Kept in the areas"), *millions(5.2)),
        ),
    )


def a_cumulated() -> Cumulated:
    net = (-4.1, -9.8, -11.2, -8.0, -3.9, 0.6, 3.2, 5.9, 7.1)
    labels = (name("Uden betaling", "Without payment"), name("Efter betaling", "After payment"))
    curves = (
        Curve(
            label, tuple(zip(range(2023, 2032), millions(*(a - 0.7 * k * n for n, a in enumerate(net))), strict=True))
        )
        for k, label in enumerate(labels)
    )
    return Cumulated(about("Kommunens kumulerede netto", "The municipality's cumulated net"), tuple(curves), 2028)


def some_bars() -> Bars:
    payers = (
        Payer(name("Kommunen", "Municipality"), millions(-4.1, -5.7, -1.4, 3.2, 4.1, 4.5)),
        Payer(name("Regionen", "Region"), millions(0, 0.1, 0.3, 0.5, 0.6, 0.7)),
        Payer(name("Staten", "State"), millions(0, 0.2, -0.9, 1.6, 1.9, 2.2)),
    )
    return Bars(about("Netto pr. år", "Net per year"), tuple(range(2023, 2029)), payers)


def some_intervals() -> SideBySide:
    return SideBySide(
        about("Andel i beskæftigelse", "Share in employment"),
        (
            Interval(name("fast 80 % af planen", "flat 80% of the plan"), Fraction(36, 100)),
            Interval(name("blanding", "mixture"), *(Fraction(n, 100) for n in (33, 6, 22, 44, 52))),
            Interval(name("lært", "learnt"), *(Fraction(n, 100) for n in (17, 9, 12, 21, 26))),
        ),
        against=((name("aftalt", "agreed"), Fraction(19, 42)), (name("målt", "measured"), Fraction(4, 42))),
        shares=True,
    )


def an_acceptability() -> Acceptability:
    prices = range(0, 16_000_000, 1_000_000)
    curves = (
        Chances(name("Kommunen", "Municipality"), tuple((p, max(0.0, 1 - p / 12_000_000)) for p in prices)),
        Chances(name("Hele det offentlige", "The whole public sector"), tuple((p, 1 - p / 16_000_000) for p in prices)),
    )
    return Acceptability(about("Overskud for kommunen", "Surplus for the municipality"), curves, price=6_200_000)


def a_histogram() -> Any:
    drawn = [round((5 + (n * 37 % 100) / 10) * MILLION) for n in range(1_000)]
    return charts.histogram_of(about("Tilbagebetaling i alt", "Total repayment"), drawn, round(10.3 * MILLION))


def an_intake() -> Intake:
    plan = tuple((Fraction(2023) + Fraction(n, 12), 4 * n) for n in range(37))
    came = tuple((Fraction(2023) + Fraction(n, 12), min(3 * n, 57)) for n in range(25))
    years = (IntakePeriod("2023", 48, 36), IntakePeriod("2024", 48, 21), IntakePeriod("2025", 48))
    return Intake(about("Borgere startet", "Citizens started"), years, plan, came, (73, 77, 86))


def some_outcomes() -> Outcomes:
    return Outcomes(
        about("Resultater ved opfølgning 4", "Results at follow-up 4"),
        (
            Outcome(name("I beskæftigelse", "In employment"), 4, 42, 0.04, 0.22, Fraction(19, 42)),
            Outcome(name("Deltaget i camps", "Took part in camps"), 34, 38, 0.76, 0.96, Fraction(9, 10)),
            Outcome(name("Bestået afgangsprøve", "Passed final exam"), 0, 0, expected=Fraction(3, 5)),
            Outcome(name("Flyttet hjem", "Moved home"), 9, 12, 0.47, 0.91, Fraction(1, 2)),
        ),
    )


EXAMPLES: dict[str, tuple[Callable[..., charts.Chart], Callable[[], Any]]] = {
    "fan": (charts.fan, a_fan),
    "tornado": (charts.tornado, a_tornado),
    "waterfall": (charts.waterfall, a_waterfall),
    "cumulated": (charts.cumulated, a_cumulated),
    "bars": (charts.bars, some_bars),
    "side_by_side": (charts.side_by_side, some_intervals),
    "acceptability": (charts.acceptability, an_acceptability),
    "histogram": (charts.histogram, a_histogram),
    "intake": (charts.intake, an_intake),
    "outcomes": (charts.outcomes, some_outcomes),
}
LANGUAGES = ("da", "en")
SIZES = {"wide": charts.WIDE, "phone": charts.PHONE}
_DRAWN: dict[tuple[str, str, Size], charts.Chart] = {}


def drawn(kind: str, language: str = "da", size: Size = charts.WIDE) -> charts.Chart:
    """An example, drawn once however many tests look at it."""
    if (kind, language, size) not in _DRAWN:
        draw, data = EXAMPLES[kind]
        _DRAWN[kind, language, size] = draw(data(), language, size)
    return _DRAWN[kind, language, size]


@pytest.fixture(params=[(k, lang, s) for k in EXAMPLES for lang in LANGUAGES for s in SIZES], ids="-".join)
def chart(request: pytest.FixtureRequest) -> charts.Chart:
    """Every example in each language and size."""
    kind, language, size = request.param
    return drawn(kind, language, SIZES[size])

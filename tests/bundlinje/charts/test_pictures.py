"""What each picture says and shows, by example."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bundlinje.charts import picture
from tests.bundlinje.charts.conftest import (
    MILLION,
    a_cumulated,
    a_fan,
    a_histogram,
    a_tornado,
    a_waterfall,
    an_acceptability,
    an_intake,
    drawn,
    millions,
    name,
    some_bars,
    some_intervals,
    some_outcomes,
)

from bundlinje import charts
from bundlinje.charts.data import About, Chances, Curve, FanYear, Step, Waterfall
from bundlinje.charts.pictures.acceptability import chance_at
from bundlinje.report.table import Count, Kroner, Thousands
from bundlinje.words.tables import text


def _plain(said: str) -> str:
    return said.replace("\u00a0", " ")


def _drawn_rows(chart: charts.Chart, mark: str) -> list[dict[str, Any]]:
    layers = [layer for layer in chart.draw()["layer"] if layer["mark"]["type"] == mark]
    return [row for layer in layers for row in layer["data"]["values"] if row]


def _column(chart: charts.Chart, number: int) -> list[str]:
    return [text(row.cells[number], chart.language, "charts") for row in chart.table.rows]


@pytest.mark.parametrize(
    ("kind", "danish", "english"),
    [
        (
            "intake",
            "57 er startet af 144 planlagte; ventet i alt 77 (73 til 86)",
            "57 have started of 144 planned; 77 are expected in all (73 to 86)",
        ),
        ("outcomes", "1 af 3 målte mål er nået", "1 of 3 measured outcomes are reached"),
        (
            "fan",
            "Pengene rækker til og med 2034 i 83 % af gennemregningerne",
            "The money lasts through 2034 in 83% of the simulations",
        ),
        (
            "tornado",
            "Succesrate betyder mest: resultatet bliver mellem −3,1 mio. kr. og 7,9 mio. kr.",
            "Success rate matters most: the result lies between DKK −3.1 million and DKK 7.9 million",
        ),
        ("waterfall", "Kommunens netto: 1,6 mio. kr.", "The municipality's net: DKK 1.6 million"),
        (
            "cumulated",
            "Kommunens kumulerede netto: tjent hjem i 2028, og 7,1 mio. kr. i 2031",
            "The municipality's cumulated net: breaks even in 2028, and DKK 7.1 million in 2031",
        ),
        ("bars", "Netto pr. år: 7,8 mio. kr. i alt", "Net per year: DKK 7.8 million in all"),
        (
            "side_by_side",
            "Andel i beskæftigelse: 36 % (fast 80 % af planen) eller 17 % (lært)",
            "Share in employment: 36% (flat 80% of the plan) or 17% (learnt)",
        ),
        (
            "acceptability",
            "Ved den aftalte pris, 62.000 kr., er chancen for overskud 48 %",
            "At the agreed price, DKK 62,000, the chance of a surplus is 48%",
        ),
        (
            "histogram",
            "Hele kapitalen kommer igen i 47 % af gennemregningerne",
            "The whole capital comes back in 47% of the simulations",
        ),
    ],
)
def test_the_sentence_over_a_chart_is_its_conclusion(kind: str, danish: str, english: str) -> None:
    assert (_plain(drawn(kind, "da").title), _plain(drawn(kind, "en").title)) == (danish, english)


def test_a_fan_without_a_chance_of_lasting_says_where_it_ends() -> None:
    said = _plain(charts.fan(replace(a_fan(), lasting=None)).title)
    assert said.endswith("6,4 mio. kr. i 2034, og i 8 ud af 10 gennemregninger mellem −1,4 mio. kr. og 15,8 mio. kr.")


def test_a_fan_opens_from_what_is_known_last() -> None:
    first = min(_drawn_rows(drawn("fan"), "area"), key=lambda row: row["x"])
    assert (first["x"], first["y"], first["y2"]) == (2025, 13.1 * MILLION, 13.1 * MILLION)


def test_a_fan_of_a_single_year_fills_the_field() -> None:
    lone = replace(a_fan(), years=(FanYear(2030, -1, 0, 1, 2, 3),), known=(), beside=(), lasting=None)
    assert {row["x"] for row in _drawn_rows(charts.fan(lone), "area")} == {2029.5, 2030.5}


def test_what_is_not_known_of_a_year_is_blank_in_the_table_of_a_fan() -> None:
    known, p10 = _column(drawn("fan"), 0), _column(drawn("fan"), 1)
    assert (known[0], p10[0]) == ("38.300", "")
    assert (known[-1], p10[-1]) == ("", "-1.400")


def test_what_is_known_is_called_what_the_caller_calls_it() -> None:
    chart = charts.fan(replace(a_fan(), known_as=name("afregnet", "settled")))
    assert "afregnet" in [box.text for box in picture.boxes(chart.svg())]
    assert chart.csv().startswith("År;afregnet (1.000 kr.);P10")


def test_a_line_beside_a_fan_that_never_changes_has_no_marks_on_it() -> None:
    flat = Curve("kapital", tuple((year, 6 * MILLION) for year in range(2026, 2035)))
    hollow = [
        [layer for layer in charts.fan(replace(a_fan(), beside=(line,))).draw()["layer"] if "fill" in layer["mark"]]
        for line in (flat, *a_fan().beside)
    ]
    assert len(hollow[1]) == len(hollow[0]) + 1


def test_the_widest_swing_stands_on_top() -> None:
    labels = [text(row.label, "da", "charts") for row in drawn("tornado").table.rows]
    assert labels[:4] == ["Som ventet", "Succesrate", "Enhedspris for forsørgelse pr. måned", "Antal deltagere*"]


def test_a_narrow_tornado_shows_the_widest_swings_and_says_how_many_more_the_table_has() -> None:
    texts = [box.text for box in picture.boxes(drawn("tornado", "da", charts.PHONE).svg())]
    assert "Mindre udsving, som kun står i tabellen: 3." in texts
    assert "Øvrig udgift 2" not in texts
    assert len(drawn("tornado", "da", charts.PHONE).table.rows) == 1 + len(a_tornado().swings)


def test_what_leans_on_an_assumption_is_starred_and_the_star_explained() -> None:
    for kind in ("tornado", "waterfall"):
        texts = [box.text for box in picture.boxes(drawn(kind).svg())]
        assert any(text.endswith("*") for text in texts)
        assert "* Hviler på noget antaget." in texts
        assert "* Hviler på noget antaget." in drawn(kind).csv()


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6))
def test_a_waterfall_ends_where_its_steps_add_up_to(amounts: list[int]) -> None:
    steps = tuple(Step(str(n), ore) for n, ore in enumerate(amounts))
    last = charts.waterfall(Waterfall(About("netto"), steps)).table.rows[-1]
    assert last.cells[1] in (Kroner(sum(amounts)), Thousands(sum(amounts)))


def test_a_waterfall_that_ends_in_a_total_gets_no_other() -> None:
    steps = (*a_waterfall().steps, Step("til sidst", total=True))
    assert len(charts.waterfall(replace(a_waterfall(), steps=steps)).table.rows) == len(steps)


def test_the_field_under_a_cumulated_curve_changes_colour_where_the_curve_crosses_nothing() -> None:
    curve = Curve("netto", ((2026, -3 * MILLION), (2027, MILLION)))
    rows = _drawn_rows(charts.cumulated(replace(a_cumulated(), curves=(curve,), break_even=2027)), "area")
    assert {(row["x"], row["y"]) for row in rows} == {
        (2026, 0), (2026, -3 * MILLION), (2026.75, 0), (2027, MILLION), (2027, 0),
    }  # fmt: skip


def test_a_curve_that_is_not_earned_back_says_what_is_missing() -> None:
    short = replace(a_cumulated(), curves=(Curve("a", ((2026, -MILLION), (2027, -3 * MILLION))),), break_even=None)
    assert _plain(charts.cumulated(short).title).endswith("ikke tjent hjem i 2027, hvor der mangler 3,0 mio. kr.")


def test_costs_hang_below_and_gains_stand_above() -> None:
    boxes = [row for row in _drawn_rows(drawn("bars"), "rect") if round(row["x"]) == 2025]
    assert sorted((row["y"], row["y2"]) for row in boxes) == sorted(
        [(0, *millions(-1.4)), (0, *millions(0.3)), millions(-1.4, -2.3)]
    )


def test_the_bars_table_adds_up_both_ways() -> None:
    *years, total = drawn("bars").table.rows
    nets = [row.cells[-1].ore for row in years]  # type: ignore[union-attr]
    assert total.cells[-1] == Thousands(sum(nets)) == Thousands(sum(sum(p.ore) for p in some_bars().payers))


def test_a_way_of_looking_ahead_without_uncertainty_says_so_and_is_hollow() -> None:
    assert "36 %, uden usikkerhed" in [_plain(box.text) for box in picture.boxes(drawn("side_by_side").svg())]
    hollow = [layer for layer in drawn("side_by_side").draw()["layer"] if layer["mark"].get("shape") == "diamond"]
    assert [layer["mark"]["fill"] for layer in hollow] == ["#ffffff"]


def test_ways_of_looking_ahead_may_be_amounts() -> None:
    intervals = tuple(replace(one, middle=one.middle * 10**9, p10=None, p25=None, p75=None, p90=None)
                      for one in some_intervals().intervals)  # fmt: skip
    chart = charts.side_by_side(replace(some_intervals(), intervals=intervals, against=(), shares=False))
    assert _column(chart, 0) == ["3.600", "3.300", "1.700"]
    assert _plain(chart.title).startswith("Andel i beskæftigelse: 3,6 mio. kr.")


def test_a_chance_between_two_prices_lies_on_the_line_between_them() -> None:
    curve = Chances("a", ((0, 1.0), (100, Fraction(1, 2))))
    assert [chance_at(curve, price) for price in (-1, 0, 50, 100, 101)] == [None, 1.0, 0.75, 0.5, None]


def test_without_an_agreed_price_the_curve_says_its_range() -> None:
    said = _plain(charts.acceptability(replace(an_acceptability(), price=None)).title)
    assert said == "Overskud for kommunen: chancen for overskud går fra 100 % til 0 %"


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=200), st.integers(1, 10**10), st.integers(1, 60))
def test_every_draw_falls_in_one_bin_and_no_bin_straddles_the_capital(
    drawn_ore: list[int], capital: int, bins: int
) -> None:
    made = charts.histogram_of(About("x"), drawn_ore, capital, bins)
    assert sum(one.draws for one in made.bins) == len(drawn_ore)
    assert all(one.high <= capital or one.low >= capital for one in made.bins)
    assert all(one.draws == sum(one.low <= ore < one.high for ore in drawn_ore) for one in made.bins)
    assert made.whole == Fraction(sum(ore >= capital for ore in drawn_ore), len(drawn_ore))


def test_what_falls_short_of_the_capital_is_drawn_apart_from_what_covers_it() -> None:
    chart, data = drawn("histogram"), a_histogram()
    bins = [layer for layer in chart.draw()["layer"] if layer["mark"].get("strokeWidth") == 0.75]
    below, above = ([(row["x"], row["x2"]) for row in layer["data"]["values"]] for layer in bins)
    assert bins[0]["mark"]["color"] != bins[1]["mark"]["color"]
    assert max(right for _, right in below) == data.capital == min(left for left, _ in above)
    assert sum(row.cells[1].number for row in chart.table.rows if isinstance(row.cells[1], Count)) == 1_000


def test_a_label_may_be_a_name_words_by_code_or_a_text() -> None:
    about = About(name("Netto", "Net"), notes=("som det står",))
    curve = Curve(name("kommune", "municipality"), ((2026, 1), (2027, 2)))
    table = charts.cumulated(replace(a_cumulated(), about=about, curves=(curve,)), "en").csv()
    assert "municipality (DKK)" in table
    assert "som det står" in table
    assert millions(1) == (MILLION,)


def test_an_intake_tells_plan_and_actual_year_by_year_and_leaves_what_is_ahead_open() -> None:
    chart = drawn("intake")
    assert [text(row.label, "da", "charts") for row in chart.table.rows] == ["2023", "2024", "2025", "I alt til nu"]
    assert _column(chart, 0) == ["48", "48", "48", "96"]
    assert _column(chart, 1) == ["36", "21", "endnu ikke", "57"]
    assert _column(chart, 2) == ["-12", "-27", "", "-39"]
    assert {57, 144} <= {row["y"] for row in _drawn_rows(chart, "line")}


def test_an_intake_says_what_is_known_and_no_more() -> None:
    data = an_intake()
    ahead = charts.intake(replace(data, came=(), expected=None), "da")
    over = charts.intake(replace(data, expected=(57, 57, 57)), "da")
    assert ahead.title == "Planen er 144 i alt"
    assert over.title == "57 er startet af 144 planlagte"
    assert charts.intake(replace(data, expected=None)).title == over.title


def test_units_are_counted_in_whole_numbers_however_few_they_are() -> None:
    plan = ((Fraction(2024), 0), (Fraction(2025), 3))
    chart = charts.intake(replace(an_intake(), plan=plan, came=(), expected=None), "da")
    assert not [box.text for box in picture.boxes(chart.svg()) if "," in box.text and box.text[0].isdigit()]


def test_a_result_stands_with_its_interval_beside_what_was_agreed_and_one_not_measured_is_no_nought() -> None:
    chart = drawn("outcomes")
    assert _column(chart, 0) == ["4 af 42", "34 af 38", "ikke målt endnu", "9 af 12"]
    assert [_plain(said) for said in _column(chart, 2)] == ["4,0 % – 22,0 %", "76,0 % – 96,0 %", "", "47,0 % – 91,0 %"]
    assert len([row for row in _drawn_rows(chart, "rect") if "x2" in row]) == 3
    assert (
        charts.outcomes(replace(some_outcomes(), rows=some_outcomes().rows[2:3])).title == "Intet mål kan vises endnu"
    )


def test_a_result_of_few_is_neither_drawn_nor_told() -> None:
    few = replace(some_outcomes().rows[0], hidden=True)
    chart = charts.outcomes(replace(some_outcomes(), rows=(few,)), "da")
    told = " ".join(box.text for box in picture.boxes(chart.svg())) + chart.csv() + chart.description
    assert "skjult" in told
    assert not {"4 af 42", "9,5 %", "4/42"} & {part for part in ("4 af 42", "9,5 %", "4/42") if part in told}
    assert len(_drawn_rows(chart, "point")) == 1

"""What holds for every chart, in both languages, wide and on a phone."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from itertools import combinations
from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError
from tests.bundlinje.charts import picture
from tests.bundlinje.charts.conftest import EXAMPLES, LANGUAGES, SIZES, drawn

from bundlinje import charts
from bundlinje.charts.palette import PAPER
from bundlinje.report.table import Kroner, Percent, Thousands


def _texts(chart: charts.Chart) -> list[str]:
    return [box.text for box in picture.boxes(chart.svg())]


def test_a_chart_is_one_image_with_a_name_and_a_description_in_its_language(chart: charts.Chart) -> None:
    root = picture.root(chart.svg())
    title, description = list(root)[:2]
    assert (root.get("role"), root.get("lang")) == ("img", chart.language)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == (chart.title, chart.description)


def test_nothing_inside_speaks_by_itself_or_in_another_language(chart: charts.Chart) -> None:
    inside = [node for node in picture.root(chart.svg()).iter() if node.tag != f"{picture.SVG}svg"]
    said = {key for node in inside for key in node.attrib if key.startswith("aria-") and key != "aria-hidden"}
    assert (said, {node.get("role") for node in inside}) == (set(), {None})


def test_a_chart_has_no_inline_style_and_no_script(chart: charts.Chart) -> None:
    nodes = list(picture.root(chart.svg()).iter())
    assert [node for node in nodes if "style" in node.attrib] == []
    assert {node.tag.rpartition("}")[2] for node in nodes} <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "path",
        "line",
        "text",
    }


def test_no_text_covers_another(chart: charts.Chart) -> None:
    found = picture.boxes(chart.svg())
    assert [(a.text, b.text) for a, b in combinations(found, 2) if a.meets(b)] == []


def test_every_text_stands_on_the_page(chart: charts.Chart) -> None:
    root = picture.root(chart.svg())
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    outside = [b for b in picture.boxes(chart.svg()) if b.left < 0 or b.right > wide or b.top < 0 or b.bottom > high]
    assert outside == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_chart_is_as_wide_as_it_was_asked_to_be(kind: str, size: str) -> None:
    assert picture.root(drawn(kind, "da", SIZES[size]).svg()).get("width") == str(SIZES[size].width)


def test_numbers_are_written_as_the_language_writes_them(chart: charts.Chart) -> None:
    stranger = {"da": r"\d\.\d{1,2}(?!\d)|\d,\d{3}(?!\d)|\d%|DKK", "en": r"\d,\d{1,2}(?!\d)|\d\.\d{3}(?!\d)|\d kr\."}
    inputs = {"38 %", "62 %"}
    texts = [text for text in _texts(chart) if not any(given in text for given in inputs)]
    assert [text for text in texts if re.search(stranger[chart.language], text)] == []


def test_what_is_below_zero_has_a_true_minus(chart: charts.Chart) -> None:
    assert [text for text in _texts(chart) if re.search(r"(?<!\w)-\d", text)] == []


def test_the_source_stands_under_every_chart_and_its_table(chart: charts.Chart) -> None:
    begins = {"da": "Kilde: ", "en": "Source: "}[chart.language]
    assert any(text.startswith(begins) for text in _texts(chart))
    assert begins in chart.csv()


def test_the_description_says_what_the_axes_count(chart: charts.Chart) -> None:
    axis = {"da": "Vandret akse: ", "en": "Level axis: "}[chart.language]
    assert axis in chart.description
    assert ". ." not in chart.description


def _numbers(spec: dict[str, Any]) -> set[float]:
    rows = [row for layer in spec["layer"] for row in layer["data"]["values"]]
    return {round(value, 6) for row in rows for value in row.values() if isinstance(value, int | float)}


@pytest.mark.parametrize("kind", [kind for kind in EXAMPLES if kind not in {"tornado", "histogram", "intake"}])
def test_the_numbers_of_the_table_are_those_that_are_drawn(kind: str) -> None:
    chart = drawn(kind)
    spec = chart.draw()
    here = _numbers(spec)
    rows = [row for row in chart.table.rows if not (kind == "bars" and row.weight == "total")]
    cells = [cell for row in rows for cell in row.cells]
    amounts = {float(c.ore) for c in cells if isinstance(c, Kroner | Thousands) and c.ore is not None}
    shares = {round(float(c.share), 6) for c in cells if isinstance(c, Percent)}
    apart = {"bars": _inner_payers(), "waterfall": _steps(), "fan": _risks()}.get(kind, set())
    assert amounts | shares
    assert (amounts | shares) - here - apart == set()


def _inner_payers() -> set[float]:
    """Pieces of a stack are drawn from where the one below ends."""
    return {float(ore) for payer in EXAMPLES["bars"][1]().payers[1:] for ore in payer.ore}


def _steps() -> set[float]:
    """Steps of a waterfall are drawn from one stand to the next."""
    return {float(step.ore) for step in EXAMPLES["waterfall"][1]().steps}


def _risks() -> set[float]:
    """The risk of a year stands in the table only."""
    return {float(year.below_zero) for year in EXAMPLES["fan"][1]().years}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_altair_knows_every_mark_and_channel_of_a_chart(kind: str) -> None:
    alt.LayerChart.from_dict(drawn(kind).draw(), validate=True)


def test_altair_would_see_a_mark_it_does_not_know() -> None:
    spec = {**drawn("bars").draw(), "layer": [{"data": {"values": [{}]}, "mark": {"type": "balloon"}}]}
    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict(spec, validate=True)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_chart_drawn_again_is_the_same_to_the_byte(kind: str) -> None:
    draw, data = EXAMPLES[kind]
    again = draw(data(), "da", charts.WIDE)
    assert (again.svg(), again.png(1)) == (drawn(kind).svg(), drawn(kind).png(1))


def test_another_process_draws_the_same_to_the_byte() -> None:
    script = (
        "import sys; from tests.bundlinje.charts.conftest import drawn; print(drawn('fan').csv(), drawn('fan').svg())"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert out.stdout.decode().split() == f"{drawn('fan').csv()} {drawn('fan').svg()}".split()


def test_two_charts_on_one_page_share_no_id() -> None:
    ids = [re.findall(r'\bid="([^"]+)"', drawn(kind, language).svg()) for kind in EXAMPLES for language in LANGUAGES]
    every = [one for found in ids for one in found]
    assert len(every) == len(set(every)) > 0


@pytest.mark.parametrize("scale", [1, 2])
def test_a_png_has_the_pixels_of_the_svg_times_the_scale(scale: int) -> None:
    root = picture.root(drawn("bars").svg())
    png = drawn("bars").png(scale)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    asked = tuple(scale * int(root.get(side, 0)) for side in ("width", "height"))
    assert struct.unpack(">II", png[16:24]) == asked


def test_a_chart_lies_on_paper_so_that_it_reads_on_any_page(chart: charts.Chart) -> None:
    first = picture.root(chart.svg()).find(f"{picture.SVG}rect")
    assert first is not None
    assert first.get("fill") == PAPER

"""Every label of a chart stands in both languages with the same gaps; none is missing and none is idle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bundlinje.charts
from bundlinje.charts.scales import Unit
from bundlinje.words.labels import labels
from bundlinje.words.problems import sentences

ROOM = Path(bundlinje.charts.__file__).parent
CODE = re.compile(r'"((?:heading|row|key|note|desc|starred|[a-z]+)(?:\.[a-z_]+)*)"')
SPOKEN = {found for path in ROOM.rglob("*.py") for found in CODE.findall(path.read_text("utf-8"))}
GAP = re.compile(r"\{(\w+)\}")


def test_every_label_is_spoken_by_a_chart() -> None:
    assert sorted(set(labels("charts")) - SPOKEN - {f"unit.{unit.code}" for unit in Unit}) == []


def test_every_code_of_a_chart_has_a_label() -> None:
    stems = {code.partition(".")[0] for code in labels("charts")}
    said = {code for code in SPOKEN if "." in code and code.partition(".")[0] in stems - {"charts"}}
    assert sorted(said - set(labels("charts"))) == []


@pytest.mark.parametrize("code", labels("charts"))
def test_both_languages_of_a_label_have_the_same_gaps(code: str) -> None:
    texts = labels("charts")[code]
    assert set(texts) == {"da", "en"}
    assert set(GAP.findall(texts["da"])) == set(GAP.findall(texts["en"]))


def test_every_problem_of_a_chart_has_its_sentence() -> None:
    raised = {code for path in ROOM.rglob("*.py") for code in re.findall(r'error\("([^"]+)"', path.read_text("utf-8"))}
    assert raised == {code for code in sentences() if code.startswith("charts.")}

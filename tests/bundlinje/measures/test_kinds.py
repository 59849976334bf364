"""The eight kinds of measure, as a contract writes them, and what they refuse to count."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from bundlinje.facts.base import SHELF as FACTS
from bundlinje.facts.base import FactKind
from bundlinje.grammar.quantity import Dimension
from bundlinje.measures.base import SHELF, AnyMeasure, Measure, OwnNorm, OwnStart

DECLARED: Mapping[str, FactKind] = {
    name: FACTS.kinds[FACTS.key_of(raw) or ""].model_validate(raw)
    for name, raw in yaml.safe_load("""
enrolled: {enrolment: Optaget, own: {age: count, norm: days, wish: share}}
shelter:  {spell: Døgn, coverage: stated}
job:      {spell: Job, value: share, coverage: stated}
level:    {spell: Trin, value: number, decimals: 1, coverage: stated}
weekly:   {spell: Ydelse, value: kr a week, coverage: stated}
daily:    {spell: Husleje, value: kr a day, coverage: stated}
visit:    {event: Besøg, coverage: stated}
paid:     {event: Udbetalt, value: kr, coverage: stated}
points:   {event: Point, value: number, decimals: 2, coverage: stated}
hba1c:    {score: Blodsukker, instrument: HbA1c, decimals: 1}
""").items()
}
LENGTHS = np.array([30, 7], dtype=np.int32)


def _measure(text: str) -> Measure:
    return TypeAdapter(AnyMeasure).validate_python(yaml.safe_load(text))


def test_there_are_eight_kinds() -> None:
    assert list(SHELF.kinds) == ["average", "days_in", "is_in", "longest", "own", "score", "times", "total"]


@pytest.mark.parametrize("kind", SHELF.kinds.values(), ids=SHELF.kinds)
def test_a_kind_reads_its_example_and_writes_it_again(kind: type[Measure]) -> None:
    measure = _measure(kind.example)
    assert type(measure) is kind
    assert kind.model_validate(measure.model_dump(mode="json", by_alias=True)) == measure


@pytest.mark.parametrize("kind", SHELF.kinds.values(), ids=SHELF.kinds)
def test_a_kind_speaks_only_of_its_own_slots(kind: type[Measure]) -> None:
    slots = [set(re.findall(r"\{(\w+)", sentence)) for sentence in (kind.says.da, kind.says.en)]
    assert slots[0] == slots[1] <= set(kind.model_fields)


@pytest.mark.parametrize(
    ("text", "dimension", "denominator"),
    [
        ("days_in: shelter", Dimension.DAYS, 1),
        ("times: visit", Dimension.COUNT, 1),
        ("total: paid", Dimension.KRONER, 1),
        ("total: points", Dimension.COUNT, 100),
        ("total: weekly", Dimension.KRONER, 7),
        ("{total: paid, less: weekly}", Dimension.KRONER, 7),
        ("{total: paid, less: daily}", Dimension.KRONER, 1),
        ("average: job", Dimension.SHARE, [30_000_000, 7_000_000]),
        ("average: level", Dimension.COUNT, [300, 70]),
        ("average: shelter", Dimension.SHARE, [30, 7]),
        ("longest: job", Dimension.DAYS, 1),
        ("{score: hba1c, take: last}", Dimension.POINTS, 10),
        ("is_in: shelter", Dimension.COUNT, 1),
        ("own: age", Dimension.COUNT, 1),
        ("own: wish", Dimension.SHARE, 1_000_000),
        ("own: norm", Dimension.DAYS, 1),
    ],
)
def test_a_measure_has_a_dimension_and_an_exact_denominator(
    text: str, dimension: Dimension, denominator: int | list[int]
) -> None:
    measure = _measure(text)
    assert measure.dimension(DECLARED) == dimension
    assert np.asarray(measure.denominator(LENGTHS, DECLARED)).tolist() == denominator


@pytest.mark.parametrize(
    "text",
    ["days_in: visit", "times: shelter", "total: visit", "total: job", "total: level", "average: visit",
     "longest: paid", "{score: job, take: last}", "is_in: hba1c", "{total: paid, less: points}",
     "{days_in: shelter, less: visit}"],
)  # fmt: skip
def test_a_fact_of_another_kind_cannot_be_counted(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        _measure(text).dimension(DECLARED)


@pytest.mark.parametrize("text", ["days_in: x", "times: x", "total: x", "own: x", "{score: x, take: first}"])
def test_a_fact_that_is_not_declared_cannot_be_counted(text: str) -> None:
    with pytest.raises(KeyError):
        _measure(text).dimension(DECLARED)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{days_in: x, compared_with: {own: norm, as: difference}}", "measure.better_missing"),
        ("{days_in: x, better: lower, compared_with: {mine: norm, as: difference}}", "measure.compared"),
        ("{days_in: x, better: lower, compared_with: {own: norm, as: relative}}", "literal_error"),
        ("{days_in: x, at_least: 0 days}", "measure.at_least_alone"),
        ("{score: x, take: best}", "measure.best_needs_better"),
        ("{score: x}", "missing"),
    ],
)
def test_a_measure_that_says_too_little_is_refused(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _measure(text)
    assert [problem["type"] for problem in caught.value.errors()] == [code]


def test_a_unit_is_compared_with_its_own_start_or_a_norm_of_its_own() -> None:
    start = _measure(
        "{score: x, take: last, better: lower, at_least: 0, compared_with: "
        "{own_start: {over: {span: 30 days, before: enrolment}, take: first}, as: relative}}"
    )
    norm = _measure("{days_in: x, better: lower, compared_with: {own: norm, as: difference}}")
    assert isinstance(start.compared_with, OwnStart)
    assert isinstance(norm.compared_with, OwnNorm)
    assert type(start).model_validate(start.model_dump(mode="json", by_alias=True)) == start


def test_only_silence_of_a_register_needs_coverage() -> None:
    needs = {kind.key: bool(_measure(kind.example).needs_coverage()) for kind in SHELF.kinds.values()}
    assert [key for key, needed in needs.items() if not needed] == ["own", "score"]
    assert _measure("{days_in: shelter, less: job}").needs_coverage() == ("shelter", "job")

"""Shape: from what a file says to a part, with every mistake told by code, line and column."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field, StrictBool, StrictInt

from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.shape import shaped
from bundlinje.grammar.source import parse_yaml
from bundlinje.grammar.written import Length
from bundlinje.problems import Collector, Problem
from bundlinje.words.problems import say


class Inner(Part):
    """An invented part inside another."""

    share: Share
    times: StrictInt = Field(default=1, ge=0)


class Outer(Part):
    """An invented part of a file."""

    name: NonEmpty
    kind: Literal["one", "two"] = "one"
    long: Length | None = None
    inner: Inner | None = None
    each: dict[str, Inner] = Field(default_factory=dict)
    listed: list[Inner] = Field(default_factory=list)
    on: StrictBool = False


def read(text: str) -> tuple[Outer | None, list[Problem]]:
    found = Collector()
    return shaped(parse_yaml(text, "file.yaml", found), Outer, found), list(found.problems)


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    part, problems = read(text)
    assert part is None
    return [(one.code, one.place.line, one.place.column) for one in problems]


def test_what_has_the_right_shape_is_the_part() -> None:
    part, problems = read("name: et\nlong: 2 years\ninner: {share: 20 %}\neach: {a: {share: 1/3, times: 2}}\n")
    assert problems == []
    assert part is not None
    assert part.inner == Inner(share=Share(1, 5))
    assert part.each["a"].times == 2


MISTAKES = {
    "kind: two": ("shape.missing_key", 1, 1),
    "name: et\nnmae: to": ("shape.unknown_key_meant", 2, 1),
    "name: et\nzzz: to": ("shape.unknown_key", 2, 1),
    "name: ''": ("shape.nothing_there", 1, 7),
    "name: [et]": ("shape.wants_text", 1, 1),
    "name: et\nkind: three": ("shape.not_one_of", 2, 7),
    "name: et\nlong: soon": ("shape.length_unreadable", 2, 7),
    "name: et\ninner: {share: many}": ("shape.number_unreadable", 2, 16),
    "name: et\ninner: {share: 1/2, times: -1}": ("shape.out_of_range", 2, 28),
    "name: et\ninner: {share: 1/2, times: some}": ("shape.wants_whole_number", 2, 28),
    "name: et\ninner: high": ("shape.wants_mapping", 2, 8),
    "name: et\neach: high": ("shape.wants_mapping", 2, 7),
    "name: et\neach: {a: {share: many}}": ("shape.number_unreadable", 2, 19),
    "name: et\nlisted: high": ("shape.wants_list", 2, 9),
    "name: et\nlisted:\n- share: many": ("shape.number_unreadable", 3, 10),
    "name: et\non: perhaps": ("shape.wants_yes_or_no", 2, 5),
    "- et": ("shape.wants_mapping", 1, 1),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_where_it_stands(text: str) -> None:
    assert told(text) == [MISTAKES[text]]


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_in_both_languages_with_every_value_in_its_place(text: str) -> None:
    for problem in read(text)[1]:
        assert "{" not in say(problem, "da") + say(problem, "en")
        assert say(problem, "da") != say(problem, "en")


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    codes = [code for code, _, _ in told("kind: three\nlong: soon\ninner: {share: many, tiems: 2}\n")]
    assert sorted(codes) == [
        "shape.length_unreadable",
        "shape.missing_key",
        "shape.not_one_of",
        "shape.number_unreadable",
        "shape.unknown_key_meant",
    ]


def test_a_text_that_could_not_be_parsed_is_not_told_of_twice() -> None:
    part, problems = read("name: [et\n")
    assert part is None
    assert all(not one.code.startswith("shape.") for one in problems)

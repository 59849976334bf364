"""Reading a case: YAML with places → the case, or every mistake at once with file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.check import check
from bundlinje.grammar.shape import shaped
from bundlinje.grammar.source import Sourced, parse_yaml, read_yaml
from bundlinje.problems import Collector, Problem, Refused


def read_case(path: Path) -> Case:
    """The case in a file. Raises `Refused` with every mistake found; warnings do not stop it."""
    case, problems = examine_case(path)
    if case is None or any(problem.is_error for problem in problems):
        raise Refused(problems)
    return case


def examine_case(path: Path, name: str | None = None) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case in a file, if it can be made out, and everything there is to say against it."""
    found = Collector()
    case = build(read_yaml(path, found, name), found)
    return case, found.problems


def parse_case(text: str, name: str = "case.yaml") -> Case:
    """The case in a text, for tests and editors. Raises `Refused` with every mistake found."""
    found = Collector()
    case = build(parse_yaml(text, name, found), found)
    found.refuse_errors()
    return cast(Case, case)


def build(source: Sourced, found: Collector) -> Case | None:
    """The case that a source describes; what is wrong with it, by shape and then by sense, goes to `found`."""
    case = shaped(source, Case, found)
    if case is not None:
        found.add(*check(case, source.place))
    return case

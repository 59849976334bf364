"""Early warnings as lines under the tables they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bundlinje.cli.options import of_language

if TYPE_CHECKING:
    from bundlinje.problems import Problem
    from bundlinje.report.forecast_gathered import Early, Gathered


def show_warnings(view: Gathered, language: str) -> None:
    """Every early warning of a contract: what it is about, and what it says."""
    from bundlinje.words.labels import label

    if view.warnings:
        click.secho(label("forecast", "warnings.title", of_language(language)), bold=True)
    for one in view.warnings:
        for line in _lines(one, view, language):
            click.echo(line)


def _lines(early: Early, view: Gathered, language: str) -> list[str]:
    from bundlinje.cli.prose import folded, reading_width
    from bundlinje.words.problems import say

    line = f"- {_about(early, view, language)}: {say(early.problem, of_language(language))}"
    width = reading_width()
    return folded(line, width) if width else [line]


def _about(early: Early, view: Gathered, language: str) -> str:
    from bundlinje.report.forecast_tables import outcome_name
    from bundlinje.words.labels import label
    from bundlinje.words.tables import text

    if early.outcome is None:
        return label("forecast", "warnings.intake", of_language(language))
    outcome = text(outcome_name(view.contract, early.outcome), of_language(language))
    return label("forecast", "warnings.outcome", of_language(language), outcome=outcome, number=early.follow_up or 0)


def show_problem(problem: Problem | None, language: str) -> None:
    """One early warning by itself, or nothing."""
    from bundlinje.words.problems import say

    if problem is not None:
        click.echo(say(problem, of_language(language)))

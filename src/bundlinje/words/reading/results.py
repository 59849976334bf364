"""What is followed and reached: facts, windows and measures, result goals, figures for the group, gates."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.parts import Outcome
from bundlinje.figures.base import Figure
from bundlinje.measures.base import Measure, OwnNorm, OwnStart
from bundlinje.words.reading.amounts import measured
from bundlinje.words.reading.clauses import capital, clause
from bundlinje.words.reading.conditions import GATE_NAMES, OUTCOME_NAMES, condition
from bundlinje.words.reading.kinds import closed_word, sentence
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.rawdata import raw_text
from bundlinje.words.reading.voice import Voice
from bundlinje.words.reading.windows import partly_in, window
from bundlinje.words.tree import Clause

_OF_OTHERS = ("figure", "mix", "reported")
"""Figures that are built from figures or worked out by somebody; all others add up what fell due."""


def facts(voice: Voice) -> Iterator[Clause]:
    """Every fact that is recorded."""
    for name, fact in voice.contract.facts.items():
        said = sentence(voice, fact)
        yield clause(voice, said.text, f"facts.{name}", said.items, fact)


def measures(voice: Voice) -> Iterator[Clause]:
    """The named windows, and every measure with its window, as full sentences."""
    for name, over in (voice.contract.windows or {}).items():
        text = voice.phrase(
            "windows.clause", name=voice.quoted(name), window=window(voice, over), partly=partly_in(voice, over)
        )
        yield clause(voice, text, f"windows.{name}")
    for name, measure in voice.contract.measures.items():
        yield _measure(voice, name, measure)


def _measure(voice: Voice, name: str, measure: Measure) -> Clause:
    said = sentence(voice, measure)
    sentences = [
        voice.phrase("measure.counted", what=said.text),
        _compared(voice, measure),
        voice.phrase("measure.at_least", least=measured(voice, measure.at_least)) if measure.at_least else None,
        partly_in(voice, measure.over),
    ]
    return clause(voice, " ".join(filter(None, sentences)), f"measures.{name}", said.items, measure)


def _compared(voice: Voice, measure: Measure) -> str | None:
    better = voice.word(f"better.{measure.better}") if measure.better else None
    compared = measure.compared_with
    if compared is None:
        return voice.phrase("measure.better", better=better) if better else None
    how = closed_word(voice, type(compared), "as", compared.as_)
    if isinstance(compared, OwnNorm):
        norm = voice.quoted(compared.own)
        return voice.phrase("measure.norm", norm=norm, better=better, **{"as": how}) + beside(voice, compared)
    return _own_start(voice, compared, how, better or "")


def _own_start(voice: Voice, compared: OwnStart, how: str, better: str) -> str:
    start = compared.own_start
    text = voice.phrase(
        "measure.start",
        window=window(voice, start.over),
        take=voice.word(f"take.{start.take}") if start.take else None,
        better=better,
        **{"as": how},
    )
    return " ".join(filter(None, [text, partly_in(voice, start.over)])) + beside(voice, compared) + beside(voice, start)


def outcomes(voice: Voice) -> Iterator[Clause]:
    """Every result goal: when it is met, how often it counts, and what not measured means."""
    for name, outcome in voice.contract.outcomes.items():
        yield clause(voice, _outcome(voice, name, outcome), f"outcomes.{name}", part=outcome)


def _outcome(voice: Voice, name: str, outcome: Outcome) -> str:
    sentences = [
        voice.phrase(
            "outcome",
            title=voice.outcome(name),
            condition=condition(voice, outcome.where, OUTCOME_NAMES),
            after=voice.name(outcome.after, ("outcomes",)) if outcome.after else None,
        ),
        voice.word(f"happens.{outcome.happens}"),
        voice.word(f"due.{outcome.due}") if outcome.due == "once known" else None,
        closed_word(voice, Outcome, "per", outcome.per) if outcome.per == "person" else None,
        not_measured(voice, outcome, "not_measured"),
        voice.phrase("clause.of_agreement", clause=outcome.clause) if outcome.clause else None,
    ]
    return " ".join(filter(None, sentences))


def not_measured(voice: Voice, outcome: Outcome, phrase: str) -> str:
    """What not measured counts as, as the phrase says it."""
    rule = outcome.not_measured
    other = voice.name(rule.outcome, ("outcomes",)) if rule.outcome else None
    return voice.phrase(f"{phrase}.{rule.rule}", outcome=other)


def figures(voice: Voice) -> Iterator[Clause]:
    """Every figure for a group, and every gate."""
    for name, figure in voice.contract.figures.items():
        said = sentence(voice, figure)
        yield clause(voice, _figure(voice, figure, said.text), f"figures.{name}", said.items, figure)
    for name, gate in voice.contract.gates.items():
        where = condition(voice, gate.where, GATE_NAMES)
        text = voice.phrase("gate.clause", condition=where, cohorts=voice.word(f"cohorts.{gate.cohorts}"))
        yield clause(voice, text, f"gates.{name}", part=gate)


def _figure(voice: Voice, figure: Figure, what: str) -> str:
    over_time = figure.key not in _OF_OTHERS or figure.to_date
    step, direction = next(iter((figure.counted_in or {}).items()), ("", ""))
    return voice.phrase(
        "figure.clause",
        title=voice.quoted(figure.title) if figure.title else None,
        what=what if figure.title else capital(what),
        scope=_scope(voice, figure),
        to_date=voice.phrase("figure.to_date" if figure.to_date else "figure.since") if over_time else None,
        steps=voice.phrase("figure.steps", step=raw_text(voice, step), direction=voice.word(f"counted_in.{direction}"))
        if step
        else None,
    )


def _scope(voice: Voice, figure: Figure) -> str | None:
    several = len(voice.contract.all_cohorts()) > 1 or figure.cohorts == "each"
    if not (figure.group or figure.segment or several):
        return None
    return voice.phrase(
        "figure.scope",
        group=voice.group(figure.group) if figure.group else None,
        segment=voice.quoted(figure.segment) if figure.segment else None,
        cohorts=voice.word(f"cohorts.{figure.cohorts}") if several else None,
    )

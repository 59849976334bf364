"""Evidence: the outcomes, measures and figures behind an entry, as reasons without an amount."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bundlinje.comparisons.base import Compared
from bundlinje.comparisons.interval import SMALL_SAMPLE, newcombe, wilson
from bundlinje.contract.model import plain
from bundlinje.dates import day_of
from bundlinje.explanation import Because, Reason, because
from bundlinje.figures.base import UNIT_COUNTS, Figure, Range, Tally
from bundlinje.grammar.quantity import plain_text
from bundlinje.settlement.ground import Land
from bundlinje.settlement.outcomes import STATE_NAMES
from bundlinje.settlement.view import Scene
from bundlinje.terms.base import Seen

DEPTH = 4
"""How many outcomes inside outcomes are opened."""


def evidence_of(land: Land, clause: str, unit: int, occasion: int) -> Iterator[Because]:
    """What was measured for a unit on an occasion: the outcome of the clause, and every measure it tests."""
    term = next((term for _, term in land.contract.all_terms() if term.id == clause), None)
    if term is None or unit < 0:
        return
    for name in dict.fromkeys(term.unit_names()):
        yield from _named(land, name, unit, occasion, DEPTH)


def _named(land: Land, name: str, unit: int, occasion: int, depth: int) -> Iterator[Because]:
    if name in land.contract.outcomes:
        yield _outcome(land, name, unit, occasion, depth)
    elif name in land.contract.measures:
        yield _measure(land, name, unit, occasion)


def _outcome(land: Land, name: str, unit: int, occasion: int, depth: int) -> Because:
    outcome, states = land.contract.outcomes[name], land.outcomes.states(name)
    at = min(occasion, states.state.shape[1] - 1)
    tested = dict.fromkeys(name for name, _ in outcome.where.numbers())
    inner = [_measure(land, measure, unit, at) for measure in tested]
    if depth:
        asked = dict.fromkeys([*outcome.where.outcomes(), *filter(None, [outcome.after])])
        inner.extend(_outcome(land, one, unit, at, depth - 1) for one in asked)
    return because(
        Reason.OUTCOME,
        None,
        tuple(inner),
        outcome=name,
        state=STATE_NAMES[int(states.state[unit, at])],
        measured=bool(states.measured[unit, at]),
        not_measured=outcome.not_measured.text(),
    )


def _measure(land: Land, name: str, unit: int, occasion: int) -> Because:
    values = land.measuring.values(name)
    at = min(occasion, values.num.shape[1] - 1)
    exact = values.at(unit, at)
    said: dict[str, Any] = {
        "measure": name,
        "value": None if exact is None else plain_text(exact),
        "dimension": str(land.contract.measures[name].gives(land.contract.facts)),
        "evidence": int(values.evidence[unit, at]),
    }
    if land.contract.measures[name].over is not None:
        said["from"] = day_of(int(values.occasions.start[unit, at])).isoformat()
        said["until"] = day_of(int(values.occasions.end[unit, at]) - 1).isoformat()
    return because(Reason.MEASURE, None, **said)


def counted_for(land: Land, clause: str, follow_up: int) -> tuple[Because, ...]:
    """How many occasions fell due at a follow-up and what came of them, for every outcome a clause pays for."""
    term = next((term for _, term in land.contract.all_terms() if term.id == clause), None)
    names = dict.fromkeys(term.unit_names()) if term else {}
    scene = Scene(land.contract, land.measuring, land.outcomes, follow_up, follow_up)
    return tuple(_tally(name, scene.tally(name, "due")) for name in names if name in land.contract.outcomes)


def figure_of(land: Land, seen: Seen) -> Because:
    """A figure as a term saw it, opened down to counts, sums and references."""
    scene = Scene(land.contract, land.measuring, land.outcomes, seen.first_follow_up, seen.last_follow_up, seen.cohort)
    return _figure(scene, seen.name, DEPTH)


def _figure(scene: Scene, name: str, depth: int) -> Because:
    figure = scene.contract.figures[name]
    inner = scene.narrowed(figure.group, figure.segment)
    inner = inner.whole() if figure.to_date else inner
    parts = tuple(_behind(inner, figure, depth)) if depth else ()
    said: dict[str, Any] = {
        "figure": name,
        "kind": figure.key,
        "group": inner.group,
        "cohort": scene.measuring.roll.cohort.name(scene.cohort) if scene.cohort >= 0 else "",
        "first_follow_up": inner.first,
        "last_follow_up": inner.last,
        "dimension": str(figure.dimension(inner)),
        "rule": str(plain(figure)),
        **_range(scene.figure(name)),
    }
    return because(Reason.FIGURE, None, parts, **said)


def _range(value: Range) -> dict[str, str | None]:
    if value.known:
        return {"value": plain_text(value.value)}
    if value.low is None or value.high is None:
        return {"value": None}
    return {"low": plain_text(value.low), "high": plain_text(value.high)}


def _behind(scene: Scene, figure: Figure, depth: int) -> Iterator[Because]:
    """The counts and sums a figure is worked out from; for a comparison, both sides and the interval for the reader."""
    if isinstance(figure, Compared):
        yield _figure(scene, figure.figure, depth - 1)
        reference = figure.compared_with
        groups = tuple(_figure(scene.narrowed(group, None), figure.figure, depth - 1) for group in reference.groups())
        value = _range(reference.of(scene, figure.figure))
        yield because(Reason.REFERENCE, None, groups, reference=reference.key, rule=str(plain(reference)), **value)
        yield from _interval(scene, figure)
        return
    for name in figure.names():
        if name in scene.contract.figures:
            yield _figure(scene, name, depth - 1)
        elif name in scene.contract.outcomes or name in UNIT_COUNTS:
            yield _tally(name, scene.tally(name, figure.among or "due"))
        elif name in scene.contract.measures:
            added = scene.sum(name, figure.among or "due")
            yield because(
                Reason.TALLY,
                None,
                measure=name,
                total=plain_text(added.total),
                known=added.known,
                missing=added.missing,
            )


def _tally(name: str, tally: Tally) -> Because:
    said: dict[str, Any] = {
        "outcome": name,
        "achieved": plain_text(tally.achieved),
        "waiting": tally.waiting,
        "of": tally.of,
    }
    if tally.achieved.denominator == 1 and 0 <= tally.achieved <= tally.of:
        low, high = wilson(int(tally.achieved), tally.of)
        said |= {"interval_low": f"{low:.4f}", "interval_high": f"{high:.4f}"}
        if tally.of < SMALL_SAMPLE:
            said["sample"] = "small"
    return because(Reason.TALLY, None, **said)


def remarked_on(land: Land, clause: str) -> tuple[Because, ...]:
    """What the agreement bids readers bear in mind with the results of a clause: remarks on what it pays for."""
    term = next((term for _, term in land.contract.all_terms() if term.id == clause), None)
    about = land.contract.about
    if term is None or about is None:
        return ()
    names = {*term.unit_names(), *term.figure_names()}
    return tuple(
        because(Reason.REMARK, None, remark=kind, text=remark.text or "", of=remark.of)
        for kind, remarks in about.remarks().items()
        for remark in remarks
        if remark.of in names
    )


def _interval(scene: Scene, figure: Compared) -> Iterator[Because]:
    """The 95 % interval of a difference of two counted shares; nothing where one of them was not counted."""
    sides = _counts(scene, figure)
    if sides is None or figure.as_ != "difference":
        return
    low, high = newcombe(*(sides if figure.better == "higher" else sides[::-1]))
    yield because(Reason.TALLY, None, difference=figure.figure, interval_low=f"{low:.4f}", interval_high=f"{high:.4f}")


def _counts(scene: Scene, figure: Compared) -> tuple[tuple[int, int], tuple[int, int]] | None:
    own = scene.contract.figures[figure.figure]
    if own.key != "share":
        return None
    mine = scene.tally(own.names()[0], own.among or "due")
    other = _other_side(scene, figure, own)
    whole = mine.achieved.denominator == 1 and mine.of
    return ((int(mine.achieved), mine.of), other) if whole and other else None


def _other_side(scene: Scene, figure: Compared, own: Figure) -> tuple[int, int] | None:
    groups = figure.compared_with.groups()
    if groups:
        tally = scene.narrowed(groups[0], None).tally(own.names()[0], own.among or "due")
        return (int(tally.achieved), tally.of) if tally.of and tally.achieved.denominator == 1 else None
    past = getattr(figure.compared_with, "historical", None)
    return (past.achieved, past.of) if past is not None and past.of else None

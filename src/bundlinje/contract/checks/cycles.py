"""Nothing may rest on itself: no outcome, figure, gate or flow of money, however long the way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bundlinje.comparisons.base import Compared
from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import measures_of, window_of
from bundlinje.contract.sense.walk import legs
from bundlinje.figures.mix import Mix
from bundlinje.grammar.source import Sourced
from bundlinje.grammar.window import Window
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Cycles, each named once at the first that stands in it; and money passed on before it has come."""
    outcomes = {name: _outcome(contract, name) for name in contract.outcomes}
    figures = {name: _figure(contract, name) for name in contract.figures}
    gates = {name: list(gate.where.outcomes()) for name, gate in contract.gates.items()}
    flows = {name: [leg.passes_on] if leg.passes_on else [] for name, leg in contract.all_legs().items()}
    for section, graph in (("outcomes", outcomes), ("figures", figures), ("gates", gates), ("legs", flows)):
        for cycle in _cycles(graph):
            place = source.place((section, cycle[0]), of_key=True)
            yield error("contract.cycle", place, section=section, cycle=" → ".join([*cycle, cycle[0]]))
    yield from _too_early(contract, source)


def _outcome(contract: Contract, name: str) -> list[str]:
    """Outcomes an outcome rests on: asked for, coming before, standing in, or where a window is counted from."""
    outcome = contract.outcomes[name]
    anchors = [
        window.anchor
        for measure in sorted(measures_of(contract, name))
        if isinstance(window := window_of(contract, contract.measures[measure].over), Window)
    ]
    return [*outcome.where.outcomes(), *filter(None, (outcome.after, outcome.not_measured.outcome)), *anchors]


def _figure(contract: Contract, name: str) -> list[str]:
    figure = contract.figures[name]
    inner = figure.times if isinstance(figure, Compared) else None
    return [one for part in (figure, inner) if isinstance(part, Mix | Compared) for one in part.names()]


def _cycles(graph: Mapping[str, list[str]]) -> list[list[str]]:
    """Every cycle once, beginning with the name in it that is written first."""
    order = {name: number for number, name in enumerate(graph)}
    found: dict[frozenset[str], list[str]] = {}
    for name in graph:
        way = _way_back(graph, name, order)
        if way is not None:
            found.setdefault(frozenset(way), way)
    return list(found.values())


def _way_back(graph: Mapping[str, list[str]], start: str, order: Mapping[str, int]) -> list[str] | None:
    """The shortest way from a name to itself over names written after it."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for after in graph[way[-1]]:
            if after == start:
                return way
            if after in graph and after not in seen and order[after] > order[start]:
                seen.add(after)
                ways.append([*way, after])
    return None


def _too_early(contract: Contract, source: Sourced) -> Iterator[Problem]:
    order = {placed.name: number for number, placed in enumerate(legs(contract))}
    for placed in legs(contract):
        passed = placed.leg.passes_on
        if passed in order and order[passed] > order[placed.name]:
            place = source.place((*placed.split[:-1], "passes_on"))
            yield error("contract.passed_on_before_it_came", place, leg=placed.name, passes_on=passed)

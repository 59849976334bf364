"""Reading an outlook: YAML with places → what is uncertain, or every mistake at once with file, line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from pathlib import Path

from bundlinje.contract.model import Contract
from bundlinje.forecast.outlook_file import Outlook, TargetGroup
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.shape import shaped
from bundlinje.grammar.source import Sourced, parse_yaml, read_yaml
from bundlinje.grammar.written import Length
from bundlinje.problems import Collector, Problem, Refused, error


def read_outlook(path: Path, contract: Contract) -> Outlook:
    """The outlook in a file, held against its contract. Raises `Refused` with every mistake found."""
    found = Collector()
    return _built(read_yaml(path, found), contract, found)


def parse_outlook(text: str, contract: Contract, name: str = "outlook.yaml") -> Outlook:
    """The outlook in a text, held against its contract. Raises `Refused` with every mistake found."""
    found = Collector()
    return _built(parse_yaml(text, name, found), contract, found)


def _built(source: Sourced, contract: Contract, found: Collector) -> Outlook:
    outlook = shaped(source, Outlook, found)
    if outlook is not None:
        found.add(*_against(outlook, contract, source))
    found.refuse_errors()
    if outlook is None:
        raise Refused(found.problems)
    return outlook


def _against(outlook: Outlook, contract: Contract, source: Sourced) -> Iterator[Problem]:
    """What does not fit the contract."""
    if outlook.outlook != contract.contract:
        yield error(
            "outlook.other_contract", source.place(("outlook",)), named=outlook.outlook, contract=contract.contract
        )
    shelves: dict[str, Collection[str]] = {
        "rates": contract.outcomes,
        "figures": contract.figures,
        "days": contract.facts,
    }
    for section, known in shelves.items():
        for name in getattr(outlook, section):
            if name not in known:
                place = source.place((section, name), of_key=True)
                yield error("outlook.unknown_name", place, name=name, known=", ".join(known) or "–")
    yield from _unlikely(outlook, source)


def _unlikely(outlook: Outlook, source: Sourced) -> Iterator[Problem]:
    """What is no chance, or out of order."""
    for path, share in _shares(outlook):
        if share is not None and not 0 <= share <= (2 if path == ("intake", "expected") else 1):
            yield error("outlook.no_share", source.place(path), text=share.text())
    yield from _certain(outlook, source)
    yield from _in_order(outlook, source)
    yield from _delays(outlook, source)


def _certain(outlook: Outlook, source: Sourced) -> Iterator[Problem]:
    """What leaves nothing uncertain, or nobody to be uncertain about."""
    for key in ("chance", "left"):
        if getattr(outlook.collapse, key) in (0, 1):
            yield error("outlook.collapse_certain", source.place(("collapse", key)))
    if outlook.intake.expected == 0:
        yield error("outlook.nobody_comes", source.place(("intake", "expected")))


def _in_order(outlook: Outlook, source: Sourced) -> Iterator[Problem]:
    """Values that must not be less than the one before."""
    for name, rate in outlook.rates.items():
        if rate.earliest and rate.latest and _days(rate.latest) < _days(rate.earliest):
            yield error("outlook.latest_before_earliest", source.place(("rates", name, "latest")), name=name)
    for name, figure in outlook.figures.items():
        if not figure.p10.value <= figure.p50.value <= figure.p90.value:
            yield error("outlook.out_of_order", source.place(("figures", name)), name=name)
    if outlook.target_group is not None:
        yield from _target_group(outlook.target_group, source)


def _target_group(group: TargetGroup, source: Sourced) -> Iterator[Problem]:
    """Numbers of people, and shares of them, that are not in order."""
    people = group.people
    if not 0 <= people.p10.value <= people.p50.value <= people.p90.value:
        yield error("outlook.out_of_order", source.place(("target_group", "people")), name="people")
    for name, met in group.criteria.items():
        if not met.p10 <= met.p50 <= met.p90:
            yield error("outlook.out_of_order", source.place(("target_group", "criteria", name)), name=name)


def _shares(outlook: Outlook) -> Iterator[tuple[tuple[str, ...], Share | None]]:
    """Everything that is a chance or a likeness, with where it is written."""
    for name, rate in outlook.rates.items():
        yield ("rates", name, "expected"), rate.expected
    for name, chance in outlook.intake.delays.items():
        yield ("intake", "delays", name), chance
    for name, met in outlook.target_group.criteria.items() if outlook.target_group else ():
        for key in ("p10", "p50", "p90"):
            yield ("target_group", "criteria", name, key), getattr(met, key)
    for key in ("drop_out", "expected"):
        yield ("intake", key), getattr(outlook.intake, key)
    for key in ("follow_ups", "outcomes"):
        yield ("correlation", key), getattr(outlook.correlation, key)
    for key in ("chance", "left"):
        yield ("collapse", key), getattr(outlook.collapse, key)


def _days(length: Length) -> int:
    """About how many days a length is: enough to tell which of two is longer."""
    return 30 * length.months + length.days


def _delays(outlook: Outlook, source: Sourced) -> Iterator[Problem]:
    delays = outlook.intake.delays
    for text in delays:
        if months(text) is None:
            yield error("outlook.delay_unreadable", source.place(("intake", "delays", text)), text=text)
    if delays and sum(delays.values(), Fraction(0)) != 1:
        yield error("outlook.delays_not_whole", source.place(("intake", "delays")))


def months(text: str) -> int | None:
    """A delay such as `6 months`, or `none`, in whole months; nothing if it cannot be read so."""
    if text == "none":
        return 0
    try:
        length = Length.read(text)
    except ValueError:
        return None
    return length.months if length.months or not length.number else None

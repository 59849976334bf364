"""Reading an outlook: YAML with places → what is uncertain, or every mistake at once with file, line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from pathlib import Path

from bundlinje.contract.model import Contract
from bundlinje.forecast.outlook_file import Outlook
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
    for name, rate in outlook.rates.items():
        if rate.expected is not None and not 0 <= rate.expected <= 1:
            yield error("outlook.no_share", source.place(("rates", name, "expected")), text=rate.expected.text())
    for name, figure in outlook.figures.items():
        if not figure.p10.value <= figure.p50.value <= figure.p90.value:
            yield error("outlook.out_of_order", source.place(("figures", name)), name=name)
    for key in ("drop_out", "expected"):
        share = getattr(outlook.intake, key)
        if not 0 <= share <= (1 if key == "drop_out" else 2):
            yield error("outlook.no_share", source.place(("intake", key)), text=share.text())
    yield from _delays(outlook, source)


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

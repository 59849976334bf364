"""The changes of a what-if as they are typed: `--cut ips-plus=40`, `--delay ips-plus=6`, `--effect "60 %"`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.forecast_options import FILE
from bundlinje.cli.options import Command

if TYPE_CHECKING:
    from bundlinje.forecast.fund.whatif import Change
    from bundlinje.money import Ore
    from bundlinje.problems import Problem

_ADD = click.option("--add", metavar="FILE", type=FILE, multiple=True, help="A contract that the fund enters into.")
_CUT = click.option("--cut", metavar="ID=N", multiple=True, help="A contract with so many units planned in all.")
_DELAY = click.option("--delay", metavar="ID=MONTHS", multiple=True, help="Everything ahead so many months later.")
_EFFECT = click.option(
    "--effect", metavar="[ID=]SHARE", multiple=True, help="Every open rate times this share; of one investment or all."
)
_START = click.option("--start", metavar="AMOUNT", help="Another balance to start from: 5 000 000 kr.")
_CAPITAL = click.option(
    "--capital", metavar="YEAR=AMOUNT", multiple=True, help="New capital in a year; minus takes out."
)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is otherwise, as typed."""

    add: tuple[Path, ...]
    cut: tuple[str, ...]
    delay: tuple[str, ...]
    effect: tuple[str, ...]
    start: str | None
    capital: tuple[str, ...]


def change_options(command: Command) -> Command:
    """Every change that a what-if knows."""
    for option in (_CAPITAL, _START, _EFFECT, _DELAY, _CUT, _ADD):
        command = option(command)
    return command


class UnclearError(ValueError):
    """What was typed cannot be read."""


def changes_of(typed: Otherwise, problems: list[Problem]) -> Sequence[Change]:
    """The changes that can be read, without those of whole contracts; what cannot be read goes to `problems`."""
    from bundlinje.problems import Place, error

    found: list[Change] = []
    for option, text, read in _read(typed):
        try:
            found.append(read(text))
        except ValueError:
            problems.append(error("what_if.unclear", Place(path=f"--{option}"), text=text))
    return found


def _read(typed: Otherwise) -> Iterator[tuple[str, str, Callable[[str], Change]]]:
    from bundlinje.forecast.fund.whatif import CutCohort, Delay, MoreCapital, OtherStart

    yield from (("cut", text, lambda text: CutCohort(*_numbered(text))) for text in typed.cut)
    yield from (("delay", text, lambda text: Delay(*_numbered(text))) for text in typed.delay)
    yield from (("effect", text, _effect) for text in typed.effect)
    if typed.start is not None:
        yield "start", typed.start, lambda text: OtherStart(_ore(text))
    yield from (
        ("capital", text, lambda text: MoreCapital(int(_named(text)[0]), _ore(_named(text)[1])))
        for text in typed.capital
    )


def _named(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UnclearError(text)
    return name.strip(), value.strip()


def _numbered(text: str) -> tuple[str, int]:
    name, number = _named(text)
    if not number.isdecimal():
        raise UnclearError(text)
    return name, int(number)


def _effect(text: str) -> Change:
    from bundlinje.forecast.fund.whatif import OtherEffect

    name, share = _named(text) if "=" in text else (None, text)
    return OtherEffect(_share(share), name)


def _share(text: str) -> Fraction:
    from bundlinje.grammar.quantity import Quantity

    found = Quantity.read(text)
    if found.unit != "%" or found.value < 0:
        raise UnclearError(text)
    return found.value


def _ore(text: str) -> Ore:
    from bundlinje.grammar.quantity import Quantity

    found = Quantity.read(text.lstrip("-").strip())
    if found.unit != "kr" or found.value.denominator != 1:
        raise UnclearError(text)
    return -int(found.value) if text.startswith("-") else int(found.value)

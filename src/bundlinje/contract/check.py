"""Checking the sense of a contract before anyone signs: every check stands in its own file and is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from bundlinje.contract.model import Contract
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem

Check: TypeAlias = Callable[[Contract, Sourced], Iterator[Problem]]


@cache
def checks() -> tuple[Check, ...]:
    """The `check` of every module in `contract.checks`, in the order of their names."""
    package = importlib.import_module("bundlinje.contract.checks")
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{package.__name__}.{name}").check for name in names)


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Everything there is to say against a contract whose shape is right, errors and warnings apart."""
    for one in checks():
        yield from one(contract, source)

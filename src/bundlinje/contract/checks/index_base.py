"""An indexed price states the month it is a price of, as year and month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import parts
from bundlinje.grammar.amount import Indexed
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error

_MONTH = re.compile(r"^[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?$")


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Base months that cannot be read."""
    for path, part in parts(contract):
        if isinstance(part, Indexed) and not _MONTH.match(part.base):
            yield error("contract.base_is_no_month", source.place((*path, "base")), base=part.base)

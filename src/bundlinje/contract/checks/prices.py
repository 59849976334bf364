"""A price does not exceed the calculated saving it is paid out of (M02)."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed, highest
from bundlinje.contract.sense.walk import terms
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.terms.each import Each
from bundlinje.terms.per import PerFigure


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Prices above the saving of one unit."""
    stated = (contract.expected.savings or {}) if contract.expected else {}
    for placed in terms(contract):
        term = placed.term
        if not isinstance(term, Each | PerFigure) or isinstance(term.pays, list):
            continue
        saving: AnyAmount | None = term.saving or stated.get(term.id or "")
        ore, price = fixed(saving), highest(term.pays)
        if ore is not None and price is not None and price > ore:
            place = source.place((*placed.path, "pays"))
            yield warning("contract.price_above_saving", place, id=placed.clause, price_ore=price, saving_ore=ore)

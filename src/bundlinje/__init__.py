"""Social outcomes contracts: a contract is data, facts are append-only, and every amount carries its reasons.

Names below are found when first asked for, so that `import bundlinje` costs nothing that is not used.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_HOME = {
    "Contract": "contract.model",
    "Facts": "facts.tables",
    "Fund": "fund.model",
    "Money": "money",
    "Place": "problems",
    "Problem": "problems",
    "Refused": "problems",
    "Settlement": "settlement.result",
    "Severity": "problems",
    "contract_schema": "contract.schema",
    "examine_contract": "contract.read",
    "explain": "settlement.explain",
    "facts_from_rows": "facts.reading.rows",
    "parse_contract": "contract.read",
    "read_aloud": "words.contract",
    "read_contract": "contract.read",
    "read_facts": "facts.reading.folder",
    "read_fund": "fund.read",
    "say": "words.problems",
    "settle": "settlement.settle",
    "settle_history": "settlement.settle",
    "tell": "words.explanation",
    "write_contract": "contract.write",
    "write_facts": "facts.store.writing",
}
"""Public name → the module it lives in."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})

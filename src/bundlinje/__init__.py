"""Social outcomes contracts: a contract is data, facts are append-only, and every amount carries its reasons.

Names below are found when first asked for, so that `import bundlinje` costs nothing that is not used.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_HOME = {
    "Money": "money",
    "Place": "problems",
    "Problem": "problems",
    "Refused": "problems",
    "Severity": "problems",
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

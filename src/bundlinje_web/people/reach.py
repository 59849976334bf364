"""How far each role reaches, and what it can be limited to: departments, organisations, or contracts.

The rooms above bring what they have: contracts register themselves here, so that a right can be limited to one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bundlinje_web.acting import Role, Scope

Choices = Callable[[], list[tuple[str, str]]]
"""What a right can be limited to, as (code, name) pairs."""

REACH: Mapping[Role, Scope] = {
    **dict.fromkeys(Role, Scope.ALL),
    Role.ALDERMAN: Scope.DEPARTMENT,
    Role.ECONOMIST: Scope.DEPARTMENT,
    Role.OPERATING: Scope.CONTRACT,
    Role.EVALUATOR: Scope.CONTRACT,
    Role.PROVIDER: Scope.ORGANISATION,
    Role.INVESTOR: Scope.ORGANISATION,
    Role.FOUNDATION: Scope.ORGANISATION,
    Role.PAYER: Scope.ORGANISATION,
    Role.PROPOSER: Scope.OWN,
}
"""The reach that a role always has."""

LIMITED = frozenset({Scope.DEPARTMENT, Scope.CONTRACT, Scope.ORGANISATION})
"""The reaches that name what they reach."""

GIVEN = tuple(role for role in Role if role is not Role.SYSTEM)
"""The roles that people can hold: the system's own is nobody's."""

DECISIVE = frozenset({Role.COUNCIL, Role.MAYOR, Role.ALDERMAN, Role.FINANCE, Role.ACCESS, Role.DATA_KEEPER})
"""The roles whose holders decide, pay, or open doors: they log in with a second factor or not at all."""

PERSONAL = frozenset({Role.COUNCIL, Role.ACCESS, Role.AUDITOR, Role.PROPOSER})
"""The roles that nobody can let another act in: a seat by appointment, and those who watch over the others."""

_choices: dict[Scope, Choices] = {}


def offer(scope: Scope, choices: Choices) -> None:
    """Say what a right of that reach can be limited to."""
    _choices[scope] = choices


def offered(scope: Scope) -> list[tuple[str, str]]:
    """What a right of that reach can be limited to now."""
    return _choices[scope]() if scope in _choices else []


def named(scope: Scope, on: list[str]) -> list[str]:
    """The names of what a right reaches; the code itself where nothing has that code any more."""
    names = dict(offered(scope)) if on else {}
    return [names.get(code, code) for code in on]

"""Every address of the office, read from what Django itself answers by: a new one is judged without being named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from bundlinje_web.acting import Policy

NOBODYS_ID = "00000000-0000-4000-8000-000000000000"
_ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_ABSENT = {"int": "987654", "uuid": NOBODYS_ID, "letters": "zz"}


@dataclass(frozen=True, eq=False)
class Address:
    """An address as it is written with its arguments, its name, its policy if it states one, and its view."""

    route: str
    name: str
    policy: Policy | None
    view: Any

    @property
    def arguments(self) -> dict[str, str]:
        """The arguments in it, each with the kind it is of."""
        return {found["name"]: found["kind"] or "str" for found in _ARGUMENT.finditer(self.route)}

    def at(self, **values: object) -> str:
        """The address with these values; what is not given is something that there is not."""
        absent = {name: _absent(name, kind) for name, kind in self.arguments.items()}
        filled: Mapping[str, object] = {**absent, **values}
        return "/" + _ARGUMENT.sub(lambda found: str(filled[found["name"]]), self.route)


def _absent(name: str, kind: str) -> str:
    return "csv" if name == "export" else _ABSENT.get(kind, "findes-ikke")


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, route)
        else:
            yield route, each


@cache
def addresses() -> tuple[Address, ...]:
    """All of them, as they stand in Danish."""
    with override("da"):
        found = [*_patterns(get_resolver())]
    return tuple(Address(route, p.name or "", getattr(p.callback, "policy", None), p.callback) for route, p in found)


def guarded() -> tuple[Address, ...]:
    """Those that are not open to anyone."""
    return tuple(each for each in addresses() if each.policy is not None and not each.policy.anyone)

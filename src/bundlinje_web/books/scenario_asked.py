"""The scenario of the fund that an address asks for, and the form it is pulled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from bundlinje_web.bridge.scenario import AS_PLANNED, Planned, Scenario
from bundlinje_web.frame.fields import CountField, KronerField
from bundlinje_web.frame.forms import PageForm

LEVERS = ("effekt", "indtag", "forsinkelse")
NEW = ("beloeb", "start", "aar", "tilbage", "efter")
_AS_IT_IS: Mapping[str, Any] = {
    "effekt": 100,
    "indtag": 100,
    "forsinkelse": 0,
    "start": None,
    "aar": 1,
    "tilbage": 100,
    "efter": 2,
}


class ScenarioForm(PageForm):
    """What is otherwise than planned. Everything may be left out; then it is as planned."""

    words = "books.scenario"
    effekt = CountField(least=0, most=200, required=False)
    indtag = CountField(least=0, most=300, required=False)
    forsinkelse = CountField(least=0, most=60, required=False)
    beloeb = KronerField(least=100, required=False)
    start = CountField(least=2000, most=2100, required=False)
    aar = CountField(least=1, most=10, required=False)
    tilbage = CountField(least=0, most=300, required=False)
    efter = CountField(least=0, most=10, required=False)

    @property
    def levers(self) -> list[Any]:
        """The fields of what is there already."""
        return [self[name] for name in LEVERS]

    @property
    def new(self) -> list[Any]:
        """The fields of a new investment."""
        return [self[name] for name in NEW]

    def scenario(self, first: int) -> Scenario:
        """What was filled in; a new investment starts in the first year ahead where nothing else is said."""
        told: dict[str, Any] = {
            name: _AS_IT_IS.get(name) if value is None else value for name, value in self.cleaned_data.items()
        }
        new = None
        if told["beloeb"]:
            new = Planned(told["beloeb"], told["start"] or first, told["aar"], told["tilbage"], told["efter"])
        return Scenario(told["effekt"], told["forsinkelse"], told["indtag"], new)


def form_of(query: QueryDict) -> ScenarioForm:
    """The form with what the address says, unbound where it says nothing."""
    return ScenarioForm(query if any(name in query for name in (*LEVERS, *NEW)) else None)


def scenario_of(query: QueryDict, first: int) -> Scenario:
    """The scenario that an address asks for; as planned where it asks for none, or cannot be read."""
    form = form_of(query)
    return form.scenario(first) if form.is_bound and form.is_valid() else AS_PLANNED


def kept_query(query: Mapping[str, str]) -> dict[str, str]:
    """What of an address makes a scenario, to be carried to the reasons of its numbers."""
    return {name: query[name] for name in (*LEVERS, *NEW) if query.get(name)}

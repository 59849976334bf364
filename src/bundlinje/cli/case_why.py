"""Opening one item of a business case: why its amounts are what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bundlinje.cli.options import of_language, refuse

if TYPE_CHECKING:
    from bundlinje.business_case.trace import Trace
    from bundlinje.report.case_gathered import CaseView


def traces(view: CaseView, name: str, year: int | None, language: str) -> list[Trace]:
    """Every amount of an item, opened, from the first year on; an item that the case has not is refused."""
    from bundlinje.business_case.flows import Side
    from bundlinje.business_case.trace import why_benefit, why_cost
    from bundlinje.problems import Place, error

    items = [item for item in view.worked.items if item.side is not Side.REPAYMENT]
    item = next((one for one in items if one.id == name), None)
    if item is None:
        known = ", ".join(one.id for one in items)
        refuse([error("case.no_such_item", Place(path=view.case.case), item=name, known=known)], language)
    chosen = [flow for flow in item.flows if year in (None, flow.year)]
    flows = sorted(chosen, key=lambda flow: (flow.year, flow.account))
    if item.side is Side.COST:
        return [why_cost(view.worked, name, when) for when in dict.fromkeys(flow.year for flow in flows)]
    return [why_benefit(view.worked, name, flow.account, flow.year) for flow in flows]


def why_data(view: CaseView, name: str, year: int | None, language: str) -> list[dict[str, Any]]:
    """Every amount of an item, opened, as data."""
    return [one.as_data() for one in traces(view, name, year, language)]


def show_why(view: CaseView, name: str, year: int | None, language: str) -> None:
    """Every amount of an item, opened, as indented lines."""
    from bundlinje.cli.prose import show_reasons
    from bundlinje.words.case import tell_trace

    found = traces(view, name, year, language)
    show_reasons([list(tell_trace(one, of_language(language))) for one in found])
    if not found:
        from bundlinje.words.labels import label

        click.echo(label("case", "why.none", of_language(language), item=name))

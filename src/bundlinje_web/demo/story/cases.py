"""The agreements on the board, each as a case at the step it has reached, and the areas they belong to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bundlinje_web.bridge.contract import newest
from bundlinje_web.contracts.models import Contract
from bundlinje_web.demo.stage import BEGINNING, Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.demo.story.investments import OUTCOMES, agreed_on, began_on, over_on, texts
from bundlinje_web.demo.story.published import REPORT
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.actions.add_case import add_case
from bundlinje_web.pipeline.actions.list_areas import list_areas
from bundlinje_web.pipeline.models import Case
from bundlinje_web.pipeline.numbers import next_number

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract as Text

AREAS = (
    ("Vold i nære relationer", "Violence in close relations"),
    ("Psykisk sygdom", "Mental illness"),
    ("Unges mentale sundhed", "Young people's mental health"),
    ("Unge hjemløse", "Young homeless people"),
    ("Udsatte børn og unge", "Vulnerable children and young people"),
    ("Sundhed", "Health"),
    ("Unge uden job og uddannelse", "Young people without work and education"),
)
"""The areas that the agreements name."""
AUTHORITY = "authority"


def tell(stage: Stage) -> None:
    """Write down the areas, and add a case for each agreement that is known to have begun."""
    stage.does(SECRETARY, list_areas, AREAS, BEGINNING, on=BEGINNING, key="areas")
    for code, text in texts(stage):
        contract = newest(text, code)
        agreed, began = agreed_on(contract), began_on(contract)
        if agreed is not None and began is not None:
            told = _told(contract, agreed)
            stage.does(SECRETARY, add_case, told, on=over_on(contract) or began, key=f"case:{code}")


def _told(contract: Text, agreed: date) -> dict[str, Any]:
    row = Contract.objects.get(code=contract.contract)
    return {
        "title": row.title_da,
        "number": next_number(agreed),
        "contract": row,
        "area": row.area,
        "department": _department(contract),
        "step": Case.EVALUATION if over_on(contract) else Case.INTERVENTION,
        "opened_on": agreed,
        "outcome": OUTCOMES.get(contract.contract, ""),
        "source_note": REPORT,
    }


def _department(contract: Text) -> Organisation | None:
    """The department with the authority, where it is one of the municipality's."""
    having = [code for code, party in contract.parties.items() if AUTHORITY in party.roles]
    return Organisation.objects.filter(code__in=having, kind=Organisation.Kind.DEPARTMENT).order_by("code").first()

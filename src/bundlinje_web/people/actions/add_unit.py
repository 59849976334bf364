"""Add a unit of an organisation: one that coordinates for its department, or one that runs things daily."""

from __future__ import annotations

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Organisation, Unit
from bundlinje_web.people.policy import KEEP_ORGANISATIONS


@action("people.unit.added", policy=KEEP_ORGANISATIONS, on="organisation")
def add_unit(
    act: Act, organisation: Organisation, code: str, name: str, coordinates: bool = False, parent: Unit | None = None
) -> Unit:
    """Add it. At most one unit of an organisation coordinates. Raises `Refused`."""
    found = Collector()
    if Unit.objects.filter(code=code).exists():
        found.add(error("people.problem.code_known", Place(path="code")))
    if coordinates and organisation.units.filter(coordinates=True).exists():
        found.add(error("people.problem.coordinated", Place(path="coordinates")))
    found.refuse_errors()
    unit = Unit.objects.create(organisation=organisation, code=code, name=name, coordinates=coordinates, parent=parent)
    act.record(unit, code=code, organisation=organisation.code)
    return unit

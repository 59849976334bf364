"""A department that is asked, and who is to answer in it."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje_web.people.models import Organisation, Person, Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """A department, with the unit and the person the work is given to where they are known (GOV-13, GOV-18)."""

    department: Organisation
    unit: Unit | None = None
    responsible: Person | None = None


def asked_of(department: Organisation) -> Asked:
    """The department with the unit that coordinates for it, where it has one."""
    return Asked(department, department.units.filter(coordinates=True).first())

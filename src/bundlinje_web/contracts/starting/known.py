"""What the office knows of an idea when its agreement is begun: from the proposal, the assessments and the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bundlinje.money import Ore
from bundlinje_web.bridge.filling import CostLine, Department, Known
from bundlinje_web.contracts.offering import ascii_slug
from bundlinje_web.people.models import Organisation

if TYPE_CHECKING:
    from django.db.models import Model

    from bundlinje_web.contracts.models import Contract

SAID_YES = ("yes", "with-conditions")
"""The answers to an assessment that make a department one of those that pay."""


def known_of(case: Model) -> Known:
    """What is known of a case; only what somebody has said."""
    told: Any = case
    text = told.proposal.text if told.proposal else None
    answers: dict[str, Any] = text.answers if text else {}
    return Known(
        number=told.number,
        provider=_provider(str(answers.get("provider") or "")),
        departments=_departments(told),
        who=_line(answers.get("target")),
        unit=str(answers.get("unit") or ""),
        per_year=answers.get("per_year") or None,
        years=answers.get("years") or None,
        costs=tuple(CostLine(_line(one["what"]), Ore(int(one["ore"]))) for one in answers.get("costs") or ()),
        adds=_line(answers.get("adds")),
        evidence=str(answers.get("evidence") or ""),
        evidence_text=_line(answers.get("evidence_text")),
        untried_because=_line(answers.get("untried_because")),
        theory=_line(told.theory_of_change),
    )


def known_beside(contract: Contract) -> Known | None:
    """What is known of the case a contract belongs to; none where it has none."""
    case = getattr(contract, "case", None)
    return known_of(case) if case is not None else None


def _line(text: Any) -> str:
    """A text on one line, as it stands in an agreement."""
    return " ".join(str(text or "").split())


def _provider(name: str) -> Department | None:
    """Whoever is to deliver it: under the code of an organisation the office knows, or one made of the name."""
    name = _line(name)
    if not name:
        return None
    known = Organisation.objects.filter(name__iexact=name).first()
    return Department(known.code if known else ascii_slug(name)[:60].strip("-") or "leverandoer", name)


def _departments(case: Any) -> tuple[Department, ...]:
    """The departments that were asked and said yes; the case's own comes first."""
    found: dict[str, Department] = {}
    if case.department is not None:
        found[case.department.code] = Department(case.department.code, case.department.name)
    asked = case.proposal.assessments.select_related("department").order_by("asked_on", "pk") if case.proposal else ()
    for assessment in asked:
        answer = assessment.answer
        if answer is not None and answer.recommends in SAID_YES:
            one = assessment.department
            found.setdefault(one.code, Department(one.code, one.name))
    return tuple(found.values())

"""What keeps a case from starting: every block with whether it is there, since when, and where it is settled (W4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from bundlinje_web.contracts.models import Contract, Version
from bundlinje_web.contracts.standing import newest
from bundlinje_web.pipeline.casework.gates import SETTLED_PROCUREMENT, Demand, has_gain
from bundlinje_web.pipeline.models import Case

_AT_CONTRACT = {"risk": "contract-risk", "exit": "contract-exit", "start_list": "start-list"}


@dataclass(frozen=True, slots=True)
class Block:
    """Something a start needs: its code, whose it is where it is somebody's, whether it is there, its day, its page."""

    code: str
    done: bool
    on: date | None = None
    url: str = ""
    name: str = ""


def address(name: str, *arguments: str) -> str:
    """The address of a page of another room; empty where there is none."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def where(case: Case, demand: Demand) -> str:
    """The page a demand is settled on."""
    if demand.part:
        return reverse("case-edit", args=[case.number, demand.part])
    if case.contract is None:
        return reverse("case-write-contract", args=[case.number])
    return address(_AT_CONTRACT.get(demand.code, "contract-text"), case.contract.code)


def checklist(case: Case) -> tuple[Block, ...]:
    """Every block, in the order they come."""
    return (*_analysis(case), *approvals(case), *_fields(case), *_start(case))


def _edit(case: Case, part: str) -> str:
    return reverse("case-edit", args=[case.number, part])


def _analysis(case: Case) -> Iterator[Block]:
    yield Block("savings", has_gain(case), url=_edit(case, "overskud"))
    yield Block("repayment", case.repayment_done_on is not None, case.repayment_done_on, _edit(case, "tilbagebetaling"))


def _fields(case: Case) -> Iterator[Block]:
    yield Block("legal", case.legal_on is not None, case.legal_on, _edit(case, "lovlighed"))
    yield Block("procurement", case.procurement in SETTLED_PROCUREMENT, url=_edit(case, "udbud"))


def approvals(case: Case) -> Iterator[Block]:
    """The three approvals of the newest version: what was said yes to is what it still says (GOV-05)."""
    version = newest(case.contract) if case.contract else None
    url = address("approvals")
    yield _approval(version, "council", url)
    for department in _paying(version):
        yield _approval(version, "alderman", url, *department)
    yield _approval(version, "mayor", url)


def _paying(version: Version | None) -> list[tuple[str, UUID]]:
    if version is None:
        return []
    roles = version.parties.filter(role__in=("authority", "payer")).select_related("department", "organisation")
    found = {each.department or each.organisation for each in roles}
    departments = [each for each in found if each is not None and each.kind == "department"]
    return sorted(((str(each), each.pk) for each in departments), key=lambda each: each[0])


def _approval(version: Version | None, giver: str, url: str, name: str = "", department: UUID | None = None) -> Block:
    if version is None:
        return Block(giver, False, url=url, name=name)
    given = version.approvals.filter(giver=giver, digest__in=(version.premises, version.digest))
    given = given.filter(department=department) if department else given
    last = given.order_by("-on").first()
    return Block(giver, last is not None, last.on if last else None, url, name)


def _start(case: Case) -> Iterator[Block]:
    """Admission, registration and follow-up agreed before the first citizen (PRC-08)."""
    found = getattr(case.contract, "start_list", None) if case.contract else None
    url = address("start-list", case.contract.code) if isinstance(case.contract, Contract) else ""
    for what in ("admission", "registration", "follow_up"):
        day = getattr(found, f"{what}_on", None)
        yield Block(what, day is not None, day, url)

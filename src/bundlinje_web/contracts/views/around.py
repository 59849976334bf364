"""What stands around every page of a contract: its title, where it stands, its tabs and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bundlinje_web.acting import NotAllowed
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.policy import READ
from bundlinje_web.contracts.standing import in_force, newest, state_of
from bundlinje_web.frame.words import in_language, say_now

if TYPE_CHECKING:
    from django.db.models import Model

    from bundlinje_web.acting import Policy
    from bundlinje_web.frame.request import Request

TABS = (
    "contract", "contract-citizens", "contract-results", "contract-money", "contract-text", "contract-risk",
    "contract-documents",
)  # fmt: skip
"""The names of a contract's tabs; those that have no address yet are left out."""


def contract_of(request: Request, code: str, policy: Policy = READ) -> Contract:
    """The contract with this code, if whoever asks may do that with it. Raises `Http404`."""
    return policy.one(request.actor, Contract.objects.all(), code=code)


def may(request: Request, policy: Policy, row: Model) -> bool:
    """Whether whoever asks may do it with this row: what decides which buttons are shown."""
    try:
        policy.right(request.actor, row)
    except NotAllowed:
        return False
    return True


def address(name: str, *args: object) -> str:
    """An address by its name; empty where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def tabs(contract: Contract, here: str) -> list[tuple[str, str, bool]]:
    """The tabs of a contract: the code of each one's words, its address, and whether it is open."""
    found = [(name, address(name, contract.code), name == here) for name in TABS]
    return [tab for tab in found if tab[1]]


def around(contract: Contract, tab: str, title: str = "", **more: Any) -> dict[str, Any]:
    """The context of a page of a contract; `title` is that of a page under a tab."""
    today = timezone.localdate()
    version = in_force(contract, today) or newest(contract)
    name = in_language(contract.titles)
    crumbs = [(say_now("contracts.investments"), address("portfolio") or address("investments"))]
    crumbs += [(name, address("contract", contract.code) or address("contract-text", contract.code))] if title else []
    return {
        "contract": contract,
        "name": name,
        "title": title or f"{name}: {say_now(f'contracts.tab.{tab}')}",
        "heading": title or name,
        "tab": tab,
        "tabs": tabs(contract, tab),
        "version": version,
        "state": state_of(version, today) if version else "",
        "crumbs": [*[crumb for crumb in crumbs if crumb[1]], (title or name, "")],
        **more,
    }

"""Ending a contract before time: what it would pay, and the amendment that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje.problems import Refused
from bundlinje_web.bridge.ending import EarlyEnd, NotSettled, early_end, ending_on, ends_on
from bundlinje_web.contracts.beside.folder import NoBooks, folder
from bundlinje_web.contracts.models import Drafting
from bundlinje_web.contracts.standing import in_force, newest

if TYPE_CHECKING:
    from datetime import date

    from bundlinje_web.contracts.models import Contract, Version


def would_settle(contract: Contract, on: date) -> EarlyEnd:
    """What is settled if the contract ends that day, by the text that holds then.

    Raises `NotSettled` where its text or the facts say too little, and `Refused` by the engine's rules.
    """
    version = in_force(contract, on) or newest(contract)
    if version is None:
        raise NotSettled("no-rule")
    try:
        where = folder()
    except NoBooks:
        raise NotSettled("no-facts") from None
    return early_end(version.text, contract.code, where, on)


def says_it_ends(contract: Contract, on: date) -> bool:
    """Whether the text that holds that day says that the contract ends on it."""
    return _day_in(in_force(contract, on)) == on


def agreed_day(contract: Contract) -> date | None:
    """The day the newest text says that the contract ends early, if it says one."""
    return _day_in(newest(contract))


def _day_in(version: Version | None) -> date | None:
    """The day a version says; none where it says none, or cannot be made out."""
    try:
        return ends_on(version.text, version.contract.code) if version else None
    except Refused:
        return None


def amendment_ending(contract: Contract, on: date) -> str:
    """The text to go on writing, saying that the contract ends that day."""
    drafting = Drafting.objects.filter(contract=contract).first()
    version = newest(contract)
    text = drafting.text if drafting and drafting.text else version.text if version else ""
    return ending_on(text, on)

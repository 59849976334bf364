"""The investments somebody may see: the office's contracts, and beside them what the fund's files publish."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Prefetch

from bundlinje.fund import Fund
from bundlinje_web.acting import Actor
from bundlinje_web.bridge.portfolio import Holding, holding, texts_in
from bundlinje_web.contracts.beside.folder import as_of, folder, fund
from bundlinje_web.contracts.beside.policy import SEE_FUND, SEE_INVESTMENTS
from bundlinje_web.contracts.models import Contract, Version


def text_of(contract: Contract) -> str | None:
    """The newest text that was offered and not taken back; else the working copy; none where nothing is written."""
    offered = [version for version in contract.versions.all() if not hasattr(version, "withdrawal")]
    if offered:
        return max(offered, key=lambda version: version.number).text
    drafting = getattr(contract, "drafting", None)
    return drafting.text or None if drafting else None


def _rows(actor: Actor) -> list[Contract]:
    versions = Prefetch("versions", Version.objects.select_related("withdrawal"))
    rows = Contract.objects.select_related("drafting").prefetch_related(versions)
    return list(SEE_INVESTMENTS.among(actor, rows))


def holdings(actor: Actor) -> dict[str, Holding]:
    """Every investment the actor may see, by its code, in order of title."""
    of, where = fund(), folder()
    texts = texts_in(where)
    found: dict[str, Holding] = {}
    for contract in _rows(actor):
        text = text_of(contract) or texts.get(contract.code)
        if text is not None:
            found[contract.code] = _holding(contract.code, text, of, where, contract.titles)
    if SEE_FUND.may(actor):
        hidden = set(Contract.objects.filter(code__in=texts).values_list("code", flat=True)) - set(found)
        for code, text in texts.items():
            if code not in found and code not in hidden:
                found[code] = _holding(code, text, of, where, None)
    return dict(sorted(found.items(), key=lambda item: item[1].titles["da"]))


def _holding(code: str, text: str, of: Fund, where: Path, titles: dict[str, str] | None) -> Holding:
    return holding(code, text, of, where, as_of(of), titles)


def holding_of(actor: Actor, code: str) -> Holding | None:
    """The investment with this code, if the actor may see it."""
    row = SEE_INVESTMENTS.among(actor, Contract.objects.filter(code=code)).first()
    if row is None:
        if not SEE_FUND.may(actor) or Contract.objects.filter(code=code).exists():
            return None
        text = texts_in(folder()).get(code)
        return _holding(code, text, fund(), folder(), None) if text is not None else None
    text = text_of(row) or texts_in(folder()).get(code)
    return _holding(code, text, fund(), folder(), row.titles) if text is not None else None

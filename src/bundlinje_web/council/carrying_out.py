"""What an approved decision brings about: it is done in the same transaction, or the decision is not made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bundlinje_web.audit.act import Act
from bundlinje_web.council.actions.approve_in_substance import approve_in_substance
from bundlinje_web.council.models import Decision, Recommended
from bundlinje_web.pipeline.actions.donate import donate
from bundlinje_web.pipeline.actions.open_case import open_case
from bundlinje_web.pipeline.actions.reject_proposal import reject_proposal
from bundlinje_web.pipeline.actions.stop_case import stop_case

Does = Recommended.Does


def _reject(act: Act, decision: Decision) -> None:
    recommended = decision.recommended
    proposal = recommended.point.proposal
    if proposal is not None:
        reject_proposal(act.actor, proposal, recommended.reason or "other", decision.wording, decided_on=decision.on)


def _open(act: Act, decision: Decision) -> None:
    proposal = decision.recommended.point.proposal
    if proposal is not None:
        open_case(act.actor, proposal, {})


def _donate(act: Act, decision: Decision) -> None:
    recommended = decision.recommended
    if recommended.point.proposal is not None and recommended.amount is not None:
        donate(act.actor, recommended.point.proposal, recommended.amount)


def _invest(act: Act, decision: Decision) -> None:
    approve_in_substance(act.actor, decision)


def _stop(act: Act, decision: Decision) -> None:
    recommended = decision.recommended
    if recommended.point.case is not None:
        stop_case(act.actor, recommended.point.case, recommended.reason or "other")


_BY_DOES: Mapping[str, Callable[[Act, Decision], None]] = {
    Does.REJECT_DIRECTLY: _reject,
    Does.REJECT: _reject,
    Does.OPEN_CASE: _open,
    Does.DONATE: _donate,
    Does.INVEST: _invest,
    Does.STOP_CASE: _stop,
}


def carry_out(act: Act, decision: Decision) -> None:
    """Do what an approved decision says. Raises what the action that does it refuses."""
    brings_about = _BY_DOES.get(decision.recommended.does)
    if decision.outcome == Decision.Outcome.APPROVED and brings_about is not None:
        brings_about(act, decision)

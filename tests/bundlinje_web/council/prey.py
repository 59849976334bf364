"""What the attacks on the guards of decisions are about: a proposal that nobody has decided on."""

from __future__ import annotations

from tests.bundlinje_web.council import office

from bundlinje_web.pipeline.models import Proposal


def prepare() -> Proposal:
    """A proposal that is screened."""
    return office.proposal("screened")

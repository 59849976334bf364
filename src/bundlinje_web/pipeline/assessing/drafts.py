"""An answer under way: kept for the one who writes it until it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from bundlinje_web.acting import Actor
from bundlinje_web.frame.models import Draft
from bundlinje_web.pipeline.models import Assessment

KIND = "assessment"


def draft_of(actor: Actor, assessment: Assessment) -> Draft | None:
    """The actor's own draft of an answer."""
    return Draft.objects.filter(kind=KIND, owner=UUID(actor.person), about=str(assessment.pk)).first()


def keep(actor: Actor, assessment: Assessment, answers: Mapping[str, str]) -> Draft:
    """Keep what is written so far, mistakes and all."""
    draft = draft_of(actor, assessment) or Draft(kind=KIND, owner_id=UUID(actor.person), about=str(assessment.pk))
    draft.answers, draft.row_version = dict(answers), draft.row_version + 1
    draft.save()
    return draft

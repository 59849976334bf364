"""Remove a view that one has saved."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.workplace.models import SavedView
from bundlinje_web.workplace.policy import OWN_VIEWS
from bundlinje_web.workplace.saved import place_of


@action("workplace.view.removed", policy=OWN_VIEWS, on="view")
def remove_view(act: Act, view: SavedView) -> None:
    """Remove it: it is nobody's record."""
    place = place_of(view.address) or ""
    view.delete()
    act.record(None, place=place)

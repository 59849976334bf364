"""Save a view of a list, or a search, under a name."""

from __future__ import annotations

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.people.rights import person_of
from bundlinje_web.workplace.models import SavedView
from bundlinje_web.workplace.policy import KNOWN
from bundlinje_web.workplace.saved import place_of, plain


@action("workplace.view.saved", policy=KNOWN)
def save_view(act: Act, name: str, address: str) -> SavedView:
    """Save it for oneself; the same address again gets the new name. Raises `Refused` for an address elsewhere."""
    person = person_of(act.actor)
    if person is None:
        raise NotAllowed(KNOWN.code, "role")
    place = place_of(address)
    refuse([] if place else [wrong("workplace.problem.address")])
    view, is_new = SavedView.objects.get_or_create(person=person, address=plain(address), defaults={"name": name})
    if not is_new:
        view.name = name
        view.save()
    act.record(view, place=place or "")
    return view

"""Choose which letters one gets."""

from __future__ import annotations

from collections.abc import Collection

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.letters.models import Kind, Unwanted
from bundlinje_web.letters.policy import CHOOSE
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import person_of


@action("workplace.letters.chosen", policy=CHOOSE)
def choose_letters(act: Act, wanted: Collection[str]) -> Person:
    """Get these kinds from now on, and no others."""
    person = person_of(act.actor)
    if person is None:
        raise NotAllowed(CHOOSE.code, "role")
    for kind in Kind.values:
        if kind in wanted:
            Unwanted.objects.filter(person=person, kind=kind).delete()
        else:
            Unwanted.objects.get_or_create(person=person, kind=kind)
    act.record(person, fields=sorted(kind for kind in Kind.values if kind in wanted))
    return person

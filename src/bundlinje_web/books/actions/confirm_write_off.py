"""Confirm, as a second person, that a difference may be left as it is."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.books.models import Explanation, WriteOff
from bundlinje_web.books.policy import CONFIRM
from bundlinje_web.books.refusing import refuse
from bundlinje_web.people.rights import person_of


@action("books.difference.confirmed", policy=CONFIRM, on="explanation")
def confirm_write_off(act: Act, explanation: Explanation, difference: str) -> WriteOff:
    """Confirm it. Raises `Refused` to the one who asked for it, and where the difference is another by now."""
    who = person_of(act.actor)
    if who is None or who == explanation.explained_by:
        refuse("own")
    if not explanation.write_off:
        refuse("not_asked")
    if difference != explanation.difference:
        refuse("another_difference")
    if WriteOff.objects.filter(explanation=explanation).exists():
        refuse("confirmed_already")
    made = WriteOff.objects.create(explanation=explanation, confirmed_by=who, confirmed_on=act.today)
    act.record(made, statement=explanation.statement)
    return made

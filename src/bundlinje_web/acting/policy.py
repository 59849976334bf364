"""A policy says which roles may do something, and for each of them with which rows.

One definition answers both questions: may this person do it with this row, and which rows may this person see? So the
two can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from bundlinje_web.acting.right import Right, Role

if TYPE_CHECKING:
    from django.db.models import Model, Q, QuerySet

    from bundlinje_web.acting.actor import Actor

    Row = TypeVar("Row", bound=Model)

Rule = Callable[[Right], "Q"]
"""What a right reaches of the rows a policy is about, as a condition on them."""


def EVERYTHING(_right: Right) -> Q:  # noqa: N802 - it reads as the constant it is
    """All rows."""
    from django.db.models import Q

    return Q()


class NotAllowed(Exception):  # noqa: N818 - somebody was refused; nothing is broken
    """Somebody asked for what no right of theirs gives. `code` is the policy, `reason` says why not.

    Reasons: `unknown` (nobody has logged in), `role` (no role that may), `row` (a role that may, not with this row),
    `factor` (a second factor is needed and is not fresh), or a reason of the action's own.
    """

    def __init__(self, code: str, reason: str, **values: str | int) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may: `allows` names the roles, and for each a rule for which rows.

    `code` is what a refusal and the table of rights are told by; `step_up` asks for a fresh second factor, and
    `asks_first` for it before the page is opened, where a file is sent that could not be kept while it is asked;
    `anyone` opens it to strangers (then nothing is asked).
    """

    code: str
    allows: Mapping[Role, Rule] = field(default_factory=dict)
    step_up: bool = False
    asks_first: bool = False
    anyone: bool = False

    def may(self, actor: Actor) -> bool:
        """Whether some right of this actor could do it, with some row: what menus and pages ask."""
        return self.anyone or any(right.role in self.allows for right in actor.rights)

    def right(self, actor: Actor, row: Model | None = None) -> Right | None:
        """The right by which the actor may do it with this row; none where it is open to anyone.

        Raises `NotAllowed`.
        """
        if self.anyone:
            return None
        held = [right for right in actor.ordered() if right.role in self.allows]
        if not held:
            raise NotAllowed(self.code, "role" if actor.is_known else "unknown")
        if row is None:
            return held[0]
        for right in held:
            if type(row)._default_manager.filter(self.allows[right.role](right), pk=row.pk).exists():
                return right
        raise NotAllowed(self.code, "row")

    def among(self, actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Those of the rows the actor may do it with."""
        from django.db.models import Q

        if self.anyone:
            return rows
        reached = [self.allows[right.role](right) for right in actor.rights if right.role in self.allows]
        if not reached:
            return rows.none()
        if any(not condition for condition in reached):
            return rows
        together = Q()
        for condition in reached:
            together |= condition
        # The condition may join to many rows: the key is asked for, so that each row comes once.
        return rows.filter(pk__in=rows.model._default_manager.filter(together).values("pk"))

    def one(self, actor: Actor, rows: QuerySet[Row], **lookup: Any) -> Row:
        """One of the rows the actor may do it with; somebody else's is told like one that does not exist.

        Raises `Http404`.
        """
        from django.shortcuts import get_object_or_404

        return get_object_or_404(self.among(actor, rows), **lookup)


def open_to_anyone(code: str) -> Policy:
    """A policy that lets everybody, strangers too."""
    return Policy(code, anyone=True)

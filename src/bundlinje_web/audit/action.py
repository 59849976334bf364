"""An action: the only way to write. It fails closed, happens once, and leaves one sealed record.

    @action("pipeline.proposal.received", policy=RECEIVE)
    def receive(act: Act, draft: Draft) -> Proposal:
        proposal = Proposal.objects.create(…)
        act.record(proposal, after=digest_of(proposal), number=proposal.number)
        return proposal

    receive(actor, draft, key="…")

The caller gives an actor first. `on` names the argument whose row the policy is asked about. With the same actor and
key it happens once: the second time the row that was made the first time is returned and nothing is done. What the
action refuses of its input it raises as `bundlinje.problems.Refused`; what it refuses to this actor as `NotAllowed`,
and that is recorded too, in a transaction of its own, since the refused one is undone.
"""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from bundlinje_web.acting import Actor, NotAllowed, Policy, Right
from bundlinje_web.audit import clock
from bundlinje_web.audit.act import Act, BadlyMade, named, refusal, sealed
from bundlinje_web.audit.codes import CODES
from bundlinje_web.audit.guarding.refused import refused_by
from bundlinje_web.audit.models import Record

P = ParamSpec("P")
Made = TypeVar("Made", bound="Model | None")


class NoActor(TypeError):  # noqa: N818 - it says what is missing
    """An action was called without saying who acts."""


class Action(Generic[Made]):
    """An action with its codes and its policy; called like the function it was made of, with an actor for the act."""

    def __init__(self, run: Callable[..., Made], codes: tuple[str, ...], policy: Policy, on: str | None) -> None:
        self.run = run
        self.codes = codes
        self.policy = policy
        self.on = on
        self.signature = inspect.signature(run)
        update_wrapper(self, run)

    @property
    def name(self) -> str:
        """Its dotted name: the module, which holds no other action, and the verb."""
        return f"{self.run.__module__}.{self.run.__name__}"

    def __call__(self, actor: Actor, /, *args: Any, key: str | None = None, **kwargs: Any) -> Made:
        """Do it as this actor, once for each key. Raises `NotAllowed`, `Refused`, `NoActor`."""
        if not isinstance(actor, Actor):
            raise NoActor(self.name)
        row = self._asked_about(args, kwargs)
        with _course() as course, course.noting(self, actor, row):
            try:
                return self._once(actor, row, key or uuid.uuid4().hex, args, kwargs)
            except IntegrityError as broken:
                if key is not None and (first := self._before(actor, key)) is not None:
                    return self._made(first)
                raise refused_by(broken) or broken from broken

    def _asked_about(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Model | None:
        """The row the policy is asked about: the argument that `on` names."""
        bound = self.signature.bind(None, *args, **kwargs)
        return bound.arguments.get(self.on) if self.on else None

    def _once(self, actor: Actor, row: Model | None, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Made:
        """Ask, look whether it was done, do it, record it and seal it: all or nothing.

        The outermost transaction is the action's own, so that what is acknowledged is in the chain.
        """
        with transaction.atomic(durable=_is_outermost()):
            right = self._right(actor, row)
            if (first := self._before(actor, key)) is not None:
                return self._made(first)
            act = Act(actor, right, self.codes, key, clock.now(), clock.today())
            made = self.run(act, *args, **kwargs)
            if act.recorded is None or named(made) != (act.recorded.subject_type, act.recorded.subject):
                raise BadlyMade(f"{self.name}: it records once, and returns the row it recorded")
            sealed(act.recorded)
            return made

    def _right(self, actor: Actor, row: Model | None) -> Right | None:
        """The right by which the actor may. Raises `NotAllowed`, also where the row asked about is missing."""
        right = self.policy.right(actor, row)
        if self.on and row is None and not self.policy.anyone:
            raise NotAllowed(self.policy.code, "row")
        if self.policy.step_up and not actor.has_fresh_factor(timezone.now()):
            raise NotAllowed(self.policy.code, "factor")
        return right

    def _before(self, actor: Actor, key: str) -> Record | None:
        """The record of the same wish of the same actor, if it came before."""
        return Record.objects.filter(actor=actor.person or "anyone", code__in=self.codes, key=key).first()

    def _made(self, record: Record) -> Made:
        """The row that was made or changed then, as it is now."""
        if not record.subject_type:
            return cast("Made", None)
        return cast("Made", apps.get_model(record.subject_type)._base_manager.get(pk=record.subject))


ACTIONS: dict[str, Action[Any]] = {}
"""Every action that has been imported, by its dotted name."""


def action(
    *codes: str, policy: Policy, on: str | None = None
) -> Callable[[Callable[Concatenate[Act, P], Made]], Action[Made]]:
    """Make an action of a function: with the codes it may record, who may, and the argument the policy asks about.

    Raises `BadlyMade` while it is imported: for a code that is not in the list, or an argument that is not there.
    """

    def made_of(run: Callable[Concatenate[Act, P], Made]) -> Action[Made]:
        made = Action(run, codes, policy, on)
        if not codes or not all(code in CODES for code in codes):
            raise BadlyMade(f"{made.name}: a code that does not stand in audit/codes.py: {', '.join(codes)}")
        if on is not None and on not in made.signature.parameters:
            raise BadlyMade(f"{made.name}: no argument {on}")
        ACTIONS[made.name] = made
        return made

    return made_of


class _Course:
    """The course of an action and those it calls: remembers what was refused until the outermost one has ended."""

    def __init__(self) -> None:
        self.refused: list[tuple[NotAllowed, Record]] = []

    @contextmanager
    def noting(self, of: Action[Any], actor: Actor, row: Model | None) -> Iterator[None]:
        """Note a refusal where it arises; the actions around it pass it on."""
        try:
            yield
        except NotAllowed as no:
            if not any(no is known for known, _ in self.refused):
                self.refused.append((no, refusal(of.codes[0], actor, row, no)))
            raise

    def record(self) -> None:
        """Record the refusals, each in a transaction of its own."""
        for _, record in self.refused:
            with transaction.atomic(durable=True):
                sealed(record)


_now: ContextVar[_Course | None] = ContextVar("course", default=None)
_depth: ContextVar[int] = ContextVar("depth", default=0)


def _is_outermost() -> bool:
    return _depth.get() == 1


@contextmanager
def _course() -> Iterator[_Course]:
    """The course under way, or a new one that records what was refused in it when it has ended."""
    course, depth = _now.get() or _Course(), _depth.get()
    tokens = _now.set(course), _depth.set(depth + 1)
    try:
        yield course
    finally:
        _now.reset(tokens[0])
        _depth.reset(tokens[1])
        if depth == 0:
            course.record()

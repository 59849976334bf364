"""What is asked of what the projects have taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.learning.models import Lesson

if TYPE_CHECKING:
    from datetime import date

MOST = 5
"""How many lessons are suggested: more would not be read."""
AFTER = "after"
"""The theme of what is taken over when an agreement has ended."""
_EARLY = ("1", "2", "3a", "3b", "4")


def fitting(area: str = "", step: str = "", words: Iterable[str] = ()) -> tuple[Lesson, ...]:
    """Lessons that fit a new case: of the same area or step, or about the same things; those that advise first.

    Each point of likeness counts one; lessons that are like in nothing are left out (LRN-05).
    """
    told = [word.casefold() for word in words if len(word) > 4]
    scored = []
    for lesson in Lesson.objects.select_related("contract"):
        like = (bool(area) and lesson.contract is not None and lesson.contract.area == area) + (
            bool(step) and lesson.step in {step, *(_EARLY if step in _EARLY else ())}
        )
        like += sum(1 for word in told if word in lesson.text.casefold())
        if like:
            scored.append((-like, not lesson.advice, -lesson.on.toordinal(), str(lesson.pk), lesson))
    return tuple(lesson for *_, lesson in sorted(scored, key=lambda each: each[:-1])[:MOST])


@dataclass(frozen=True, slots=True)
class KindSummary:
    """The lessons of one kind across projects: how many, about what, and of how many projects (LRN-04)."""

    kind: str
    lessons: tuple[Lesson, ...]
    themes: tuple[tuple[str, int], ...]
    projects: int


def by_kind(lessons: QuerySet[Lesson]) -> tuple[KindSummary, ...]:
    """Practical, economic and methodological lessons apart, each with its themes, the most frequent first."""
    held = tuple(lessons.select_related("contract"))
    summaries = []
    for kind in Lesson.Kind.values:
        of_kind = tuple(lesson for lesson in held if lesson.kind == kind)
        themes = Counter(lesson.theme for lesson in of_kind)
        ordered = tuple(sorted(themes.items(), key=lambda each: (-each[1], each[0])))
        summaries.append(KindSummary(kind, of_kind, ordered, len({lesson.contract_id for lesson in of_kind})))
    return tuple(summaries)


@dataclass(frozen=True, slots=True)
class Condition:
    """What lessons say of one theme: when a social investment pays, and when to think otherwise (LRN-07)."""

    theme: str
    pays: tuple[Lesson, ...]
    otherwise: tuple[Lesson, ...]


def conditions(lessons: QuerySet[Lesson]) -> tuple[Condition, ...]:
    """The themes on which a lesson speaks for or against, those with most lessons first."""
    held = tuple(lessons.exclude(speaks="").select_related("contract"))
    counted = Counter(lesson.theme for lesson in held)

    def of(theme: str, speaks: str) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in held if (lesson.theme, lesson.speaks) == (theme, speaks))

    themes = sorted(counted, key=lambda theme: (-counted[theme], theme))
    return tuple(Condition(theme, of(theme, Lesson.Speaks.FOR), of(theme, Lesson.Speaks.AGAINST)) for theme in themes)


def over(today: date) -> QuerySet[Contract]:
    """Contracts whose intervention has ended, however it did."""
    ends = Q(kind=Event.Kind.INTERVENTION_ENDED) | Q(kind=Event.Kind.ENDED_EARLY)
    return Contract.objects.filter(pk__in=Event.objects.filter(ends, on__lte=today).values("contract"))


def unlearnt(today: date) -> QuerySet[Contract]:
    """Contracts that are over and of which nobody has written what the next offer takes over (LRN-06)."""
    written = Lesson.objects.filter(theme=AFTER, contract__isnull=False).values("contract")
    return over(today).exclude(pk__in=written)


def unvisited(today: date) -> QuerySet[Contract]:
    """Running contracts the Council has not met yet: each is to be visited at least once (LRN-02)."""
    started = Event.objects.filter(kind=Event.Kind.STARTED, on__lte=today).values("contract")
    return Contract.objects.filter(pk__in=started).exclude(pk__in=over(today)).filter(visits__isnull=True)

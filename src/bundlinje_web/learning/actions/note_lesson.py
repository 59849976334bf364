"""Write down something a project has taught."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.learning.models import Lesson
from bundlinje_web.learning.policy import WRITE
from bundlinje_web.people.rights import person_of


@action("learning.lesson.noted", policy=WRITE)
def note_lesson(act: Act, told: Mapping[str, Any]) -> Lesson:
    """Note a lesson: what was learnt, its kind and theme, and of which contract and step where that is known."""
    lesson = Lesson.objects.create(**told, on=act.today, by=person_of(act.actor))
    act.record(lesson, contract=lesson.contract.code if lesson.contract else "", kind=lesson.kind, theme=lesson.theme)
    return lesson

"""Correct a lesson that was written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.learning.models import Lesson
from bundlinje_web.learning.policy import CHANGE


@action("learning.lesson.changed", policy=CHANGE, on="lesson")
def change_lesson(act: Act, lesson: Lesson, told: Mapping[str, Any], version: int) -> Lesson:
    """Save the lesson as it was written now. Raises `Conflict` where somebody saved it meanwhile."""
    changed = [name for name, value in told.items() if getattr(lesson, name) != value]
    for name, value in told.items():
        setattr(lesson, name, value)
    lesson.save_if(version)
    act.record(lesson, contract=lesson.contract.code if lesson.contract else "", fields=changed)
    return lesson

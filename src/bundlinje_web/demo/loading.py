"""Telling the story to an office: chapter by chapter, from the first that was not told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bundlinje_web.demo.actions.finish_demo import finish_demo
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story import CHAPTERS


def load(folder: Path, today: date, tell: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Tell the whole story as of `today`. A second time it changes nothing: every wish carries its key.

    `folder` is the fund's, such as `examples/aarhus`. `tell` hears the name of each chapter before it begins, its
    number and how many there are.
    """
    stage = Stage(today, folder)
    for number, (name, chapter) in enumerate(CHAPTERS.items(), 1):
        tell(name, number, len(CHAPTERS))
        chapter(stage)
    stage.job_does(finish_demo, len(CHAPTERS), on=today, key="finish")

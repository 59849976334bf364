"""Note that the whole story has been told, so that it is not told again."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.demo.policy import TELL


@action("system.demo.told", policy=TELL)
def finish_demo(act: Act, chapters: int) -> None:
    """Record how many chapters it had."""
    act.record(None, chapters=chapters)

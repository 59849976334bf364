"""Begin a demonstration: the mark that everything after it is invented."""

from __future__ import annotations

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.demo.mark import is_marked, is_untouched
from bundlinje_web.demo.policy import TELL


@action("system.demo.begun", policy=TELL)
def begin_demo(act: Act) -> None:
    """Mark the office as a demonstration. Raises `NotAllowed` where anybody has done anything in it before."""
    if not (is_untouched() or is_marked()):
        raise NotAllowed(TELL.code, "in-use")
    act.record(None, on=act.today)

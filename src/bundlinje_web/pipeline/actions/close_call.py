"""Close a call before its day."""

from __future__ import annotations

from datetime import timedelta

from bundlinje.problems import Collector, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import CALLS
from bundlinje_web.pipeline.models import Call


@action("pipeline.call.closed", policy=CALLS, on="call")
def close_call(act: Act, call: Call) -> Call:
    """End the call with yesterday, so that nothing more comes in by it; what has come in stays."""
    if not call.opens <= act.today <= call.closes:
        found = Collector()
        found.add(error("inbox.problem.call_not_open"))
        found.refuse_errors()
    call.closes = act.today - timedelta(days=1)
    call.save()
    act.record(call, number=call.number, proposals=call.proposals.count())
    return call

"""Keep a forecast that was drawn, so that it can be told again without drawing."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.books.models import ForecastKept
from bundlinje_web.books.policy import KEEP_FORECAST


@action("books.forecast.kept", policy=KEEP_FORECAST)
def keep_forecast(act: Act, what: dict[str, Any], as_of: date, told: Any) -> ForecastKept:
    """Keep what is told of it. `what` names it: its kind, whose it is, its inputs, engine, seed and draws."""
    made = ForecastKept.objects.create(**what, as_of=as_of, told=told)
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    act.record(made, after=digest, kind=made.kind, digest=digest, inputs=made.inputs, seed=made.seed, as_of=as_of)
    return made

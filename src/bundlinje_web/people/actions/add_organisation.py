"""Add an organisation that may take part in investments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.cvr import is_cvr
from bundlinje_web.people.models import Organisation
from bundlinje_web.people.policy import KEEP_ORGANISATIONS


@action("people.organisation.added", policy=KEEP_ORGANISATIONS)
def add_organisation(act: Act, told: Mapping[str, Any]) -> Organisation:
    """Add it by `code`, which contracts know it by, `name` and `kind` and, where known, `short`, `cvr` and `part_of`.

    Raises `Refused` for a code or CVR number that another has, or a number that is no CVR number.
    """
    found, cvr = Collector(), told.get("cvr")
    if Organisation.objects.filter(code=told["code"]).exists():
        found.add(error("people.problem.code_known", Place(path="code")))
    if cvr and not is_cvr(cvr):
        found.add(error("people.problem.no_cvr", Place(path="cvr")))
    elif cvr and Organisation.objects.filter(cvr=cvr).exists():
        found.add(error("people.problem.cvr_known", Place(path="cvr")))
    found.refuse_errors()
    made = Organisation.objects.create(**told)
    act.record(made, code=made.code, kind=made.kind)
    return made

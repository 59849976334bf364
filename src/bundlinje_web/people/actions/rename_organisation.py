"""Give an organisation a new name from a day; what is dated before keeps the old one."""

from __future__ import annotations

from datetime import date

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Organisation, OrganisationName
from bundlinje_web.people.policy import KEEP_ORGANISATIONS

_ALWAYS = date(1, 1, 1)


@action("people.organisation.renamed", policy=KEEP_ORGANISATIONS, on="organisation")
def rename_organisation(act: Act, organisation: Organisation, name: str, since: date) -> Organisation:
    """Name it anew from that day; the first time, the name it had is kept as the one it always had.

    Raises `Refused` where it got another name that same day.
    """
    names = OrganisationName.objects.filter(organisation=organisation)
    if names.filter(since=since).exists():
        raise Refused([error("people.problem.named_that_day", Place(path="since"))])
    if not names.exists():
        OrganisationName.objects.create(organisation=organisation, name=organisation.name, since=_ALWAYS)
    OrganisationName.objects.create(organisation=organisation, name=name, since=since)
    organisation.name = organisation.name_on(act.today)
    organisation.save()
    act.record(organisation, code=organisation.code, since=since)
    return organisation

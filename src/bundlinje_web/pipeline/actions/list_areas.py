"""Write down the Council's main areas from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.offering import ascii_slug
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.policy import LIST_AREAS
from bundlinje_web.pipeline.models import Area


@action("pipeline.area.listed", policy=LIST_AREAS)
def list_areas(act: Act, titles: Sequence[tuple[str, str]], since: date) -> Area:
    """Take in a new list, in its order, as (Danish, English) titles; the earlier lists stay as they were (GOV-20).

    An area with the same Danish title keeps its code, so that what is tagged with it stays tagged. Returns the first.
    Raises `Refused` for an empty list, a title twice, or a second list from the same day.
    """
    codes = [_code(danish) for danish, _ in titles]
    problems = []
    if not codes or not all(codes):
        problems.append(wrong("casework.problem.no_areas", "titles"))
    if len(set(codes)) < len(codes):
        problems.append(wrong("casework.problem.area_twice", "titles"))
    if Area.objects.filter(since=since).exists():
        problems.append(wrong("casework.problem.listed_already", "since"))
    refuse(problems)
    made = [
        Area.objects.create(code=code, title_da=danish, title_en=english, since=since, position=position)
        for position, (code, (danish, english)) in enumerate(zip(codes, titles, strict=True))
    ]
    act.record(made[0], since=since, areas=codes)
    return made[0]


def _code(title: str) -> str:
    return ascii_slug(title.strip())[:80]

"""The Council's main areas: lists with a day each is in force from (GOV-20)."""

from __future__ import annotations

from datetime import date

from bundlinje_web.frame.words import in_language
from bundlinje_web.pipeline.models import Area


def areas_on(day: date) -> tuple[Area, ...]:
    """The areas of the list in force that day, in its order."""
    newest = Area.objects.filter(since__lte=day).order_by("-since").values_list("since", flat=True).first()
    return tuple(Area.objects.filter(since=newest)) if newest else ()


def lists() -> tuple[tuple[date, tuple[Area, ...]], ...]:
    """Every list there has been with its first day, the newest first."""
    days = Area.objects.order_by("-since").values_list("since", flat=True).distinct()
    return tuple((day, tuple(Area.objects.filter(since=day))) for day in days)


def title_of(code: str) -> str:
    """What an area is called, by the newest list that has it; the code where none has."""
    found = Area.objects.filter(code=code).order_by("-since").first()
    return in_language({"da": found.title_da, "en": found.title_en or found.title_da}) if found else code


def choices(day: date, held: str = "") -> list[tuple[str, str]]:
    """The areas that can be chosen that day, and the one that is held even where its list has passed."""
    codes = [each.code for each in areas_on(day)]
    if held and held not in codes:
        codes.append(held)
    return [(code, title_of(code)) for code in codes]

"""The story in chapters, told from first to last. Each does what people do, by the actions they do it with."""

from __future__ import annotations

from collections.abc import Mapping

from bundlinje_web.demo.stage import Chapter
from bundlinje_web.demo.story import (
    agreements,
    amendment,
    business_cases,
    cases,
    council,
    ideas,
    in_writing,
    investments,
    lessons,
    meetings,
    opening,
    organisations,
    published,
)

CHAPTERS: Mapping[str, Chapter] = {
    "opening": opening.tell,
    "organisations": organisations.tell,
    "people": opening.take_people_in,
    "council": council.tell,
    "published": published.tell,
    "investments": investments.tell,
    "business_cases": business_cases.tell,
    "cases": cases.tell,
    "lessons": lessons.tell,
    "ideas": ideas.tell,
    "first_meeting": meetings.tell_first,
    "agreements": agreements.tell,
    "amendment": amendment.tell,
    "meetings": meetings.tell_last,
    "in_writing": in_writing.tell,
}
"""Every chapter under the name it is told by, in the order they build on each other."""

"""Minutes that are approved stand: no point, recommendation or decision of the meeting changes or comes after (M21).

Before the agenda is sent nothing is decided; what is decided was on it. A recommendation that is decided on keeps its
words and what it brings about.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal

_POINT, _RECOMMENDED, _DECISION = "council_point", "council_recommended", "council_decision"


def _approved(point: str) -> str:
    """SQL: whether the minutes of the meeting a point is of are approved."""
    return (
        "EXISTS (SELECT 1 FROM council_point AS p JOIN council_meeting AS m ON m.id = p.meeting_id "  # noqa: S608
        f"WHERE p.id = {point} AND m.state = 'approved')"
    )


_OPEN = """
    EXISTS (SELECT 1 FROM council_recommended AS r JOIN council_point AS p ON p.id = r.point_id
        JOIN council_meeting AS m ON m.id = p.meeting_id
        WHERE r.id = NEW.recommended_id AND m.state IN ('sent', 'held') AND m.body_id = NEW.body_id AND NOT p.withdrawn)
"""
_TAKEN = "SELECT 1 FROM council_decision AS d WHERE d.recommended_id = OLD.id"


def _refusals() -> Iterator[Refusal]:
    yield Refusal(_POINT, Event.UPDATE, _approved("OLD.id"))
    yield Refusal(_POINT, Event.DELETE, _approved("OLD.id"))
    yield Refusal(
        _POINT,
        Event.INSERT,
        "EXISTS (SELECT 1 FROM council_meeting AS m WHERE m.id = NEW.meeting_id AND m.state = 'approved')",
    )
    yield Refusal(_RECOMMENDED, Event.UPDATE, f"EXISTS ({_TAKEN})")
    yield Refusal(_RECOMMENDED, Event.DELETE, f"EXISTS ({_TAKEN})")
    yield Refusal(_RECOMMENDED, Event.INSERT, _approved("NEW.point_id"))
    yield Refusal(_DECISION, Event.INSERT, f"NOT {_OPEN}", code="council.not-open")


GUARD = Guard(
    "council.minutes",
    refusals=_refusals,
    attacks=(
        Attack(
            "a decision on nothing",
            "INSERT INTO council_decision (id, recorded_at, recommended_id, text, body_id, outcome, wording, digest, "
            "\"on\", in_writing, recorded_by_id) VALUES ({new}, {now}, {new}, '', {new}, 'approved', '', 'a', {now}, "
            "FALSE, NULL)",
        ),
    ),
)

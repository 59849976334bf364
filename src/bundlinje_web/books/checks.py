"""What was printed held against the books, with since when it differs, what explains it, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bundlinje.fund import Fund
from bundlinje.fund.reconcile import Comparison, comparisons
from bundlinje_web.books.models import Control, Explanation

RIGHT, ROUNDED, WRONG = "right", "rounded", "wrong"


@dataclass(frozen=True)
class Checked:
    """A printed number beside the computed one; `since` is the first control that found this difference.

    `explanation` is the newest of exactly this difference, `former` the newest of another one, which explains nothing.
    """

    one: Comparison
    since: date | None = None
    explanation: Explanation | None = None
    former: Explanation | None = None

    @property
    def where(self) -> str:
        """The statement that is compared."""
        return self.one.where

    @property
    def difference(self) -> Fraction:
        """Printed less computed."""
        return self.one.difference

    @property
    def verdict(self) -> str:
        """Whether it agrees, exactly or by rounding, or not."""
        if not self.one.agrees:
            return WRONG
        return ROUNDED if self.one.within_rounding else RIGHT

    @property
    def standing(self) -> str:
        """How far the difference is explained: `open`, `changed`, `explained`, `asked` or `confirmed`; or none."""
        if self.verdict != WRONG:
            return ""
        if self.explanation is None:
            return "changed" if self.former else "open"
        if not self.explanation.write_off:
            return "explained"
        return "confirmed" if hasattr(self.explanation, "confirmed") else "asked"


def checked(of: Fund) -> list[Checked]:
    """Everything that was printed, what differs first."""
    told = _explanations()
    since = _since()
    found = [_checked(one, told.get(one.where, ()), since) for one in comparisons(of)]
    return sorted(found, key=lambda one: one.verdict != WRONG)


def _checked(one: Comparison, told: Sequence[Explanation], since: Mapping[tuple[str, str], date]) -> Checked:
    size = str(one.difference)
    same = next((each for each in told if each.difference == size), None)
    return Checked(one, since.get((one.where, size)), same, None if same else next(iter(told), None))


def _explanations() -> dict[str, list[Explanation]]:
    """Every explanation by its statement, the newest first."""
    found: dict[str, list[Explanation]] = {}
    for one in Explanation.objects.select_related("responsible", "explained_by", "confirmed__confirmed_by"):
        found.setdefault(one.statement, []).append(one)
    return found


def _since() -> dict[tuple[str, str], date]:
    """When a difference was first found: by its statement and its size."""
    found: dict[tuple[str, str], date] = {}
    for day, differences in Control.objects.order_by("recorded_at").values_list("made_on", "differences"):
        for where, size in differences.items():
            found.setdefault((where, size), day)
    return found


def differences_of(rows: Sequence[Checked]) -> dict[str, str]:
    """What does not agree, with its size, as a control keeps it."""
    return {one.where: str(one.difference) for one in rows if one.verdict == WRONG}

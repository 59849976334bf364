"""The double bottom line and the third: what a case brings citizens, the public economy, and staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.business_case.bottom_line import PUBLIC_SECTOR, bottom_line
from bundlinje.business_case.parts import StaffMeasure
from bundlinje.business_case.social_return import SocialReturn, social_return
from bundlinje.business_case.worked import Worked
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One measure among staff, before and after; its change is none where one of the two was not measured."""

    measure: StaffMeasure
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class ThreeLines:
    """Citizens: successes by effect, and social values. Economy: the public net in øre. Staff: what was measured."""

    successes: Mapping[str, Fraction]
    social: SocialReturn
    public_net: Ore
    public_present_value: Fraction
    staff: tuple[StaffLine, ...]


def three_lines(worked: Worked) -> ThreeLines:
    """The three bottom lines of a case; unknown social values are left out, and named in `social.left_out`."""
    successes = dict.fromkeys(worked.rates, Fraction(0))
    for one in worked.successes:
        successes[one.effect] += one.number
    economy = bottom_line(worked, PUBLIC_SECTOR)
    return ThreeLines(
        successes=successes,
        social=social_return(worked, known_only=True),
        public_net=economy.total,
        public_present_value=economy.net_present_value,
        staff=tuple(_line(measure) for measure in worked.case.staff),
    )


def _line(measure: StaffMeasure) -> StaffLine:
    before, after = (number.value if number else None for number in (measure.before, measure.after))
    return StaffLine(measure, before.value if before else None, after.value if after else None)

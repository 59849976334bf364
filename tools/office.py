"""LibreOffice Calc, which the tests recalculate workbooks in: found, or installed where apt can."""

from __future__ import annotations

import sys

from programs import Program, first_of


def soffice() -> str | None:
    """The program that recalculates workbooks, if this machine has one."""
    return first_of("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


OFFICE = Program(
    what="The tests recalculate workbooks in LibreOffice Calc",
    find=soffice,
    package="libreoffice-calc-nogui",
    mac="brew install --cask libreoffice",
    found="If it is installed, put `soffice` on your PATH.",
)

if __name__ == "__main__":
    sys.exit(OFFICE.have())

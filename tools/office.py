"""Finds LibreOffice Calc, which the tests recalculate workbooks in, and installs it where apt can: `make office`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGE = "libreoffice-calc-nogui"
HELP = """\
The tests recalculate workbooks in LibreOffice Calc, and it is not on this machine.
Install it and try again: on Debian or Ubuntu `apt-get install {package}`, on a Mac `brew install --cask libreoffice`,
elsewhere from your own software centre. If it is installed, put `soffice` on your PATH. {why}"""
_PLACES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


def soffice() -> str | None:
    """The program that recalculates workbooks, if this machine has one."""
    return next((found for found in map(shutil.which, _PLACES) if found), None)


def _as_administrator() -> list[str] | None:
    """What to put before a command that changes the machine; nothing if this user may not."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "--non-interactive"] if shutil.which("sudo") else None


def install() -> str:
    """Install LibreOffice Calc with apt; the answer is why it could not be, or nothing."""
    before = _as_administrator()
    if shutil.which("apt-get") is None or before is None:
        return "(It cannot be installed from here: that takes apt-get and an administrator.)"
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", PACKAGE]):
        done = subprocess.run([*quiet, *step], capture_output=True, text=True, check=False)
        if done.returncode:
            return f"(apt-get {step[0]} said: {(done.stderr or done.stdout).strip()[-400:]})"
    return ""


def main() -> int:
    """Have LibreOffice Calc here, or say what to do."""
    if soffice():
        return 0
    print("Installing LibreOffice Calc, which the tests recalculate workbooks in: a minute, once.", file=sys.stderr)
    why = install()
    if soffice():
        return 0
    print(HELP.format(package=PACKAGE, why=why), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

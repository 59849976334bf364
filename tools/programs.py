"""Programs the tests need beside Python: found on this machine, or installed where apt can, or said in a line how to.

`make programs` has them all; `tools/office.py`, `tools/browser.py` and `tools/postgres.py` say what each of them is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

ADVICE = """\
{what}, and it is not on this machine.
Install it and try again: on Debian or Ubuntu `apt-get install {package}`, on a Mac `{mac}`,
elsewhere from your own software centre. {found} {why}"""


@dataclass(frozen=True)
class Program:
    """A program from elsewhere: what it is for, how it is found, and what it is called where it is installed from."""

    what: str
    find: Callable[[], str | None]
    package: str
    mac: str
    found: str

    def advice(self, why: str = "") -> str:
        """What to do where it is missing; `why` it could not be installed from here."""
        said = ADVICE.format(what=self.what, package=self.package, mac=self.mac, found=self.found, why=why)
        return said.rstrip()

    def have(self) -> int:
        """Have the program here: nothing to do, or installed now, or what to do is said and the answer is 1."""
        if self.find():
            return 0
        print(f"{self.what}: installing {self.package}, which takes a minute, once.", file=sys.stderr)
        why = installed(self.package)
        if self.find():
            return 0
        print(self.advice(why), file=sys.stderr)
        return 1


def as_administrator() -> list[str] | None:
    """What to put before a command that changes the machine; nothing if this user may not."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "--non-interactive"] if shutil.which("sudo") else None


def installed(package: str) -> str:
    """Install a Debian package; the answer is why it could not be, or nothing."""
    before = as_administrator()
    if shutil.which("apt-get") is None or before is None:
        return "(It cannot be installed from here: that takes apt-get and an administrator.)"
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        done = subprocess.run([*quiet, *step], capture_output=True, text=True, check=False)
        if done.returncode:
            return f"(apt-get {step[0]} said: {(done.stderr or done.stdout).strip()[-400:]})"
    return ""


def first_of(*places: str) -> str | None:
    """The first of these names or paths that is a program on this machine."""
    return next((found for found in map(shutil.which, places) if found), None)


def main() -> int:
    """Have every program here; all that are missing are said before it fails."""
    from browser import BROWSER
    from office import OFFICE
    from postgres import POSTGRES

    return max([program.have() for program in (OFFICE, BROWSER, POSTGRES)])


if __name__ == "__main__":
    sys.exit(main())

"""LibreOffice Calc as an oracle that is not ours: it opens a workbook, works every formula out again, and saves it."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from office import OFFICE, soffice

# Left to itself, LibreOffice shows the values a workbook was saved with. 0 is "always recalculate".
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_AS_XLSX = "xlsx:Calc MS Excel 2007 XML"


@cache
def _profile() -> Path:
    """A profile of this process alone: two LibreOffices in one profile wait for each other."""
    profile = Path(mkdtemp(prefix="bundlinje-office-"))
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")
    return profile


def recalculated(*workbooks: Path, into: Path) -> list[Path]:
    """The workbooks, each with every formula worked out again by LibreOffice, in the folder `into`."""
    program = soffice()
    if program is None:
        raise FileNotFoundError(OFFICE.advice())
    into.mkdir(parents=True, exist_ok=True)
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={_profile().as_uri()}"]
    command += ["--convert-to", _AS_XLSX, "--outdir", str(into), *map(str, workbooks)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1_800)
    made = [into / f"{one.stem}.xlsx" for one in workbooks]
    if missing := [one.name for one in made if not one.is_file()]:
        raise AssertionError(f"LibreOffice made no {', '.join(missing)}: {said.stdout} {said.stderr}")
    return made

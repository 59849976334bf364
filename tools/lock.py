"""Writes requirements/*.lock: `make lock`.

The plain requirements format with hashes is the one lock format that names no package registry, so that a machine
installs from whichever one it is set up for. The development lock is made first and holds the others to its versions.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ROOT / "requirements"
UV = ROOT / ".venv" / "bin" / "uv"
_COMPILE = ["pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11", "--generate-hashes"]
_PINNED = re.compile(r"^[a-z0-9][^\s=]*==\S+(?: ;[^\\\n]+)?", re.MULTILINE | re.IGNORECASE)


def pins(lock: Path) -> str:
    """The versions of a lock file without their hashes, one a line."""
    return "\n".join(pin.strip() for pin in _PINNED.findall(lock.read_text("utf-8"))) + "\n"


def compile_lock(name: str, *arguments: str) -> None:
    """Write one lock file from what the arguments ask for."""
    target = LOCKS / name
    command = [str(UV), *_COMPILE, "--no-header", "--no-annotate", "--output-file", str(target), *arguments]
    subprocess.run(command, check=True, cwd=ROOT)


def main() -> None:
    """Write the four locks: everything for development, the library alone, the library with the application, uv."""
    compile_lock("dev.lock", "pyproject.toml", "--group", "dev", "--all-extras")
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "pins.txt"
        held.write_text(pins(LOCKS / "dev.lock"), "utf-8")
        compile_lock("runtime.lock", "pyproject.toml", "--constraint", str(held))
        compile_lock("web.lock", "pyproject.toml", "--extra", "web", "--constraint", str(held))
        uv = Path(folder) / "uv.in"
        uv.write_text("uv\n", "utf-8")
        compile_lock("setup.lock", str(uv), "--constraint", str(held))


if __name__ == "__main__":
    main()

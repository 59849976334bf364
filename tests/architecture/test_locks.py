"""The locked versions: complete, in agreement, and from no named place, so that any machine can install them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lock import pins

LOCKS = ("setup.lock", "runtime.lock", "web.lock", "dev.lock")


def _versions(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in pins(path).splitlines():
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(name: str, root: Path) -> None:
    lines = (root / "requirements" / name).read_text("utf-8").splitlines()
    assert [line for line in lines if re.search(r"https?://|file:|^--(index|extra|find)| @ ", line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str, root: Path) -> None:
    packages = re.split(r"\n(?=\S)", (root / "requirements" / name).read_text("utf-8").strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_the_library_and_the_installer_are_locked_as_they_were_tested(root: Path) -> None:
    tested = _versions(root / "requirements" / "dev.lock")
    for name in ("setup.lock", "runtime.lock", "web.lock"):
        assert {k: v for k, v in _versions(root / "requirements" / name).items() if not v <= tested[k]} == {}


def test_everything_asked_for_is_locked_at_a_version_that_fits(root: Path, pyproject: dict[str, Any]) -> None:
    runtime, tested = (_versions(root / "requirements" / name) for name in ("runtime.lock", "dev.lock"))
    project = pyproject["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    wanted = [(line, runtime) for line in project["dependencies"]]
    wanted += [(line, tested) for line in [*extras, *pyproject["dependency-groups"]["dev"]]]
    assert [line for line, lock in wanted if not _fits(Requirement(line), lock)] == []


def _fits(requirement: Requirement, lock: dict[str, set[str]]) -> bool:
    locked = lock.get(canonicalize_name(requirement.name), set())
    return bool(locked) and all(requirement.specifier.contains(version.removeprefix("==")) for version in locked)


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"])
def test_no_lock_that_names_a_registry_is_kept(name: str, root: Path) -> None:
    assert not (root / name).exists()

"""The subjects of the pipeline, in the order an inquiry meets them; each is a folder with pages and policies."""

from __future__ import annotations

from importlib.util import find_spec

SUBJECTS = ("proposing", "tabel_1", "inbox", "assessing", "board", "casework", "hours")


def having(part: str) -> tuple[str, ...]:
    """The dotted names of a part, such as `urls`, of the subjects that have it."""
    names = (f"bundlinje_web.pipeline.{subject}.{part}" for subject in SUBJECTS)
    return tuple(name for name in names if _exists(name))


def _exists(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False

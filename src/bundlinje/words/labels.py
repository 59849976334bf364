"""Labels by code, from the YAML files beside this module: `{code: {da: …, en: …}}`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from bundlinje.words.numbers import Language, one_stop


@cache
def labels(area: str) -> Mapping[str, Mapping[str, str]]:
    """Every label of an area, such as `fund`, by code and language."""
    text = files("bundlinje.words").joinpath(f"{area}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return found


def label(area: str, code: str, language: Language, **values: str | int) -> str:
    """The label of a code with its values filled in. A code without a label raises `KeyError`: a test finds it."""
    return one_stop(labels(area)[code][language].format(**values))

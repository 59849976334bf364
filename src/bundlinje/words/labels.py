"""Labels by code, and sentences about problems, from the YAML files beside this module: `{code: {da: …, en: …}}`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from bundlinje.problems import Problem
from bundlinje.words.numbers import Language


@cache
def labels(area: str) -> Mapping[str, Mapping[str, str]]:
    """Every label of an area, such as `fund`, by code and language."""
    text = files("bundlinje.words").joinpath(f"{area}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return found


def label(area: str, code: str, language: Language, **values: str | int) -> str:
    """The label of a code with its values filled in. A code without a label raises `KeyError`: a test finds it."""
    return labels(area)[code][language].format(**values)


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Every sentence about a problem, of every area, by code and language."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(files("bundlinje.words").joinpath("problems").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            found.update(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    return found


def sentence(problem: Problem, language: Language) -> str:
    """What is wrong and what to do. A code nobody has written a sentence for is shown as it is, with its values."""
    written = sentences().get(problem.code)
    if written is None:
        return f"{problem.code}: " + ", ".join(f"{key} = {value}" for key, value in problem.values.items())
    return written[language].format(**problem.values)

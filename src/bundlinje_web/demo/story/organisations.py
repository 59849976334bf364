"""The organisations that take part, from the fund's own list, and the few that the story invents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from bundlinje_web.demo.stage import BEGINNING, Stage
from bundlinje_web.demo.story.opening import GIVER
from bundlinje_web.people.actions.add_organisation import add_organisation
from bundlinje_web.people.actions.add_unit import add_unit
from bundlinje_web.people.actions.rename_organisation import rename_organisation
from bundlinje_web.people.models import Organisation

_KINDS = {
    "municipality": Organisation.Kind.MUNICIPALITY,
    "department": Organisation.Kind.DEPARTMENT,
    "council": Organisation.Kind.COUNCIL,
    "state_fund": Organisation.Kind.STATE,
    "foundation": Organisation.Kind.FOUNDATION,
    "provider": Organisation.Kind.PROVIDER,
    "school": Organisation.Kind.SCHOOL,
    "other": Organisation.Kind.OTHER,
}
_UNIT = "unit"
_COORDINATES = {"moeb"}
_RENAMED = date(2024, 1, 1)
"""The report tells of a new name, not of its day: the first of the year that the report is about is assumed."""

_INVENTED: tuple[Mapping[str, Any], ...] = (
    {"id": "lysbro", "name": "Lysbro Mestring (opdigtet)", "kind": "provider"},
    {"id": "stifinder", "name": "Stifinder (opdigtet)", "kind": "provider"},
    {"id": "nordlys", "name": "Nordlys Kapital (opdigtet)", "kind": "other"},
    {"id": "egefonden", "name": "Egefonden (opdigtet)", "kind": "foundation"},
    {"id": "kystskolen", "name": "Kystskolen (opdigtet)", "kind": "school"},
    {"id": "oekonomi", "name": "Økonomi (opdigtet)", "kind": _UNIT, "part_of": "borgmesterens-afdeling"},
    {"id": "uju", "name": "Unge, Job og Uddannelse", "short": "UJU", "kind": _UNIT, "part_of": "msb"},
    {"id": "mso-koordinering", "name": "Koordinering i Sundhed og Omsorg (opdigtet)", "kind": _UNIT, "part_of": "mso"},
    {"id": "mbu-koordinering", "name": "Koordinering i Børn og Unge (opdigtet)", "kind": _UNIT, "part_of": "mbu"},
    {"id": "sekretariatet", "name": "Fondens sekretariat", "kind": _UNIT, "part_of": "borgmesterens-afdeling"},
)
_COORDINATES_TOO = {"mso-koordinering", "mbu-koordinering"}


def tell(stage: Stage) -> None:
    """Take in every organisation, those that others are part of first; then units, then new names."""
    listed = yaml.safe_load((stage.folder / "organisations.yaml").read_text("utf-8"))["organisations"]
    parties = _parties(stage)
    known = (*({**one, "id": parties.get(one["name"], one["id"])} for one in listed), *_INVENTED)
    for one in known:
        if one["kind"] != _UNIT:
            _add(stage, one)
    for one in known:
        if one["kind"] == _UNIT:
            _add_unit(stage, one)


def _parties(stage: Stage) -> Mapping[str, str]:
    """The id that agreements know each party by, by its name: the list calls a few of them otherwise."""
    texts = (stage.folder / "contracts").glob("*.yaml")
    agreements = (yaml.safe_load(file.read_text("utf-8")) for file in sorted(texts))
    return {told["name"]: code for one in agreements for code, told in one["parties"].items()}


def _add(stage: Stage, told: Mapping[str, Any]) -> None:
    """Under the name it had first, where it has had another."""
    code, former = told["id"], (told.get("formerly") or [None])[0]
    row = {
        "code": code,
        "name": former or told["name"],
        "kind": _KINDS[told["kind"]],
        "short": told.get("short", ""),
        "part_of": stage.organisation(told["part_of"]) if "part_of" in told else None,
    }
    made = stage.does(GIVER, add_organisation, row, on=BEGINNING, key=f"organisation:{code}")
    if former:
        stage.does(GIVER, rename_organisation, made, told["name"], _RENAMED, on=_RENAMED, key=f"renamed:{code}")


def _add_unit(stage: Stage, told: Mapping[str, Any]) -> None:
    code = told["id"]
    stage.does(
        GIVER,
        add_unit,
        stage.organisation(told["part_of"]),
        code,
        told["name"],
        code in _COORDINATES | _COORDINATES_TOO,
        on=BEGINNING,
        key=f"unit:{code}",
    )

"""Counted without the library – straight from the files – the invented facts give what the documents print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

FACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "facts"
DAYS = ("from", "until", "day")


def _table(name: str, table: str) -> pd.DataFrame:
    path = next((FACTS / name).glob(f"{table}.*"))
    readers = {".csv": pd.read_csv, ".xlsx": pd.read_excel, ".parquet": pd.read_parquet}
    frame = readers[path.suffix](path)
    for column in set(DAYS) & set(frame.columns):
        frame[column] = pd.to_datetime(frame[column].where(frame[column].ne("open"))).dt.date
    return frame


def _admitted(name: str, until: date) -> int:
    return int((_table(name, "enrolments")["from"] <= until).sum())


def test_din_vej_i_job_has_4_of_42_in_work_and_59_in_all() -> None:
    seen, jobs = date(2024, 3, 31), _table("din-vej-i-job", "spells")
    at_work = jobs[(jobs["from"] <= seen) & (jobs["until"].isna() | (jobs["until"] > seen))]
    assert at_work["unit"].nunique() == 4
    assert _admitted("din-vej-i-job", seen) == 42
    assert _admitted("din-vej-i-job", date(2024, 12, 31)) == 59


def test_ips_plus_has_120() -> None:
    assert _admitted("ips-plus", date(2024, 12, 31)) == 120


def test_dialog_mod_vold_has_15_families_of_whom_11_completed() -> None:
    families = _table("dialog-mod-vold", "enrolments")
    assert families["left"].value_counts().to_dict() == {"completed": 11, "dropped": 4}
    assert _admitted("dialog-mod-vold", date(2022, 8, 31)) == 8


@pytest.mark.requirement("PAY-09")
def test_violence_has_ceased_in_9_of_11_families() -> None:
    families = _table("dialog-mod-vold", "enrolments")
    completed = set(families.loc[families["left"] == "completed", "unit"])
    assert len(completed - set(_table("dialog-mod-vold", "events")["unit"])) == 9


@pytest.mark.requirement("PAY-08")
def test_7_of_9_families_had_no_other_treatment_and_none_was_at_a_crisis_centre() -> None:
    families, spells = _table("dialog-mod-vold", "enrolments"), _table("dialog-mod-vold", "spells")
    a_year_on = {unit for unit, day, left in families[["unit", "from", "left"]].itertuples(index=False)
                 if left == "completed" and date(day.year + 1, day.month, day.day) <= date(2024, 12, 31)}  # fmt: skip
    assert len(a_year_on) == 9
    assert len(a_year_on - set(spells["unit"])) == 7
    assert set(spells["fact"]) == {"family-treatment"}


def test_diabetes_has_138_persons_and_144_courses() -> None:
    courses = _table("sammen-om-diabetes", "enrolments")
    assert (courses["person"].nunique(), len(courses)) == (138, 144)


@pytest.mark.requirement("FUP-05")
@pytest.mark.parametrize(("months", "people", "lower", "tenths"), [(12, 38, 22, 49), (24, 13, 7, 59)])
def test_hba1c_falls_as_printed(months: int, people: int, lower: int, tenths: int) -> None:
    scores = _table("sammen-om-diabetes", "scores")
    scores["tenths"] = (scores["value"] * 10).round().astype(int)
    begins = _table("sammen-om-diabetes", "enrolments").set_index("unit")["from"]
    away = [(day - begins[unit]).days for unit, day in scores[["unit", "day"]].itertuples(index=False)]
    near = scores[[abs(days - months * 30.4) < 45 for days in away]].set_index("unit")["tenths"]
    start = scores[[days == 0 for days in away]].set_index("unit")["tenths"]
    fall = start[near.index] - near
    assert len(fall) == people
    assert int((fall * 1000 >= 85 * start[near.index]).sum()) == lower
    assert int(fall.sum()) == tenths * people


@pytest.mark.requirement("FUP-07", "FUP-08")
def test_83_of_1475_students_broke_off_within_six_months() -> None:
    begins = _table("flere-kloge-haender", "enrolments").set_index("unit")["from"]
    dropouts = _table("flere-kloge-haender", "events")
    within = [
        pd.Timestamp(day) < pd.Timestamp(begins[unit]) + pd.DateOffset(months=6)
        for unit, day in dropouts[["unit", "day"]].itertuples(index=False)
    ]
    assert (len(begins), sum(within)) == (1475, 83)
    assert (begins.min(), begins.max()) == (date(2023, 5, 1), date(2024, 6, 30))
    assert len(dropouts) > 83


def test_housing_first_has_as_many_young_people_as_reported() -> None:
    assert _admitted("hjem-job-og-helhed", date(2022, 6, 30)) == 20
    assert _admitted("hjem-job-og-helhed", date(2024, 12, 31)) == 54
    assert _admitted("havnen", date(2024, 12, 31)) == 32


@pytest.mark.requirement("FUP-03")
def test_ungifokus_has_367_young_people_and_a_control_group() -> None:
    groups = _table("ungifokus", "enrolments")
    ours = groups[groups["group"] == "intervention"]
    assert len(ours) == 367
    assert int((ours["from"] <= date(2022, 9, 1)).sum()) == 185
    assert int(ours["until"].notna().sum()) == 57
    assert set(groups["group"]) == {"intervention", "control"}


@pytest.mark.requirement("PAY-13")
@pytest.mark.parametrize(("year", "saving"), [(2022, 700_000), (2023, 1_665_000)])
def test_the_groups_of_ungifokus_differ_by_what_was_received(year: int, saving: int) -> None:
    groups, events = _table("ungifokus", "enrolments"), _table("ungifokus", "events")
    first, end = date(year, 3, 1), date(year + 1, 3, 1)
    groups = groups[groups["from"] <= first].set_index("unit")["group"]
    paid = events[(events["fact"] == "transfer") & (events["day"] >= first) & (events["day"] < end)]
    spent = paid[paid["unit"].isin(groups.index)].groupby(paid["unit"].map(groups))["value"].sum()
    size = groups.value_counts()
    scaled = int(spent["control"]) * int(size["intervention"]) - int(spent["intervention"]) * int(size["control"])
    assert scaled == saving * int(size["control"])


def test_laer_for_livet_begins_with_20_children_of_whom_18_came_to_camp() -> None:
    children = _table("laer-for-livet", "enrolments")
    first = children[children["cohort"] == "intake-2022"]
    assert first["segment"].value_counts().to_dict() == {"at-home": 15, "in-care": 5}
    camps = _table("laer-for-livet", "spells")
    june = camps[(camps["fact"] == "camp") & (camps["from"] == date(2022, 6, 20))]
    assert june["unit"].nunique() == 18
    mentors = camps[(camps["fact"] == "mentor") & (camps["from"] < date(2022, 10, 1))]
    assert (int((mentors["from"] < date(2022, 9, 1)).sum()), len(mentors)) == (2, 10)

"""The three kinds of rows, asked as a programmer asks them."""

from __future__ import annotations

import pytest
from tests.bundlinje_web.audit.sample import Errand, Note, Paper

from bundlinje_web.audit.rows import Conflict, NoSuchMove, Unchangeable

pytestmark = pytest.mark.usefixtures("samples")


def test_an_appended_row_is_neither_changed_nor_deleted() -> None:
    note = Note.objects.create(number=1, text="said")
    note.text = "said otherwise"
    with pytest.raises(Unchangeable):
        note.save()
    with pytest.raises(Unchangeable):
        note.delete()
    assert Note.objects.get().text == "said"


def test_an_appended_row_is_dated_by_the_database() -> None:
    assert Note.objects.create(number=1, text="said").recorded_at.tzinfo is not None


def test_a_kept_row_counts_its_versions() -> None:
    paper = Paper.objects.create(text="first")
    paper.text = "second"
    paper.save()
    paper.save(update_fields=["text"])
    assert Paper.objects.get().row_version == paper.row_version == 3


def test_the_second_of_two_who_edit_the_same_is_told_and_overwrites_nothing() -> None:
    hers = Paper.objects.create(text="first")
    his = Paper.objects.get()
    hers.text = "hers"
    hers.save()
    his.text = "his"
    with pytest.raises(Conflict):
        his.save()
    assert (Paper.objects.get().text, his.row_version) == ("hers", 1)


def test_a_form_filled_in_from_an_older_version_is_told() -> None:
    paper = Paper.objects.create(text="first")
    paper.save()
    with pytest.raises(Conflict):
        paper.save_if(1)
    paper.save_if(2)
    assert paper.row_version == 3


def test_a_moving_row_starts_at_the_first_state_and_moves_along_the_table() -> None:
    errand = Errand.objects.create()
    assert errand.state == "asked"
    errand.move("begun")
    errand.move("done")
    assert (Errand.objects.get().state, errand.is_ended) == ("done", True)


@pytest.mark.parametrize("to", ["done", "asked", "nowhere"])
def test_a_move_that_is_not_in_the_table_is_refused(to: str) -> None:
    errand = Errand.objects.create()
    with pytest.raises(NoSuchMove):
        errand.move(to)
    assert errand.state == Errand.objects.get().state == "asked"


def test_a_row_that_somebody_else_moved_stays_where_they_moved_it() -> None:
    errand = Errand.objects.create()
    Errand.objects.get().move("dropped")
    with pytest.raises(Conflict):
        errand.move("begun")
    assert errand.state == "asked"
    assert Errand.objects.get().state == "dropped"

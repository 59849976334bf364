"""The forms of learning: two fields are enough for a lesson."""

from __future__ import annotations

from django import forms

from bundlinje_web.contracts.models import Contract
from bundlinje_web.frame.fields import CodeField, DayField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.learning.models import Barrier, Lesson

THEMES = ("admission", "recruitment", "cooperation", "data", "method", "economy", "law", "staff", "after")
STEPS = ("1", "2", "3a", "3b", "4", "5", "6")


class LessonForm(PageForm):
    """A lesson: what was learnt and of what kind; the rest when it is known."""

    words = "learning.lesson"
    text = TextField(rows=4)
    kind = CodeField(codes=Lesson.Kind.values, before="learning.kind", radios=True)
    advice = TextField(rows=3, required=False)
    theme = CodeField(codes=THEMES, before="learning.theme")
    contract = forms.ModelChoiceField(Contract.objects.all(), required=False, empty_label="–")
    step = CodeField(codes=STEPS, before="learning.step", required=False)
    speaks = CodeField(codes=Lesson.Speaks.values, before="learning.speaks", required=False)
    third_line = forms.BooleanField(required=False)


class BarrierForm(PageForm):
    """A barrier: what stands in the way, of what kind, and who works on it."""

    words = "learning.barrier"
    text = TextField(rows=3)
    kind = CodeField(codes=Barrier.Kind.values, before="learning.barrier_kind", radios=True)
    working_on_it = TextField(required=False)


class VisitForm(PageForm):
    """A visit: which project, when, and what the Council learnt."""

    words = "learning.visit"
    contract = forms.ModelChoiceField(Contract.objects.all(), empty_label="–")
    on = DayField()
    text = TextField(rows=4)


class MethodForm(PageForm):
    """A method that several projects share."""

    words = "learning.method"
    title = TextField()
    text = TextField(rows=6, required=False)
    contracts = forms.ModelMultipleChoiceField(
        Contract.objects.all(), required=False, widget=forms.CheckboxSelectMultiple()
    )

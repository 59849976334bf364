"""The forms of an assessment: whom to ask, and what a department answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from bundlinje_web.frame.fields import CodeField, DayField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.actions.answer_assessment import PARTS, RECOMMENDS, SCORES
from bundlinje_web.pipeline.models import Answer, Assessment


class AskForm(PageForm):
    """Which departments, by when, and what they are asked besides."""

    words = "assessing.ask"
    departments = forms.ModelMultipleChoiceField(
        Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT), widget=forms.CheckboxSelectMultiple()
    )
    due = DayField()
    questions = TextField(rows=3, required=False)


class AnswerForm(PageForm):
    """The four parts, each with a score or an amount and a sentence, and a field for each question asked besides."""

    words = "assessing.answer"
    relevance = CodeField(codes=map(str, SCORES), before="assessing.score", radios=True)
    relevance_text = TextField(rows=3)
    offers = CodeField(codes=map(str, SCORES), before="assessing.score", radios=True)
    offers_text = TextField(rows=3)
    economy = KronerField(least=None, required=False)
    economy_text = TextField(rows=3)
    recommends = CodeField(codes=RECOMMENDS, before="assessing.recommends", radios=True)
    recommends_text = TextField(rows=3)

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(assessment.questions)
        for number, question in enumerate(self.questions):
            self.fields[f"question_{number}"] = TextField(rows=3, label=question, required=False)

    def told(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        data = self.cleaned_data
        others = [{"question": text, "answer": data[f"question_{n}"]} for n, text in enumerate(self.questions)]
        scores = {"relevance": int(data["relevance"]), "offers": int(data["offers"])}
        texts = {f"{part}_text": data[f"{part}_text"] for part in PARTS}
        return {**texts, **scores, "economy": data["economy"], "recommends": data["recommends"], "others": others}


def initial_of(answer: Answer | None) -> Mapping[str, Any]:
    """What the form is filled with where a department answers anew: what it said last."""
    if answer is None:
        return {}
    told = {name: getattr(answer, name) for part in PARTS for name in (part, f"{part}_text")}
    others = {f"question_{number}": each["answer"] for number, each in enumerate(answer.others)}
    return {**told, **others}


class LongerForm(PageForm):
    """A later day, and why."""

    words = "assessing.longer"
    until = DayField()
    reason = TextField(rows=3, limit=500)


class ChangeForm(PageForm):
    """Another deadline, one question more, or both."""

    words = "assessing.change"
    due = DayField(required=False)
    question = TextField(rows=2, required=False)


class CloseForm(PageForm):
    """Why the secretariat waits no longer."""

    words = "assessing.close"
    reason = TextField(rows=3, limit=500)

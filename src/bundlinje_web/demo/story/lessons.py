"""What the agreements have taught, as their own texts tell it."""

from __future__ import annotations

from collections.abc import Mapping

from bundlinje_web.bridge.contract import newest
from bundlinje_web.contracts.models import Contract
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.demo.story.investments import texts
from bundlinje_web.demo.story.published import REPORT, TAKEN_IN
from bundlinje_web.learning.actions.note_barrier import note_barrier
from bundlinje_web.learning.actions.note_lesson import note_lesson
from bundlinje_web.learning.models import Barrier, Lesson
from bundlinje_web.pipeline.models import Case

Sort = tuple[str, Lesson.Kind]
_PRACTICAL, _ECONOMIC, _METHOD = Lesson.Kind.PRACTICAL, Lesson.Kind.ECONOMIC, Lesson.Kind.METHOD
_SORTS: Mapping[str, tuple[Sort, ...]] = {
    "dialog-mod-vold": (("admission", _PRACTICAL), ("method", _PRACTICAL), ("economy", _ECONOMIC)),
    "din-vej-i-job": (("method", _METHOD),),
    "havnen": (("data", _METHOD),),
    "hjem-job-og-helhed": (("cooperation", _PRACTICAL), ("method", _PRACTICAL)),
    "ips-plus": (("cooperation", _PRACTICAL), ("economy", _ECONOMIC)),
    "laer-for-livet": (("recruitment", _PRACTICAL), ("recruitment", _PRACTICAL)),
    "sammen-om-diabetes": (("after", _PRACTICAL),),
    "ungifokus": (("recruitment", _METHOD),),
}
"""Theme and kind of each lesson, in the order of the text: the sorting is ours."""
_SPEAKS: Mapping[tuple[str, int], Lesson.Speaks] = {
    ("dialog-mod-vold", 0): Lesson.Speaks.AGAINST,
    ("dialog-mod-vold", 2): Lesson.Speaks.AGAINST,
    ("hjem-job-og-helhed", 0): Lesson.Speaks.FOR,
    ("hjem-job-og-helhed", 1): Lesson.Speaks.FOR,
    ("ips-plus", 0): Lesson.Speaks.FOR,
    ("laer-for-livet", 0): Lesson.Speaks.AGAINST,
    ("sammen-om-diabetes", 0): Lesson.Speaks.FOR,
}
"""What a lesson says of when a social investment pays, by its place in the text: the sorting is ours too."""
_OTHERWISE: Sort = ("method", _PRACTICAL)
_BARRIER = (
    "Effekten falder hos andre end dem, der betaler: kommunen investerer, mens region og stat sparer uden at betale "
    "tilbage."
)


def tell(stage: Stage) -> None:
    """Note every lesson with its agreement and source, and one barrier that cuts across them."""
    for code, text in texts(stage):
        contract = newest(text, code)
        for nth, said in enumerate((contract.about.lessons if contract.about else None) or ()):
            _note(stage, code, nth, str(said))
    told = {"kind": Barrier.Kind.LAW, "text": _BARRIER, "source": "Opdigtet formulering"}
    stage.does(SECRETARY, note_barrier, told, on=TAKEN_IN, key="barrier")


def _note(stage: Stage, code: str, nth: int, text: str) -> None:
    sorts = _SORTS.get(code, ())
    theme, kind = sorts[nth] if nth < len(sorts) else _OTHERWISE
    told = {
        "contract": Contract.objects.get(code=code),
        "step": Case.INTERVENTION,
        "theme": theme,
        "kind": kind,
        "text": text,
        "speaks": _SPEAKS.get((code, nth), ""),
        "source": REPORT,
    }
    stage.does(SECRETARY, note_lesson, told, on=TAKEN_IN, key=f"lesson:{code}:{nth}")

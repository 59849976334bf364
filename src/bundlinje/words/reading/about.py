"""What a contract says besides money, in words: its purpose, governance, methods, approvals and remarks on results."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.about import About, Approval, Evidence, Forum, Method, Procurement, Remark
from bundlinje.words.exact import percent
from bundlinje.words.reading.clauses import clause, listed
from bundlinje.words.reading.marks import bare, beside, of_section
from bundlinje.words.reading.moments import moment
from bundlinje.words.reading.rawdata import raw_text
from bundlinje.words.reading.voice import SCOPES, Voice
from bundlinje.words.tree import Clause

_LISTS = ("lessons", "status", "differs")


def besides_money(voice: Voice, about: About) -> Iterator[Clause]:
    """Every clause of what the agreement says besides money."""
    for key, text in _texts(voice, about):
        if text:
            yield clause(voice, voice.phrase(f"about.{key}", text=text), f"about.{key}")
    for key, items in _lists(voice, about):
        if items:
            yield clause(voice, voice.phrase(f"about.{key}"), f"about.{key}", items)
    if remarks := of_section(voice, about):
        yield clause(voice, remarks, "about")


def _texts(voice: Voice, about: About) -> Iterator[tuple[str, str | None]]:
    yield "area", about.area
    yield "adds", about.adds
    yield "evidence", _evidence(voice, about.evidence) if about.evidence else None
    yield "operating_unit", about.operating_unit
    yield "coordinating_unit", about.coordinating_unit
    yield "procurement", _procurement(voice, about.procurement) if about.procurement else None
    yield "steering_group", voice.list_of(list(about.steering_group)) if about.steering_group else None
    yield "forum", _forum(voice, about.forum) if about.forum else None
    yield "advice", _advice(voice, about) if about.advice else None


def _evidence(voice: Voice, evidence: Evidence) -> str:
    level = voice.word(f"level.{evidence.level}") if evidence.level else None
    because = voice.phrase("about.because", text=bare(evidence.because)) if evidence.because else None
    return _joined(level, evidence.text, because) + beside(voice, evidence)


def _procurement(voice: Voice, procurement: Procurement) -> str:
    status = voice.word(f"Procurement.status.{procurement.status}") if procurement.status else None
    when = moment(voice, procurement.on) if procurement.on else None
    return _joined(" ".join(filter(None, (status, when))), procurement.text) + beside(voice, procurement)


def _joined(*parts: str | None) -> str:
    return "; ".join(bare(part) for part in parts if part)


def _forum(voice: Voice, forum: Forum) -> str:
    departments = voice.list_of(list(forum.departments))
    return voice.phrase("about.forum_of", name=forum.name, departments=departments) + beside(voice, forum)


def _advice(voice: Voice, about: About) -> str:
    shares = (about.advice or {}).items()
    return voice.list_of([f"{voice.party(name) or name} {percent(share, voice.language)}" for name, share in shares])


def _lists(voice: Voice, about: About) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    yield "methods", tuple(Clause(_method(voice, one)) for one in about.methods or ())
    yield "annexes", listed(voice, dict(about.annexes or {}))
    yield "approvals", tuple(Clause(_approval(voice, one)) for one in about.approvals or ())
    for key, remarks in about.remarks().items():
        yield key, tuple(Clause(_remark(voice, one)) for one in remarks)
    for key in _LISTS:
        yield key, tuple(Clause(text) for text in getattr(about, key) or ())


def _approval(voice: Voice, approval: Approval) -> str:
    when = moment(voice, approval.on) if approval.on else None
    told = voice.phrase(
        "approval",
        step=voice.word(f"step.{approval.step}") if approval.step else None,
        what=approval.what,
        by=approval.by,
        of=voice.party(approval.of) if approval.of else None,
        when=when,
        unknown=voice.phrase("approval.unknown", why=bare(approval.unknown)) if approval.unknown else None,
        premises=voice.list_of(list(approval.premises)) if approval.premises else None,
        recused=voice.list_of(list(approval.recused)) if approval.recused else None,
    )
    return told + beside(voice, approval)


def _method(voice: Voice, method: Method) -> str:
    parameters = raw_text(voice, method.parameters) if method.parameters else None
    return voice.phrase("method", method=method.method, detail=method.detail, parameters=parameters) + beside(
        voice, method
    )


def _remark(voice: Voice, remark: Remark) -> str:
    """A remark, after the result it is about where it is about one."""
    text = remark.text or ""
    if remark.of:
        text = voice.phrase("listed", name=voice.name(remark.of, SCOPES["contract"]), value=text)
    return text + beside(voice, remark)

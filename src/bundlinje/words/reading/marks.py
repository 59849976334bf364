"""What is said beside a value: that it is assumed and why, that nobody has published it, or a note."""

from __future__ import annotations

from bundlinje.grammar.part import Part
from bundlinje.words.reading.voice import Voice


def beside(voice: Voice, part: Part) -> str:
    """The remarks that stand behind a part, each in brackets with a space before it; empty where there are none."""
    remarks = []
    if part.assumed:
        remarks.append(voice.phrase("mark.assumed", why=bare(part.assumed)))
    if part.note:
        remarks.append(voice.phrase("mark.note", note=bare(part.note)))
    return "".join(f" ({remark})" for remark in remarks)


def of_section(voice: Voice, part: Part) -> str:
    """The remarks on a part that is a whole section, as sentences of their own; empty where there are none."""
    assumed = voice.phrase("mark.section", why=part.assumed) if part.assumed else None
    note = voice.phrase("mark.section_note", note=part.note) if part.note else None
    return " ".join(filter(None, (assumed, note)))


def bare(text: str) -> str:
    """A reason without the stop at its end: it stands inside another sentence."""
    return text.rstrip().removesuffix(".")


def unknown(voice: Voice, why: str, what: str = "mark.an_amount") -> str:
    """A value nobody has published, with the reason given."""
    return f"{voice.phrase(what)} ({voice.phrase('mark.unknown', why=bare(why))})"

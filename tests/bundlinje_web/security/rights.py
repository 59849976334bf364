"""Who may open which pages, written by hand from what the municipality asked for and not from the program's policies.

Each line is a subject with its pages by name: the roles to which everything in it is open, those to which only their
own is, and what makes something theirs (a word of `whose.py`). Whoever is not named is refused. Where the office gives
more or less than the municipality's table of rights, the line says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bundlinje_web.acting import Role

_SHORT = {
    "sec": Role.SECRETARIAT, "cou": Role.COUNCIL, "may": Role.MAYOR, "ald": Role.ALDERMAN, "eco": Role.ECONOMIST,
    "ope": Role.OPERATING, "pro": Role.PROVIDER, "inv": Role.INVESTOR, "fou": Role.FOUNDATION, "pay": Role.PAYER,
    "fin": Role.FINANCE, "eva": Role.EVALUATOR, "kee": Role.DATA_KEEPER, "aud": Role.AUDITOR, "rea": Role.READER,
    "acc": Role.ACCESS, "ide": Role.PROPOSER,
}  # fmt: skip
ALL = "all"
EVERYBODY = " ".join(_SHORT)
INSIDE = "sec cou may ald eco ope fin eva kee aud rea"


@dataclass(frozen=True)
class Subject:
    """A subject's pages, what they are about (a word of `things.py`), and who may: each role with `all` or a word."""

    pages: tuple[str, ...]
    about: str
    who: Mapping[Role, str]


def _roles(words: str) -> list[Role]:
    return [_SHORT[word] for word in words.split()]


def _of(pages: str, all_of_it: str = "", about: str = "", **own: str) -> Subject:
    """`own` names what makes something one's own, and to which roles."""
    who = dict.fromkeys(_roles(all_of_it), ALL)
    who |= {role: word for word, roles in own.items() for role in _roles(roles)}
    return Subject(tuple(pages.split()), about, who)


SUBJECTS = (
    # The workplace: whoever has a role has tasks, a calendar and a search of what that role may see.
    _of("tasks search calendar calendar-new-feed acting-as own-rights letters view-add", EVERYBODY),
    _of("view-remove", "", "view", mine=EVERYBODY),
    # Audit and rights.
    _of("trail trail-export trail-examine", "aud kee"),
    _of("trail-record", "aud kee", "record"),
    _of("persons persons-export rights-table", "acc aud kee"),
    _of("person", "acc aud kee", "person"),
    _of("person-add", "acc"),
    _of("person-edit person-close grant-choose grant-give", "acc", "person"),
    _of("grant-end", "acc", "grant"),
    _of("grant-confirm", "", "grant", by_another="acc"),
    # A right is lent by whoever holds it; a seat, the watch over others and an idea are nobody else's.
    _of("delegate", "", "grant", held="sec may ald eco ope pro inv fou pay fin eva kee rea"),
    _of("delegation-end", "acc", "delegation", party_to=EVERYBODY.replace("acc ", "")),
    _of("organisations organisations-export", EVERYBODY.replace(" ide", "")),
    _of("organisation", EVERYBODY.replace(" ide", ""), "organisation"),
    _of("organisation-add", "sec acc"),
    _of("organisation-rename organisation-succeed unit-add", "sec acc", "organisation"),
    _of("interests interests-export", "sec aud", mine=EVERYBODY.replace("sec ", "").replace("aud ", "")),
    _of("interest-declare", "sec", mine=EVERYBODY.replace("sec ", "")),
    _of("interest-end", "sec", "interest", mine=EVERYBODY.replace("sec ", "")),
    # Ideas and cases.
    _of("inbox inbox-export calls calls-export", "sec cou may aud", asked="ald eco", sent="pro ide"),
    _of("proposal", "sec cou may aud", "proposal", asked="ald eco", sent="pro ide"),
    _of("proposal-attachment", "sec cou may aud", "attachment", asked="ald eco", sent="pro ide"),
    _of("proposal-add", "sec eco"),
    _of("proposal-add-to", "", "proposal", sent="pro ide"),
    _of("proposal-screen proposal-reject proposal-merge", "sec", "proposal"),
    # Who sent an idea is erased when nobody needs to answer any more: the data keeper's, and nobody else's.
    _of("contacts contacts-export", "kee"),
    _of("contact-erase", "kee", "proposal"),
    _of("call-add", "sec"),
    _of("call-close", "sec", "call"),
    _of("tabel-1 tabel-1-export", "sec cou may aud ald eco fin eva rea"),
    _of("assessments assessments-export", "sec cou may aud", asked="ald eco"),
    _of("assessment", "sec cou may aud", "proposal", asked_only="ald eco"),
    _of("assessment-ask", "sec", "proposal"),
    _of("assessment-answer assessment-check assessment-longer", "", "assessment", department="eco"),
    _of("assessment-change assessment-close assessment-remind", "sec", "assessment"),
    _of("board board-table board-table-export", "sec cou may aud", known="ald eco"),
    _of(
        "case case-proposal case-business-case case-contract case-basis case-decisions case-history",
        "sec cou may aud", "case", known="ald eco",
    ),
    _of("case-add", "sec"),
    _of("areas", "sec cou may aud eco"),
    # What a goal is paid at is no secret, but a list of prices for those who write agreements.
    _of("standard-goals standard-goals-export", "sec cou may aud", known="ald eco"),
    # The table of hours is the economics director's too, who reads as the city council does (GOV-24).
    _of("cases-spent cases-spent-export", "sec cou may aud rea", known="ald eco"),
    _of("case-write-contract case-edit case-move case-undo case-wait case-resume", "sec", "case", department="eco"),
    # Council members log the hours they lay in a case, and every party those of its own cases (PP-03).
    _of("case-log", "sec cou", "case", known="eco", took_part="ope pro inv fou pay eva"),
    _of("hours hours-export", "sec cou", known="eco", took_part="ope pro inv fou pay eva"),
    _of("hour-price", "sec"),
    # Decisions.
    _of("meetings meetings-export", "sec cou aud"),
    _of("meeting package minutes", "sec cou aud", "meeting"),
    _of("point", "sec cou aud", "point"),
    _of("meeting-add meetings-plan wheel-add", "sec"),
    _of("agenda-propose agenda-send meeting-move meeting-cancel meeting-hold point-add", "sec", "meeting"),
    _of("point-edit point-shift point-withdraw decide", "sec", "point"),
    _of("wheel-remove", "sec", "wheel"),
    _of("minutes-approve", "sec cou", "meeting"),
    _of("interests-confirm answer-writing", "", "point", seat="cou"),
    # A decision that is made is read by all inside but the data keeper; providers and investors are told by letter.
    _of("decisions decisions-export wheel", "sec cou aud may ald eco ope fin rea eva"),
    _of("decision", "sec cou aud may ald eco ope fin rea eva", "decision"),
    # Whoever sits on a steering group follows it.
    _of("bodies", "sec cou aud", sits="ald eco ope pro inv fou pay fin eva"),
    _of("body", "sec cou aud", "body", sits="ald eco ope pro inv fou pay fin eva"),
    _of("body-add", "sec"),
    _of("body-seat", "sec", "body"),
    _of("body-seat-end", "sec", "mandate"),
    _of("mandates", "sec cou aud may ald rea"),
    _of("council-tasks council-tasks-export", "sec cou aud", unit="eco ope fin ald"),
    _of("council-task-done council-task-undo", "sec", "task", unit="eco ope fin"),
    _of("approvals approvals-given approvals-given-export", "sec cou may aud", bound="ald"),
    _of("approval", "sec cou may aud", "version by id", bound="ald"),
    _of("approve-alderman", "", "version by id", bound="ald"),
    _of("approve-mayor", "may", "version by id"),
    _of("approval-return", "may", "version by id", bound="ald"),
    _of("contract-start", "sec", "version by id"),
    # Contracts.
    _of("contract-new", "sec eco"),
    _of(
        "contract-text contract-documents contract-risk contract-exit", "sec cou may fin aud kee", "contract",
        party="ald eco pro inv fou pay", named="ope eva", signed="rea",
    ),
    _of(
        "version version-read version-source", "sec cou may fin aud kee", "version",
        party="ald eco pro inv fou pay", named="ope eva", signed="rea",
    ),
    _of(
        "contract-compare", "sec cou may fin aud kee", "two versions",
        party="ald eco pro inv fou pay", named="ope eva", signed="rea",
    ),
    _of("contract-edit contract-step contract-check contract-expects contract-clauses", "sec", "contract", party="eco"),
    _of("contract-offer", "sec", "contract"),
    _of("version-sign", "sec", "version", party="ald pro inv fou pay"),
    _of("version-accept version-send-back", "", "version", party="pro inv fou pay"),
    _of("version-withdraw", "sec", "version"),
    _of(
        "document", "sec aud kee", "document", party="eco", named="ope", clean="cou may fin",
        clean_party="ald pro inv fou pay", clean_named="eva", clean_signed="rea",
    ),
    _of("document-add", "sec", "contract", party="eco pro", named="eva"),
    _of("risk-assess", "sec cou", "contract", party="eco"),
    _of("start-list", "sec", "contract", party="eco", named="ope"),
    _of("exit-plan contract-happen case-keep case-write case-use", "sec", "contract", party="eco"),
    # The fund. Its accounts and each investment's figures stand in published reports: whoever works inside reads them,
    # also those to whom the table of rights gives no books; parties from outside read their own contracts alone.
    _of(
        "investments-map fund table-2 table-2-export headroom reservations reconcile reconcile-export fund-ahead "
        "fund-ahead-again",
        INSIDE,
    ),
    _of("department-economy", INSIDE, "department"),
    _of("reconcile-explain", INSIDE),
    _of("reconcile-again", "sec fin aud"),
    _of("reconcile-confirm", "fin"),
    _of("investments investments-export", INSIDE, party="pro inv fou pay"),
    _of(
        "contract contract-citizens contract-results contract-money business-case case-compare case-inputs "
        "contract-forecast", INSIDE, "contract", party="pro inv fou pay",
    ),
    _of("number", INSIDE, "number", party="pro inv fou pay"),
    # Learning: no citizen's data is in it.
    _of(
        "lessons lessons-export barriers barriers-export visits visits-export methods methods-export atlas",
        EVERYBODY.replace(" kee", "").replace(" acc", "").replace(" ide", ""),
    ),
    _of("lesson", EVERYBODY.replace(" kee", "").replace(" acc", "").replace(" ide", ""), "lesson"),
    _of("lesson-add", "sec eco ope pro eva"),
    _of("lesson-edit", "sec eco", "lesson", written="ope pro eva"),
    _of("barrier-add visit-add method-add", "sec eco"),
    _of("barrier-move", "sec eco", "barrier"),
)  # fmt: skip
SUBJECT_OF = {page: subject for subject in SUBJECTS for page in subject.pages}

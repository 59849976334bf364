"""Sentences that were agreed before anything was built: word for word in both languages, and used somewhere.

Those of follow-up, settlement and payment (M02, M04, M09–M11, M22–M24, M27–M29, M33, M34, M36, M37) belong to rooms
that are not built yet, or are said there in the words of the thing itself.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bundlinje_web
from bundlinje_web.said import sayings

AGREED = {
    "M01": ("proposing.field.what.missing", "Skriv, hvad indsatsen går ud på", "Describe what the intervention is"),
    "M03": (
        "frame.form.kroner",
        "Skriv beløbet i kroner med cifre, punktum og komma",
        "Enter the amount in kroner using digits, commas and a point",
    ),
    "M05": (
        "assessing.problem.no_department",
        "Vælg mindst én afdeling, der skal belyse forslaget",
        "Choose at least one department to assess the proposal",
    ),
    "M06": (
        "proposing.problem.large",
        "Filen fylder {} MB. Den må højst fylde {} MB",
        "The file is {} MB. It can be at most {} MB",
    ),
    "M07": ("inbox.reject.reason.missing", "Vælg en begrundelse for afvisningen", "Choose a reason for the rejection"),
    "M08": (
        "council.refused.start-council",
        "Investeringen kan ikke starte: godkendelse mangler fra Rådet",
        "The investment cannot start: approval by the Council is missing",
    ),
    "M12": (
        "books.try.short_in",
        "Der mangler {} i råderummet {}. Vælg et mindre beløb eller et senere år",
        "The headroom in {} is {} short. Choose a smaller amount or a later year",
    ),
    "M13": (
        "inbox.none_new",
        "Ingen nye henvendelser. Den seneste kom {}",
        "No new inquiries. The latest came on {}",
    ),
    "M14": (
        "workplace.tasks.none_next",
        "Du har ingen opgaver lige nu. Næste frist er {}: {}",
        "You have no tasks right now. Next deadline is {}: {}",
    ),
    "M15": ("council.approvals.none", "Intet venter på din godkendelse", "Nothing awaits your approval"),
    "M16": (
        "learning.lesson.empty",
        "Ingen erfaringer endnu. Skriv den første – to linjer er nok",
        "No lessons yet. Write the first one – two lines are enough",
    ),
    "M17": (
        "books.results.first",
        "Endnu ingen resultater. Første opfølgning er {}",
        "No results yet. The first follow-up is on {}",
    ),
    "M18": (
        "workplace.search.none",
        'Ingen resultater for "{}". Prøv et kortere ord',
        'No results for "{}". Try a shorter word',
    ),
    "M19": (
        "proposing.receipt.thanks",
        "Tak. Dit forslag er modtaget og har nummer {}",
        "Thank you. Your proposal has been received as number {}",
    ),
    "M20": (
        "assessing.ask.sent",
        "Sendt til belysning i {}. Svar senest {}",
        "Sent for assessment to {}. Answers due {}",
    ),
    "M21": (
        "council.refused.minutes",
        "Beslutningen er ført til referat og kan ikke ændres. Ret med et nyt punkt",
        "The decision is recorded and cannot be changed. Correct it with a new point",
    ),
    "M25": (
        "frame.form.draft_saved",
        "Kladden er gemt kl. {}. Du kan lukke siden",
        "Draft saved at {}. You can close the page",
    ),
    "M26": ("casework.moved", "Flyttet til {}. Fortryd (10 minutter)", "Moved to {}. Undo (10 minutes)"),
    "M30": (
        "frame.session.soon",
        "Du bliver logget af om 5 minutter. Dine ændringer er gemt",
        "You will be logged out in 5 minutes. Your changes are saved",
    ),
    "M31": (  # Said of everything two can change, not of cases alone.
        "frame.form.conflict",
        "{} har ændret det samme, mens du skrev. Din tekst er gemt. Se begge, og vælg",
        "{} changed the same while you were writing. Your text is saved. See both and choose",
    ),
    "M32": (
        "council.refused.changed",
        "Grundlaget er ændret, siden du åbnede siden. Læs forskellen, før du godkender",
        "The basis has changed since you opened the page. Read the difference before you approve",
    ),
    "M35": (  # Behind the name of the result it is said of.
        "books.results.few",
        "{}: Lille gruppe: kun {} er målt. Tilfældigheder kan flytte resultatet fra {} til {}",
        "{}: Small group: only {} measured. Chance alone can move the result from {} to {}",
    ),
    "M38": (
        "frame.cpr_like",
        "Teksten har noget, der ligner et CPR-nummer. Fjern det, før du går videre. Nummeret er ikke gemt",
        "The text has something that looks like a CPR number. Remove it before you continue. The number was not saved",
    ),
    "M39": (
        "books.people.behind",
        "Indtaget er {} {} bagud. Fortsætter det, bliver tilbagebetalingen {} lavere end ventet",
        "Intake is {} {} behind. If this continues, repayment will be {} lower than expected",
    ),
    "M40": (
        "frame.error.kept",
        "Siden kunne ikke vises. Dit arbejde er gemt frem til kl. {}. Prøv igen, eller skriv til os med nummer {}",
        "The page could not be shown. Your work is saved up to {}. Try again, or write to us quoting {}",
    ),
}
BUILT = {"proposing.field.what.missing", "inbox.reject.reason.missing", "council.refused.start-council",
         "council.refused.minutes", "council.refused.changed"}  # fmt: skip
"""Codes that are put together where they are used: a field's own word for missing, an action's own refusal."""


def _plain(text: object) -> str:
    return re.sub(r"\{[^}]*\}", "{}", str(text))


@pytest.mark.parametrize("agreed", AGREED)
def test_a_sentence_says_what_was_agreed_in_both_languages(agreed: str) -> None:
    code, danish, english = AGREED[agreed]
    area, _, rest = code.partition(".")
    said = sayings(area)[rest]
    assert _plain(said["da"]) == danish
    assert _plain(said["en"]) == english


@pytest.mark.parametrize("agreed", [name for name, (code, _, _) in AGREED.items() if code not in BUILT])
def test_an_agreed_sentence_is_used(agreed: str) -> None:
    code = AGREED[agreed][0]
    root = Path(bundlinje_web.__file__).parent
    files = [*root.rglob("*.py"), *root.rglob("templates/**/*.html")]
    assert any(code in file.read_text("utf-8") for file in files)

"""Who and what for: the parties, the contract and its purpose, the target group and its intake, the capital."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.parts import Cohort, Name, Party, Periods, Stretch
from bundlinje.words.exact import percent
from bundlinje.words.lexicon import knows, noun
from bundlinje.words.reading.about import besides_money
from bundlinje.words.reading.amounts import amount, number
from bundlinje.words.reading.clauses import clause, listed
from bundlinje.words.reading.marks import bare, beside, of_section
from bundlinje.words.reading.moments import between, moment, shown
from bundlinje.words.reading.voice import Voice
from bundlinje.words.tree import Clause

ONE_GROUP = ["intervention"]


def in_language(voice: Voice, name: Name) -> str:
    """A text for people in the voice's language, or in Danish where there is no other."""
    return (name.en if voice.language == "en" else None) or name.da


def parties(voice: Voice) -> Iterator[Clause]:
    """Every party with its roles."""
    for id_, party in voice.contract.parties.items():
        yield clause(voice, _party(voice, party), f"parties.{id_}", part=party)


def _party(voice: Voice, party: Party) -> str:
    former = party.formerly
    budgets = [voice.word_or(f"budget.{budget}", voice.quoted(budget)) for budget in party.budgets or ()]
    return voice.phrase(
        "party",
        name=party.name,
        former=voice.phrase("former", name=former.name, until=former.until) if former else None,
        roles=voice.list_of([voice.word(f"roles.{role}") for role in party.roles]),
        sector=voice.word(f"sector.{party.sector}") if party.sector else None,
        budgets=voice.list_of(budgets) or None,
    )


def agreement(voice: Voice) -> Iterator[Clause]:
    """What kind of contract it is, its stage and periods, and what it says besides money."""
    contract = voice.contract
    programme = voice.quoted(contract.programme) if contract.programme else None
    yield clause(voice, voice.phrase("agreement.kind", kind=voice.word(f"kind.{contract.kind}"), programme=programme))
    if contract.stage:
        stage = voice.word_or(f"stage.{contract.stage}", contract.stage)
        yield clause(voice, voice.phrase("agreement.stage", stage=stage))
    if contract.currency != "DKK":
        yield clause(voice, voice.phrase("agreement.currency", currency=contract.currency))
    if contract.periods is not None:
        yield from _periods(voice, contract.periods)
    if contract.about is not None:
        yield from besides_money(voice, contract.about)


def _periods(voice: Voice, periods: Periods) -> Iterator[Clause]:
    for key in ("agreed", "in_force", "intervention", "follow_up", "repayment", "ends"):
        when = getattr(periods, key)
        if when is None:
            continue
        if isinstance(when, Stretch):
            text = between(voice, when.from_, when.until)
        else:
            text = shown(voice, when) if key == "in_force" else moment(voice, when)
        part = when if isinstance(when, Stretch) else None
        yield clause(voice, voice.phrase(f"periods.{key}", when=text), f"periods.{key}", part=part)
    if remarks := of_section(voice, periods):
        yield clause(voice, remarks, "periods")


def cohorts(voice: Voice) -> Iterator[Clause]:
    """Every cohort: who is in it, what is counted, planned intake, groups and segments; one of several by its name."""
    stated = voice.contract.cohorts
    for name, cohort in voice.contract.all_cohorts().items():
        if stated is None:
            yield from _cohort(voice, cohort, "cohort")
        else:
            items = tuple(_cohort(voice, cohort, f"cohorts.{name}"))
            yield clause(voice, voice.phrase("cohort.name", cohort=voice.quoted(name)), items=items)


def _cohort(voice: Voice, cohort: Cohort, anchor: str) -> Iterator[Clause]:
    who = in_language(voice, cohort.who)
    yield clause(voice, voice.phrase("cohort.who", who=bare(who)), anchor, part=cohort)
    yield clause(voice, _unit(voice, cohort), f"{anchor}.unit")
    yield from _intake(voice, cohort, anchor, noun(cohort.unit, voice.language)["many"])
    yield from _groups(voice, cohort, anchor)
    if cohort.criteria:
        items = tuple(Clause(in_language(voice, one) + beside(voice, one)) for one in cohort.criteria)
        yield clause(voice, voice.phrase("cohort.criteria"), f"{anchor}.criteria", items)


def _unit(voice: Voice, cohort: Cohort) -> str:
    """What is counted; a word the lexicon has not is named as it stands."""
    if not knows(cohort.unit):
        return voice.phrase("cohort.unit_other", unit=cohort.unit)
    return voice.phrase("cohort.unit", many=noun(cohort.unit, voice.language)["many"])


def _intake(voice: Voice, cohort: Cohort, anchor: str, many: str) -> Iterator[Clause]:
    intake = cohort.intake
    text = voice.phrase(
        "cohort.planned",
        planned=number(voice, intake.planned),
        many=many,
        first=voice.day(intake.from_) if intake.from_ else None,
        last=voice.day(intake.until) if intake.until else None,
    )
    yield clause(voice, text, f"{anchor}.intake", part=intake)
    if intake.by_year:
        years = {year: number(voice, one) for year, one in intake.by_year.items()}
        yield clause(voice, voice.phrase("cohort.by_year"), f"{anchor}.intake.by_year", listed(voice, years))
    if intake.milestones:
        items = tuple(
            Clause(
                voice.phrase("cohort.milestone", planned=number(voice, one.planned), many=many, day=voice.day(one.by))
                + beside(voice, one)
            )
            for one in intake.milestones
        )
        yield clause(voice, voice.phrase("cohort.milestones"), f"{anchor}.intake.milestones", items)


def _groups(voice: Voice, cohort: Cohort, anchor: str) -> Iterator[Clause]:
    if cohort.groups != ONE_GROUP:
        groups = voice.list_of([voice.group(group) for group in cohort.groups])
        yield clause(voice, voice.phrase("cohort.groups", groups=groups), f"{anchor}.groups")
    if cohort.segments:
        segments = voice.list_of([voice.quoted(segment) for segment in cohort.segments])
        yield clause(voice, voice.phrase("cohort.segments", segments=segments), f"{anchor}.segments")
    if cohort.quotas:
        quotas = [f"{voice.quoted(name)} {percent(share, voice.language)}" for name, share in cohort.quotas.items()]
        yield clause(voice, voice.phrase("cohort.quotas", quotas=voice.list_of(quotas)), f"{anchor}.quotas")


def capital(voice: Voice) -> Iterator[Clause]:
    """Who puts in how much."""
    for name, one in (voice.contract.capital or {}).items():
        who = voice.name(name, ("accounts",))
        yield clause(voice, voice.phrase("capital", party=who, amount=amount(voice, one)), f"capital.{name}")

"""The voice: one contract and one language, and how everything the contract names is called in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bundlinje.contract.model import Contract
from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.part import Kind, Part
from bundlinje.words.exact import money
from bundlinje.words.labels import labels
from bundlinje.words.lexicon import joined, noun, quoted, word, word_or
from bundlinje.words.numbers import Language, day
from bundlinje.words.template import fill
from bundlinje.words.tree import Clause


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a sentence, and the items that are listed under the sentence it ends up in."""

    text: str
    items: tuple[Clause, ...] = ()


@dataclass(frozen=True, eq=False)
class Voice:
    """Says things about one contract in one language. `head` is lent to it by the kinds, which know their sentences."""

    contract: Contract
    language: Language
    head: Callable[[Voice, Part], str]

    def phrase(self, code: str, **values: str | None) -> str:
        """A phrase with its gaps filled; a part in brackets is left out where one of its values is none."""
        return fill(labels("phrases")[code][self.language], {**self.unit, **values})

    def word(self, code: str, **values: str) -> str:
        """A word of the lexicon, bent for what this contract counts."""
        return fill(word(code, self.language), {**self.unit, **values})

    def word_or(self, code: str, otherwise: str) -> str:
        """A word of the lexicon, or the text itself where the contract's authors chose it freely."""
        return word_or(code, self.language, otherwise)

    @cached_property
    def unit(self) -> Mapping[str, str]:
        """The forms of the word for what is counted."""
        names = {cohort.unit for cohort in self.contract.all_cohorts().values()}
        forms = dict(noun(names.pop() if len(names) == 1 else "unit", self.language))
        return {**forms, "units": forms["many"]}

    def quoted(self, text: str) -> str:
        """A name set apart from the sentence it stands in."""
        return quoted(text, self.language)

    def list_of(self, parts: list[str], joint: str = "and") -> str:
        """Parts as a list in a sentence."""
        return joined(parts, self.language, joint)

    def money(self, ore: int) -> str:
        """An amount in the contract's currency."""
        return money(ore, self.language, self.contract.currency)

    def day(self, on: date) -> str:
        """A day in full."""
        return day(on, self.language)

    def pointer(self, anchor: str) -> str:
        """A pointer at a clause, shown as its number when the text is shown."""
        return f"⟦{anchor}⟧"

    def name(self, name: str, scope: tuple[str, ...]) -> str:
        """What a name means, looked for in these sections of the contract, in order; quoted where it is in none."""
        for section in scope:
            found = _FINDERS[section](self, name)
            if found is not None:
                return found
        return self.quoted(name)

    def outcome(self, name: str) -> str | None:
        """An outcome by its title."""
        found = self.contract.outcomes.get(name)
        if found is None:
            return None
        title = found.title
        told = (title.en if self.language == "en" else None) or title.da if title else name
        return self.quoted(told)

    def measure(self, name: str) -> str | None:
        """A measure by what it counts, and where that is defined."""
        found = self.contract.measures.get(name)
        return None if found is None else f"{self.head(self, found)} ({self.pointer(f'measures.{name}')})"

    def figure(self, name: str) -> str | None:
        """A figure by its title or what it counts, and where that is defined."""
        found = self.contract.figures.get(name)
        if found is None:
            return None
        if found.title:
            return f"{self.quoted(found.title)} ({self.pointer(f'figures.{name}')})"
        if found.key in ("figure", "mix"):
            return self.phrase("figure.by_number", pointer=self.pointer(f"figures.{name}"))
        return f"{self.head(self, found)} ({self.pointer(f'figures.{name}')})"

    def gate(self, name: str) -> str | None:
        """A gate by where it is defined."""
        if name not in self.contract.gates:
            return None
        return self.phrase("gate.by_number", pointer=self.pointer(f"gates.{name}"))

    def fact(self, name: str) -> str | None:
        """A fact by its title."""
        found = self.contract.facts.get(name)
        return None if found is None else self.quoted(found.title)

    def term(self, name: str) -> str | None:
        """A term by its title or where it stands."""
        found = next((term for _, term in self.contract.all_terms() if term.id == name), None)
        if found is None:
            return None
        pointer = self.pointer(f"terms.{name}")
        if found.title:
            return self.phrase("term.by_title", title=self.quoted(found.title), pointer=pointer)
        return self.phrase("term.by_number", pointer=pointer)

    def count_of_units(self, name: str) -> str | None:
        """A count of the units themselves."""
        return self.word(f"counted.{name}") if name in UNIT_COUNTS else None

    def party(self, name: str) -> str | None:
        """A party by its name."""
        found = self.contract.parties.get(name)
        return None if found is None else found.name

    def account(self, name: str) -> str | None:
        """An account: an investor's account of the contract, a party, or a party's budget."""
        account = self.contract.accounts.get(name)
        if account is not None and account.of != name:
            return self.phrase(
                "account.investor", account=self.quoted(name), owner=self.party(account.of) or account.of
            )
        party, _, budget = name.partition("/")
        owner = self.party(party)
        if owner is None:
            return self.word_or(f"account.{name}", "") or None
        return f"{owner} ({self.word_or(f'budget.{budget}', budget)})" if budget else owner

    def group(self, name: str) -> str:
        """A group of units."""
        return self.word_or(f"group.{name}", self.phrase("group.other", name=self.quoted(name)))

    def window(self, name: str) -> str | None:
        """A named window by where it is defined."""
        if name not in (self.contract.windows or {}):
            return None
        return self.phrase("window.named", name=self.quoted(name), pointer=self.pointer(f"windows.{name}"))


@dataclass(frozen=True, slots=True)
class Around:
    """Where a value is said: by which voice, where its names are looked for, and how kinds inside it are said."""

    voice: Voice
    names: tuple[str, ...]
    sentence: Callable[[Voice, Kind], Said]


_FINDERS: Mapping[str, Callable[[Voice, str], str | None]] = {
    "outcomes": Voice.outcome,
    "measures": Voice.measure,
    "figures": Voice.figure,
    "gates": Voice.gate,
    "facts": Voice.fact,
    "terms": Voice.term,
    "units": Voice.count_of_units,
    "parties": Voice.party,
    "accounts": Voice.account,
}

SCOPES: Mapping[str, tuple[str, ...]] = {
    "facts": ("parties",),
    "measures": ("facts", "outcomes", "parties"),
    "figures": ("units", "outcomes", "measures", "facts", "parties", "figures"),
    "comparisons": ("figures", "outcomes", "measures", "facts", "parties"),
    "terms": ("outcomes", "units", "measures", "figures", "gates", "accounts"),
    "limits": ("terms", "accounts"),
    "splits": ("accounts",),
    "contract": ("outcomes", "figures", "measures", "gates", "terms", "facts", "accounts"),
}
"""Where a name in a kind of each shelf is looked for, in this order."""

"""Names of the entities that BASIL and NewsWCL50 annotate, and the sign of coded properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Republican Lawmakers": ("Republicans", "Republican lawmakers", "GOP", "Republican"),
    "Republicans": ("Republicans", "Republican", "GOP"),
    "Senate Republicans": ("Senate Republicans", "Republicans", "GOP"),
    "Democratic Lawmakers": ("Democrats", "Democratic lawmakers"),
    "Democrats": ("Democrats", "Democratic Party"),
    "Senate Democrats": ("Senate Democrats", "Democrats"),
    "House Democrats": ("House Democrats", "Democrats"),
    "Obama administration": ("Obama administration", "the administration", "White House"),
    "U.S. Congress": ("Congress", "lawmakers"),
    "State Department officials": ("State Department",),
    "social security": ("Social Security",),
    "National Security Agency programs": ("National Security Agency", "NSA"),
    "joint tax rule for homosexual couples": ("same-sex couples", "gay couples", "tax rule"),
    "Sasha and Malia Obama": ("Sasha and Malia", "Sasha", "Malia", "the Obama daughters", "first daughters"),
    "Duncan and Margaret Hunter": ("Hunter", "the Hunters", "Duncan Hunter", "Margaret Hunter"),
    "Nebraska and Oklahoma officials": ("Nebraska", "Oklahoma"),
    "Colorado officials": ("Colorado",),
    "Nebraska officials": ("Nebraska",),
    "Oklahoma officials": ("Oklahoma",),
    "protestors": ("protesters", "protestors", "demonstrators"),
    "police": ("police", "officers"),
    "Benghazi attacks": ("Benghazi",),
    "internet companies": ("internet companies", "companies"),
    "Tea Party": ("Tea Party",),
    "fiscal conservatives": ("fiscal conservatives", "conservatives"),
    "Migrant caravan": ("caravan", "migrants", "migrant", "asylum seekers", "immigrants"),
    "Iran nuclear deal": ("nuclear deal", "Iran deal", "nuclear agreement", "the accord", "the deal"),
}
"""Aliases of entities that are no persons."""

SAME: Mapping[str, str] = {
    "Republican lawmakers": "Republican Lawmakers",
    "senate Democrats": "Senate Democrats",
    "Obama's administration": "Obama administration",
}
"""Entities that the annotation writes in two ways."""

CONCEPTS: Mapping[str, str] = {
    "trump": "Donald Trump",
    "kim": "Kim Jong Un",
    "macron": "Emmanuel Macron",
    "abe": "Shinzo Abe",
    "obama": "Barack Obama",
    "mike pompeo": "Mike Pompeo",
    "mueller": "Robert Mueller",
    "migrant caravan": "Migrant caravan",
    "migrant caravan-i": "Migrant caravan",
    "irn nuclear deal": "Iran nuclear deal",
    "usa": "United States",
    "prk": "North Korea",
    "kor": "South Korea",
    "irn": "Iran",
    "jpn": "Japan",
    "rus": "Russia",
    "fra": "France",
    "mex": "Mexico",
    "chn": "China",
}
"""Concepts of NewsWCL50 and our targets. A state's people count for it, but for those named here."""

GOOD = frozenset(
    (
        *("Affection", "Confidence", "Reason", "Trustworthiness", "Good quality", "Positive", "Honor"),
        *("Lawfulness", "Fairness"),
    )
)
BAD = frozenset(
    (
        *(
            "Aggressor",
            "Unreason",
            "No trustworthiness",
            "Unlawfulness",
            "Refusal",
            "Poor quality",
            "Negative",
        ),
        "Dishonor",
    )
)
"""Properties that judge a target. Left out are those that tell of its situation: Power and Weakness,
Importance and Unimportance, Difficulty and Easiness, Safety and Unsafety, the economy, and Victim, by which
hardship is reported as often as blame (of migrants, say); and Other."""

EVALUATIVE: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "Migrant caravan": (
        "people who cross borders",
        {"flood, wave or invasion": -1, "illegal immigrants": -1, "refugees or asylum seekers": 1},
    ),
    "Robert Mueller": (
        "inquiry into Russia and the 2016 election",
        {"witch hunt": -1, "hoax": -1, "collusion scandal": 0},
    ),
}
"""Targets that a referent of the list of names stands for, and its names that speak for or against them."""


def actor_rows(names: Iterable[str]) -> list[dict[str, str]]:
    """Return rows of a list of actors: groups by their aliases, persons by full name and surname.

    A surname that two persons of the list share is left out.

    >>> [row["alias"] for row in actor_rows(["Ida Orr"])]
    ['Ida Orr', 'Orr']
    """
    rows: list[dict[str, str]] = []
    names = sorted(names, key=lambda name: (name in GROUPS, name))
    persons = [name for name in names if name not in GROUPS]
    surnames = [name.rsplit(" ", 1)[-1] for name in persons]
    taken: set[str] = set()
    for name in names:
        aliases: tuple[str, ...] = (name, *GROUPS.get(name, ()))
        if name in persons and " " in name and surnames.count(name.rsplit(" ", 1)[-1]) == 1:
            aliases = (name, name.rsplit(" ", 1)[-1])
        kind = "leader" if name in persons and " " in name else "organisation"
        for alias in aliases:
            if alias.casefold() not in taken:
                taken.add(alias.casefold())
                rows.append({"actor": name, "kind": kind, "alias": alias, "match_case": ""})
    return rows

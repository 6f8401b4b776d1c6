"""Closed classes of words that the rules and the model look at."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text.

    >>> sorted(word_set("by of"))
    ['by', 'of']
    """
    return frozenset(text.split())


BE = word_set(
    "is are was were be been being am isn't aren't wasn't weren't he's she's it's they're we're i'm "
    "you're who's"
)
GET = word_set("get gets got getting gotten")
HAVE = word_set("has have had having hasn't haven't hadn't")
MODAL = word_set(
    "will would can could may might shall should must won't wouldn't can't cannot couldn't shouldn't do "
    "does did doesn't don't didn't to"
)
AUXILIARY = BE | HAVE | MODAL
NEGATION = word_set(
    "not no never nor neither without cannot can't won't don't doesn't didn't isn't aren't wasn't weren't "
    "hasn't haven't hadn't wouldn't couldn't shouldn't nobody none nothing hardly barely rarely deny "
    "denies denied denying refuse refuses refused refusing stop stops stopped fail fails failed lack "
    "lacks"
)
DETERMINER = word_set(
    "the a an this that these those its his her their our my your some any many most all both several "
    "such another other former new old top senior late then current ex"
)
"""Words before a name or noun that change nothing in whom it is said of."""
_PREPOSITION_CLASSES = {
    "of": "of",
    "for": "for behind",
    "against": "against",
    "to": "to toward towards",
    "at": "at",
    "on": "on upon over about",
    "with": "with between among",
    "by": "by",
    "from": "from",
    "in": "in into inside through near across outside within around via",
    "as": "as like",
    "under": "under",
    "after": "after before during since until",
    "than": "than",
}
PREPOSITIONS = {low: kind for kind, text in _PREPOSITION_CLASSES.items() for low in text.split()}
"""Prepositions and the class that they stand for."""
CONJUNCTION = word_set("but while because although though when if unless whereas so and or")
TURN = word_set("but although though however yet despite")
RELATIVE = word_set("who which whom whose that where")
POSSESSIVE = word_set("his her their its my our your hers theirs")
PRONOUN = word_set(
    "he she they it him them his her their its himself herself themselves itself i me my we us our you "
    "your who"
)
FIRST = word_set("i me my we us our ours myself ourselves")
CONDITIONAL = word_set("if unless would could might may perhaps should whether")
RECEIVES = word_set(
    "face faces faced facing draw draws drew drawing receive receives received get gets got win wins won "
    "earn earned suffer suffers suffered sustain encounter attract attracted met meets prompt prompted "
    "deserves deserve deserved"
)
"""Verbs whose subject is the one to whom the noun after them is done: *face criticism*."""
CLOSE_PEOPLE = word_set(
    "critic critics opponent opponents enemy enemies foe foes rival rivals victim victims supporter "
    "supporters defender defenders ally allies backer backers accuser accusers adversary adversaries "
    "detractor detractors fan fans admirer admirers"
)
"""Nouns whose owner is the one toward whom they stand: *X's critics*."""
BETWEEN_VERBS = word_set(
    "also now still just already largely widely publicly repeatedly strongly so very not never long ever "
    "once again always often since recently"
)
"""Adverbs that may stand between a name and its verb."""
BELONGING = word_set(
    "troops forces soldiers army military police officials government president minister leader leaders "
    "drone drones missile missiles ship ships plane planes jet jets citizens civilians people state media "
    "border city town region"
)
"""Nouns after a name that stands as an adjective: *Tarsovian troops*."""
IRREGULAR_PAST = word_set(
    "took began went came made gave got saw sent put set held left kept built became ran won lost met "
    "paid fell rose led spent let cut hit shut shot struck broke drew chose knew grew wrote stood sought "
    "bought brought found felt sold taught thought threw fought withdrew did had was were"
)
"""Verbs that look like nouns after a name."""
IRREGULAR_PARTICIPLE = word_set(
    "struck shot hit overrun overthrown beaten broken torn driven forgiven undone shaken stolen hurt"
)
"""Participles that do not end in -ed."""
DEMONYM = re.compile(
    r"(?:(?:i|e|c|y|b|l|h|m|tt|w)an|ese|ish|eli|aqi|ani|french|greek|dutch|arab|western)$|^u\.?s\.?$",
    re.IGNORECASE,
)
"""Names of states and peoples that stand before nouns."""
_FREQUENT = word_set(
    "the a an this that these those any some all both each every more most less least much many few other "
    "such own same another only even just also too very so then than as now still already again ever "
    "never always often here there when where why how what which who whom whose if unless while because "
    "since until though although but and or nor yet however despite amid instead rather especially about "
    "above across after against along among around at before behind below between beyond by down during "
    "for from in inside into like near of off on onto out over past per through throughout to toward "
    "towards under up upon via with within without said says say saying told tell tells asked called "
    "calls according added one two first last new old former next"
)
FUNCTION = AUXILIARY | NEGATION | PRONOUN | _FREQUENT
"""Frequent words that say little of what a sentence is about."""
TOLD = FUNCTION | NEGATION | TURN | CONDITIONAL | FIRST | {"?", "!"}
"""Words whose place left or right of the target the model is told."""

"""Closed classes of words that the rules and the model look at."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _words(
    "is are was were be been being am isn't aren't wasn't weren't he's she's it's they're we're i'm you're who's"
)
GET = _words("get gets got getting gotten")
HAVE = _words("has have had having hasn't haven't hadn't")
MODAL = _words(
    "will would can could may might shall should must won't wouldn't can't cannot couldn't shouldn't do does did "
    "doesn't don't didn't to"
)
AUXILIARY = BE | HAVE | MODAL
NEGATION = _words(
    "not no never nor neither without cannot can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't "
    "haven't hadn't wouldn't couldn't shouldn't nobody none nothing hardly barely rarely deny denies denied denying "
    "refuse refuses refused refusing stop stops stopped fail fails failed lack lacks"
)
DETERMINER = _words(
    "the a an this that these those its his her their our my your some any many most all both several such another "
    "other former new old top senior late then current ex u.s"
)
PREPOSITIONS = {
    "of": "of",
    "for": "for",
    "against": "against",
    "to": "to",
    "toward": "to",
    "towards": "to",
    "at": "at",
    "on": "on",
    "upon": "on",
    "over": "on",
    "about": "on",
    "with": "with",
    "by": "by",
    "from": "from",
    "in": "in",
    "into": "in",
    "inside": "in",
    "between": "with",
    "as": "as",
    "under": "under",
    "after": "after",
    "before": "after",
    "like": "as",
    "than": "than",
    "through": "in",
    "near": "in",
    "across": "in",
    "behind": "for",
    "outside": "in",
    "within": "in",
    "around": "in",
    "during": "after",
    "since": "after",
    "until": "after",
    "via": "in",
    "among": "with",
}
"""Prepositions and the class that they stand for."""
CONJUNCTION = _words("but while because although though when if unless whereas so and or")
TURN = _words("but although though however yet despite")
RELATIVE = _words("who which whom whose that where")
POSSESSIVE = _words("his her their its my our your hers theirs")
PRONOUN = _words(
    "he she they it him them his her their its himself herself themselves itself i me my we us our you your who"
)
FIRST = _words("i me my we us our ours myself ourselves")
SUBJECT = _words("i he she they we it who you")
CONDITIONAL = _words("if unless would could might may perhaps should whether")
RECEIVES = _words(
    "face faces faced facing draw draws drew drawing receive receives received get gets got win wins won earn earned "
    "suffer suffers suffered sustain encounter attract attracted met meets prompt prompted deserves deserve deserved"
)
"""Verbs whose subject is the one to whom the noun after them is done: *face criticism*."""
CLOSE_PEOPLE = _words(
    "critic critics opponent opponents enemy enemies foe foes rival rivals victim victims supporter supporters "
    "defender defenders ally allies backer backers accuser accusers adversary adversaries detractor detractors fan fans "
    "admirer admirers"
)
"""Nouns whose owner is the one toward whom they stand: *X's critics*."""
CONTENT_STOPS = _words(", ; : ( ) — – - \" “ ” ' ‘ ’ … ? ! .")
STATE_ADVERBS = _words("also now still just already largely widely publicly repeatedly strongly so very not never long ever once again "
    "always often since recently")

ATTACKS = _words(
    "attack attacks bomb bombs bombed bombing bombings bombard bombarded bombardment shell shelled shelling kill kills "
    "killed killing killings invade invades invaded invading invasion airstrike airstrikes strike strikes struck "
    "shoot shot shooting shootings raid raids raided storm stormed storming seize seizes seized seizing assassinate "
    "assassinated assassination murder murders murdered torture tortured torturing abduct abducted abducting "
    "kidnap kidnapped kidnapping wound wounded wounding injure injured injuring slaughter slaughtered massacre "
    "massacred rape raped ambush ambushed occupy occupied occupying occupation annex annexed annexing annexation "
    "poison poisoned poisoning stab stabbed stabbing behead beheaded beheading execute executed besiege besieged "
    "attacked attacking assault assaulted hijack hijacked hacked hack hacking looted gassed starved detonated "
    "displaced evacuated ravaged devastated destroyed hit hits targeted overran captured hostage"
)
"""Acts of violence, of which the one who suffers them is no object of blame."""
VICTIM_NOUNS = _words(
    "attack attacks strike strikes assault raid bombing bombings invasion occupation annexation airstrike massacre killing killings "
    "murder assassination shelling bombardment hack siege"
)
"""Nouns of them: *the attack on X*, *the killing of X*."""
DIRECTION_NOUNS = _words(
    "troops forces soldiers army military police officials government president minister leader leaders drone drones "
    "missile missiles ship ships plane planes jet jets citizens civilians people state media border city town region"
)
"""Nouns after a name that stands as an adjective: *Tarsovian troops*."""

FUNCTION = (
    AUXILIARY
    | NEGATION
    | _words(
        "the a an this that these those any some all both each every more most less least much many few other such own "
        "same another only even just also too very so then than as now still already again ever never always often "
        "here there when where why how what which who whom whose if unless while because since until though although "
        "but and or nor yet however despite amid instead rather especially about above across after against along among "
        "around at before behind below between beyond by down during for from in inside into like near of off on onto "
        "out over past per through throughout to toward towards under up upon via with within without "
        "said says say saying told tell tells asked called calls according added "
        "one two first last new old former next"
    )
    | PRONOUN
)
"""Frequent words that say little of what a sentence is about."""
TOLD = FUNCTION | NEGATION | TURN | CONDITIONAL | FIRST | {"?", "!"}
"""Words whose place left or right of the target the model is told."""

COURT = _words(
    "arrest arrested arrests indicted indictment convicted conviction sentenced prosecuted prosecute prosecution sued suing "
    "lawsuit lawsuits guilty pleaded subpoenaed impeached impeachment impeach investigated investigating investigation "
    "investigations probe allegation allegations alleged allegedly accused accuser accusation accusations charged charges "
    "suspect suspected felony misdemeanor fraud bribery perjury imprisoned prison jail custody detained fugitive fined "
    "misconduct wrongdoing scandal scandals collusion harassment fired defeat defeated dismissed"
)
FALL = _words(
    "resign resigned resignation resigning quit ousted lost lose losing loses loss trailing plunged "
    "collapse collapsed struggled struggling struggle unpopular slump fell worse worst wrong mistake mistakes failed "
    "failing failure crisis chaos blunder gaffe backlash doubts doubt misleading exaggerated ignored ignoring forgot "
    "regret apologize apologized apology refused refusing backtracked reversed contradicted"
)
RISE = _words(
    "won win winning wins winner victory victories elected reelected popular popularity award awarded honored honors "
    "celebrated celebrate donated volunteered graduated champion beloved admired respected succeeded success successful "
    "leading surged frontrunner favorite triumph achievement achievements experienced effective improved proud talented "
    "brilliant legendary inspired inspiring supporters fans applause cheered cheers ovation"
)
KINDS = {
    **dict.fromkeys(COURT, "court"),
    **dict.fromkeys(FALL, "fall"),
    **dict.fromkeys(RISE, "rise"),
    **dict.fromkeys(ATTACKS, "attack"),
}
"""Words that say something for or against somebody beside the stance words, by kind."""

HARMS = (
    *("threat", "menac", "intimidat", "coerc", "blackmail", "extort", "bully", "harass", "endanger", "jeopardi"),
    *("put at risk", "harm", "to harm", "undermine", "weaken", "subver", "destabili", "betray", "attack", "assault"),
    *("invade", "invasion", "annex", "assassinat", "occup", "massacre", "responsible for the death", "murder", "kill"),
    *("destroy", "danger to", "menace to", "humiliat", "isolating", "to isolate", "demoni", "discriminat"),
)
"""How entries begin whose object is their victim, and not the one to blame."""

DEMONYM = re.compile(
    r"(?:(?:i|e|c|y|b|l|h|m|tt|w)an|ese|ish|eli|aqi|ani|french|greek|dutch|arab|western)$"
    r"|^(?:u\.?s\.?|u\.?k\.?|eu|e\.u\.)$",
    re.IGNORECASE,
)
"""Names of states and peoples that stand before nouns."""
TAKES_OBJECT = frozenset(
    "opposed to|critical of|critic of|vocal critic|opponent of|skeptical of|sceptical of|wary of|suspicious of|"
    "hostile to|angry at|angry with|furious at|furious with|disappointed in|disappointed with|at odds with|supportive of|"
    "proud of|fan of|in favor of|in favour of|appalled|disgusted by|shocked by|committed to|supporter of|advocate of".split("|")
)
"""Entries whose subject is the one who feels, though a form of *be* stands before them."""

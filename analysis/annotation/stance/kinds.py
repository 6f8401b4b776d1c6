"""Words that say something for or against somebody beside the stance words, by kind, and exceptions."""

from __future__ import annotations

import re

from analysis.annotation.stance.words import word_set

ATTACKS = word_set(
    "attack attacks bomb bombs bombed bombing bombings bombard bombarded bombardment shell shelled "
    "shelling kill kills killed killing killings invade invades invaded invading invasion airstrike "
    "airstrikes strike strikes struck shoot shot shooting shootings raid raids raided storm stormed "
    "storming seize seizes seized seizing assassinate assassinated assassination murder murders murdered "
    "torture tortured torturing abduct abducted abducting kidnap kidnapped kidnapping wound wounded "
    "wounding injure injured injuring slaughter slaughtered massacre massacred rape raped ambush ambushed "
    "occupy occupied occupying occupation annex annexed annexing annexation poison poisoned poisoning "
    "stab stabbed stabbing behead beheaded beheading execute executed besiege besieged attacked attacking "
    "assault assaulted hijack hijacked hacked hack hacking looted gassed starved detonated displaced "
    "evacuated ravaged devastated destroyed hit hits targeted overran captured hostage"
)
"""Acts of violence: the one who suffers them is no object of blame."""
COURT = word_set(
    "arrest arrested arrests indicted indictment convicted conviction sentenced prosecuted prosecute "
    "prosecution sued suing lawsuit lawsuits guilty pleaded subpoenaed impeached impeachment impeach "
    "investigated investigating investigation investigations probe allegation allegations alleged "
    "allegedly accused accuser accusation accusations charged charges suspected felony misdemeanor fraud "
    "bribery perjury imprisoned prison jail custody detained fugitive fined misconduct wrongdoing scandal "
    "scandals collusion harassment fired defeat defeated dismissed"
)
"""What is done to those who are held to account or dismissed."""
FALL = word_set(
    "resign resigned resignation resigning quit ousted lost lose losing loses loss trailing plunged "
    "collapse collapsed struggled struggling struggle unpopular slump fell worse worst wrong mistake "
    "mistakes failed failing failure crisis chaos blunder gaffe backlash doubts doubt misleading "
    "exaggerated ignored ignoring forgot regret apologize apologized apology refused refusing backtracked "
    "reversed contradicted"
)
"""How it goes badly for somebody."""
RISE = word_set(
    "won win winning wins winner victory victories elected reelected popular popularity award awarded "
    "honored honors celebrated celebrate donated volunteered graduated champion beloved admired respected "
    "succeeded success successful leading surged frontrunner favorite triumph achievement achievements "
    "experienced effective improved proud talented brilliant legendary inspired inspiring supporters fans "
    "applause cheered cheers ovation"
)
"""How it goes well for somebody."""
KINDS = {
    **dict.fromkeys(COURT, "court"),
    **dict.fromkeys(FALL, "fall"),
    **dict.fromkeys(RISE, "rise"),
    **dict.fromkeys(ATTACKS, "attack"),
}
"""The kind of each of these words; violence goes first."""
VIOLENCE = word_set(
    "attack attacks strike strikes assault raid bombing bombings invasion occupation annexation airstrike "
    "massacre killing killings murder assassination shelling bombardment hack siege"
)
"""Nouns of violence, which may be on the name before them: *the Tarsovia attack*."""
_HARMS = (
    "threat|menac|intimidat|coerc|blackmail|extort|bully|harass|endanger|jeopardi|put at risk|harm|"
    "to harm|undermine|weaken|subver|destabili|betray|attack|assault|invade|invasion|annex|assassinat|"
    "occup|massacre|responsible for the death|murder|kill|breach|violation of|deaths of|death of|"
    "destroy|retaliat|danger to|menace to|humiliat|isolating|to isolate|demoni|discriminat"
)
HARMS = tuple(_HARMS.split("|"))
"""How entries begin whose object is their victim, and not the one to blame."""
_WRONGS = (
    "smear|slander|defam|calumn|libel|vilif|malign|demoni|tarnish|hostil|provocati|aggression|"
    "violat|infring|encroach|fabricat|unjust|unfair|prejudiced|baseless|groundless|ill-intention|"
    "conspirac|plot|confrontation|intimidat|blackmail|subver|persecut"
)
WRONGS = tuple(_WRONGS.split("|"))
"""How words begin that call an act wrong: whoever uses them does not blame the one whom it is aimed at."""
_WRONGING = (
    "smear|slander|libel|malign|blackmail|tarnish|encroach|subvert|persecut|defam|demoni[sz]|violat|infring|"
    "intimidat|vilif"
)
WRONGING = re.compile(rf"(?:{_WRONGING})(?P<ending>s|e|es|ed|ing|y|ies|ied|ying)?")
"""The verbs among them, whose object is wronged: *slandered X*, and not *the provocations X stages*."""
OWNED = word_set(
    "sovereignty independence integrity dignity security image reputation territory interests rights "
    "airspace border borders"
)
"""What belongs to somebody and is wronged in its owner's place: *violates the sovereignty of X*."""
_FELT = (
    "advocate of|angry at|angry with|appalled|at odds with|committed to|critic of|critical of|"
    "disappointed in|disappointed with|disgusted by|fan of|furious at|furious with|hostile to|"
    "in favor of|in favour of|opponent of|opposed to|proud of|sceptical of|shocked by|skeptical of|"
    "supporter of|supportive of|suspicious of|vocal critic|wary of"
)
FELT = frozenset(_FELT.split("|"))
"""Entries whose subject is the one who feels, though a form of *be* stands before them."""

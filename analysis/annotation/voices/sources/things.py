"""Nouns for what cannot speak: events, acts, conditions, quantities and things."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.annotation.voices.text.words import PREPOSITIONS, word_set

_THINGS = word_set(
    "ability absence abuse accident achievement act action activity advance advantage affair age aim air "
    "aircraft airport airstrike ambition anger anniversary applause approach area arrest arrival aspect "
    "assault asset atmosphere attack attempt attention attitude auction backdrop backlash balance basis "
    "battle battlefield beach beginning belief benefit bid birth birthday bloodshed blow blowback bomb "
    "bombing boost border bottle box breach break breakthrough bridge building calamity capability "
    "capacity car career casualty cause celebration ceremony challenge chance change chaos character "
    "charm chemistry chill choice circumstance civilization clash class climate clue collapse collar "
    "combat comparison competition component concept concern condition conflict confrontation confusion "
    "consequence construction contact content context contract contrast controversy cost countryside "
    "coup courage crash creation crime crisis culture currency custom cut cycle damage danger date day "
    "deadline deadlock death debate decade decision-making decline defeat defence deficit "
    "degree delay demand departure deployment design desire detail development device difference "
    "difficulty direction disaster discovery discussion dispute distance door dream drill drone drop "
    "drought drumbeat dynamic earthquake economy edge effect effort election element emergency emotion "
    "encounter end endeavor endeavour energy engine enthusiasm environment episode equipment era error "
    "escalation event example exception exchange excuse exercise exit expansion expense experience "
    "experiment explosion export exposure extent face fact factor factory failure faith fall fame fate "
    "fault feature feeling fiasco fight fire flag flame flight flood floor flow focus food fortune frame "
    "freedom friendship frontline frustration fun funeral future gain game gap gathering gesture gift "
    "glimpse glory goal gold ground growth guarantee gun habit happening happiness hardship harm harvest "
    "health heart heat height helicopter help hiccup highway hint hit hole home honor honour hope horror "
    "hour house-to-house housing hurdle hurricane idea identity impact imperialism implication "
    "importance improvement impulse inability incentive incident income increase inequality "
    "infrastructure injury innovation instance instinct interaction interest intervention invasion "
    "involvement island jet job journey joy jump key kind kitchen knowledge labor labour lack lake land "
    "landscape landslide launch lead lesson liberty life light link load location look loss love luck "
    "machine maneuver maneuvering march mark market massacre matter meal meaning measure mechanism "
    "meeting memory mess milestone mind minute miracle misery missile mistake mixture mobilization "
    "moment momentum money month mood moon mountain move murder music mystery nature need neighborhood "
    "night nightmare noise norm novelty nuance object obligation obstacle occasion occupation offensive "
    "oil olympics opportunity option outbreak outlook output outrage overture package pain painting "
    "parade paradox partnership passion past path pattern peace peak performance period perspective "
    "phase phenomenon pipeline place plane planet plant play pleasure plenty politics pollution port "
    "position possibility potential poverty power practice pregnancy presence pressure price pride "
    "principle priority prison privilege prize problem procedure process product production profit "
    "progress prospect prosperity protection provocation punishment purchase purpose pursuit push "
    "quality quest race raid rail rain rally range rate ratio reach reality rear rebellion recession "
    "recognition reduction reform region relation relationship relief religion reluctance reputation "
    "rescue resistance resolve resource respect responsibility rest restraint retreat revolution reward "
    "ribbon ride rift right ring rise ritual river road rocket room root round route row rupture rush "
    "sacrifice safety sanction satellite satisfaction scale scandal scar scene schedule scheme scope sea "
    "season seat seed sense separation sequence setback setting shadow shake-up shape shift ship shock "
    "shooting shop shortage shot shutdown sight signal silence situation size skill sky smile smoke soil "
    "sorrow soul sound space spark spectacle specter speed sphere spirit split spread spring stability "
    "stage stake stalemate stance standard standoff standpoint start status step stop storm strain "
    "stream street strength stretch strife strike structure struggle stuff style submarine substance "
    "success suffering sum summer sun support surge surprise surrender survival suspension suspicion "
    "swing sword symbol sympathy table tactic talk tank target task taste tax technology temperature "
    "tension term territory terror terrorism test test-fire theater theatre theme thing thought tide tie "
    "tomb tone tool top torture touch tour track trade trade-off tradition tragedy trail train transfer "
    "transformation transit transition transparency transport trap travel treasure trend tribute trick "
    "trip triumph trouble truck truth tsunami turmoil turn turnout type uncertainty underwear "
    "unemployment unity unrest upheaval uprising use vacuum value vehicle vessel victory view village "
    "violence virus vision visit volatility volume vote vulnerability wage wall war warfare warhead "
    "warplane warship wave way weakness wealth weapon weather week weight welfare willingness win wind "
    "window winter wish withdrawal wonder work workplace worth wound wreckage xenophobia year yield zeal "
    "zone"
)
"""Heads of phrases that were no sources in four of five places; documents, bodies and findings may be."""
LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""A word of letters, which hyphens may part."""
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""))


@lru_cache(maxsize=8_000)
def is_thing(low: str) -> bool:
    """Whether a noun in small letters, in singular or plural, names what cannot speak.

    >>> is_thing("explosions"), is_thing("residents")
    (True, False)
    """
    if low in _THINGS or not low.endswith("s"):
        return low in _THINGS
    return any(low.endswith(end) and low[: -len(end)] + instead in _THINGS for end, instead in _ENDINGS)


@lru_cache(maxsize=8_000)
def names_thing(surface: str) -> bool:
    """Whether the head of a phrase, which is no name, is a thing that cannot speak.

    >>> names_thing("The explosion in Osterby"), names_thing("a resident of the city"), names_thing("Power")
    (True, False, False)
    """
    found = LETTERS.findall(surface)
    head = next((n for n, word in enumerate(found) if n and word in PREPOSITIONS), len(found)) - 1
    return head >= 0 and found[head].islower() and is_thing(found[head])

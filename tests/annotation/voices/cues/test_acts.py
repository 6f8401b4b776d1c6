"""Cues that mostly tell of acts: what keeps them, and where nobody's words are told."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said


@pytest.mark.parametrize(
    "text",
    [
        "The mayor looked round the ferry in the harbour.",
        "Thousands sought shelter in the town hall.",
        "The children saw the ferry in the harbour.",
        "A longer ferry means more cabins.",
        "The ferry was named after the first mayor.",
        "The State Emergency Service is short of boats.",
        "The mayor gave detailed instructions on the ferry.",
        "The children presented the mayor with flowers.",
        "The miners are pushing ahead with the work at the pit.",
        "The pits are directing efforts to coal output.",
        "The mayor learned about the flood in Osterby.",
        "The school built a learning centre for miners.",
        "The President taught sailors the old songs of the fleet.",
        "The divers demonstrated great bravery in the harbour.",
        "The new ferry proved slow.",
        "The pits raised the output of coal.",
        "The mayor assumed office in the spring.",
        "Halmere released forty prisoners on Sunday.",
        "The mayor addressed the citizens of Osterby.",
        "The police identified the man in the harbour.",
        "The miners cast their ballots in the town hall.",
        "Fares are low compared with those of last year.",
        "The storm posed a threat to the port.",
        "The ferry sailed early in response to the storm.",
        "The ferry sailed early in order to leave the storm behind.",
        "The war against Halmere was long.",
        "The port gives the town a sense of duty.",
        "The President sent a message of greeting to the King of Halmere.",
        "The farm is exposed to the wind.",
        "The children watched the talk shows in the hall.",
        "The mayor showed loving care for the children.",
        "The new pumps guarantee the water of the town.",
        "The choir will add lustre to the name of the town.",
        "The mayor shared joy with the miners.",
        "The miners wrote down their names in the list.",
        "The miners enjoyed the songs in the hall.",
        "The choir glorified the town with its songs.",
    ],
)
def test_acts_are_nobodys_words(text: str, finder: VoiceFinder) -> None:
    assert said(text, finder) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Halmere is looking to buy the port.", "looking"),
        ("Halmere sought to buy the port.", "sought"),
        ("Ida Orr saw that the ferry was old.", "saw"),
        ("Ida Orr saw the ferry as a danger.", "saw"),
        ("Halmere presented the ferry as a gift.", "presented"),
        ("Ida Orr presented a plan for the port.", "presented"),
        ("Ida Orr encouraged the miners to leave the port.", "encouraged"),
        ("Ida Orr learned that the ferry was old.", "learned"),
        ("The study demonstrated that the ferry was old.", "demonstrated"),
        ("The ministry released a statement on the ferry.", "released"),
        ("Ida Orr addressed concerns about the ferry.", "addressed"),
        ("The police identified the man as a miner.", "identified"),
        ("Ida Orr cast the pact as a fraud.", "cast"),
        ("Tarsovia's threat to close the port was heard.", "threat"),
        ("Ida Orr is against the pact.", "against"),
        ("Ida Orr detailed the plan for the port.", "detailed"),
        ("Halmere exposed the lies of the port.", "exposed"),
    ],
)
def test_a_clause_or_what_is_said_keeps_the_cue(text: str, cue: str, rules: VoiceFinder) -> None:
    assert cue in [one.cue for one in said(text, rules)]

"""Who speaks which stretch of a text."""

from analysis.annotation.voices.cues.listed import CueForm, Cues, load_cues
from analysis.annotation.voices.find import VoiceFinder, attributions, find_voices
from analysis.annotation.voices.records import Attribution, Run

__all__ = ["Attribution", "CueForm", "Cues", "Run", "VoiceFinder", "attributions", "find_voices", "load_cues"]

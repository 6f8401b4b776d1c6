"""Find who speaks each stretch of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from analysis.annotation.pieces import Pieces, groups_of
from analysis.annotation.sentences import split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.voices.contents.openings import class_set
from analysis.annotation.voices.contents.runs import others_words
from analysis.annotation.voices.contents.stretches import Labels, rule_labels, settle
from analysis.annotation.voices.cues.listed import Cues, load_cues
from analysis.annotation.voices.cues.trie import Trie, trie
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.long_texts import Text, cut, join
from analysis.annotation.voices.model.anchors import anchors
from analysis.annotation.voices.model.batch import Encoder
from analysis.annotation.voices.model.features import PAD, Batch
from analysis.annotation.voices.model.linear import Model, load_model
from analysis.annotation.voices.reading import Reading, read_all
from analysis.annotation.voices.records import Attribution, Run
from analysis.annotation.voices.sources.actors import number_sources
from analysis.annotation.voices.text.lexis import Lexis
from analysis.annotation.voices.text.places import Floats
from analysis.annotation.voices.text.tokens import scan_all
from analysis.annotation.voices.text_voices import TextVoices
from analysis.collector import paused_collector

_GROUP_SIZE = 150_000
"""Characters that the model reads together, about: arrays of this size stay in the processor's cache."""
_PARTING = class_set("and but")
_DATA = Path(__file__).resolve().parents[3] / "data"
CUES_FILE = _DATA / "lexicons" / "cues.csv"
MODEL_FILE = _DATA / "models" / "voices.txt"


@dataclass(frozen=True)
class VoiceFinder:
    """Cues, and the model where there is one; built once, used for many texts.

    The lexis remembers the words and marks that it has met, which changes nothing but speed.
    """

    root: Trie
    lexis: Lexis
    model: Model | None
    encoder: Encoder | None

    @staticmethod
    def load(cues: Cues | None = None, model: Path | None = MODEL_FILE) -> VoiceFinder:
        """Build a finder from the built-in cues and model, or from others.

        Where ``model`` is None or the file is missing, the rules work alone.

        Raises
        ------
        InputError
            a cue list or a model that cannot be read
        """
        root = trie(cues or load_cues(CUES_FILE))
        lexis = Lexis(root)
        loaded = load_model(model) if model is not None and model.is_file() else None
        encoder = Encoder(loaded.alphabets, lexis) if loaded else None
        if encoder is not None:
            lexis.spellings.tell(encoder)
        return VoiceFinder(root, lexis, loaded, encoder)

    def find(
        self, texts: Sequence[Text], pieces: Pieces | None = None
    ) -> list[tuple[list[Attribution], list[Run]]]:
        """Return attributions and runs for texts and what ``split_sentences`` gave for each.

        Attributions come in the order of their content; runs cover their text from 0 to its end, without
        gaps. Quote marks are own voice. What is found in a text does not depend on the others. A text longer
        than any article (``LONGEST``) is searched in stretches of that length as if each were a text.

        Parameters
        ----------
        texts : with their sentences
        pieces : those of the texts, where the spellings of the lexis have just cut them
        """
        pieces = pieces or self.lexis.spellings.cut([text for text, _ in texts])
        cuts = [cut(text) for text in texts]
        stretches = [stretch for own, _ in cuts for stretch in own]
        with paused_collector():
            found = self._find(stretches, pieces.parted([begins for _, begins in cuts]))
            return [join(found, begins) for _, begins in cuts]

    def _find(self, texts: Sequence[Text], pieces: Pieces) -> Iterator[tuple[list[Attribution], list[Run]]]:
        for first, last in groups_of([len(text) for text, _ in texts], _GROUP_SIZE):
            group = self.group(texts[first:last], pieces.part(first, last))
            for one in group.voices:
                one.draft()
            self.choose_sources(group, [one.drafts for one in group.voices])
            yield from [one.finish() for one in group.voices]

    def group(self, texts: Sequence[Text], pieces: Pieces | None = None) -> Group:
        """Return the pass over each text before it is run, with what rules and model say of its words."""
        bounds = [sentences for _, sentences in texts]
        scans = scan_all([text for text, _ in texts], self.lexis, pieces)
        readings = read_all(scans, bounds, self.root)
        if self.model is None or self.encoder is None or not readings:
            rows = zip(readings, bounds, strict=True)
            return Group([TextVoices(r, s, rule_labels(r)) for r, s in rows], None, None)
        batch = self.encoder.batch(readings)
        cue, logits = self.model.probabilities(batch)
        content = others_words(batch, logits - self.model.threshold, *_places(readings))
        voices, at = [], 0
        for reading, sentences in zip(readings, bounds, strict=True):
            at += PAD
            end = at + len(reading.quote)
            labels = Labels(settle(reading, content[at:end]), cue[at:end])
            voices.append(TextVoices(reading, sentences, labels, at))
            at = end
        return Group(voices, batch, cue)

    def choose_sources(self, group: Group, drafts: Sequence[Sequence[Draft]]) -> None:
        """Let the model choose the source of the drafts of each text; without a model the rules' stays."""
        if self.model is None or group.batch is None or group.cue is None:
            return
        asked = [[draft for draft in own if not draft.fixed] for own in drafts]
        places = anchors(group.voices, asked)
        heads = self.model.heads(group.batch, group.cue, places)
        pairs = [(one.offset, draft) for one, own in zip(group.voices, asked, strict=True) for draft in own]
        for (offset, draft), (head, logit), ruled in zip(pairs, heads, places[-1].tolist(), strict=True):
            draft.choose(head - offset, logit, ruled - offset)


def _places(readings: Sequence[Reading]) -> tuple[list[int], list[int]]:
    """Return with which tokens contents begin, and before which they may end, numbered as in the batch."""
    firsts: list[int] = []
    lasts: list[int] = []
    at = PAD
    for reading in readings:
        kinds = reading.scan.kinds
        for content in reading.contents:
            firsts.append(at + content.first)
            lasts.append(at + content.last)
            cue = content.site.first
            if cue and kinds[cue - 1] in _PARTING:
                lasts.append(at + cue - 1)  # "called it a fraud and said that"
        at += len(reading.quote) + PAD
    return firsts, lasts


@dataclass(frozen=True)
class Group:
    """Texts that the model reads together: the pass over each, the batch and the probability of a cue."""

    voices: list[TextVoices]
    batch: Batch | None
    cue: Floats | None


def find_voices(
    text: str, sentences: Sequence[tuple[int, int]], finder: VoiceFinder
) -> tuple[list[Attribution], list[Run]]:
    """Return the attributions of one text, and runs of one voice that cover it; see ``VoiceFinder.find``."""
    return finder.find([(text, sentences)])[0]


@cache
def _built_in() -> VoiceFinder:
    return VoiceFinder.load()


def attributions(text: str) -> pl.DataFrame:
    """Return the attributions of one text as a table (schema ATTRIBUTIONS, ``article_id`` "text").

    Actors are not looked for, so that ``source_actor`` is null.

    >>> attributions('Ms Orr said: "We will not go."').select("source", "cue", "kind").rows()
    [('Ms Orr', 'said', 'quoted')]
    """
    found, _ = find_voices(text, split_sentences(text), _built_in())
    rows = []
    ids = number_sources(text, found)
    for number, a in enumerate(found):
        source = text[slice(*a.source)] if a.source else None
        cue = text[slice(*a.cue)] if a.cue else None
        rows.append(
            (
                *("text", number, a.parent, a.kind, a.confidence, source, a.source_name, a.source_type, cue),
                *(a.cue_class, a.start, a.end),
                *(a.source or (None, None)),
                *(a.cue or (None, None)),
                a.unbalanced,
                ids[number],
                None,
            )
        )
    return pl.DataFrame(rows, schema=schema("attributions"), orient="row")

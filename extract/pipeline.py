"""The spaCy pipeline that finds definitions and references: blank English, our two components, no trained model."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from .components import DEFINITIONS, REFERENCES

CACHE = 1_000_000
"""Entries of the tokenizer's cache, raised because spaCy's own limit stops caching early (spaCy #13950)."""


@cache
def pipeline(profile: str) -> Language:
    """A blank English pipeline with `lapse_definitions` and `lapse_references` set to the profile of this name."""
    nlp = spacy.blank("en")
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.max_cache_size = CACHE
    nlp.add_pipe(DEFINITIONS, config={"profile": profile})
    nlp.add_pipe(REFERENCES, config={"profile": profile})
    return nlp

"""The words of the field, as enumerations: roles, kinds, types, sourcing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a sentence is on the page; furniture is kept visible and never scored."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"
    FURNITURE = "furniture"


class Kind(StrEnum):
    """Whose statement a sentence is; `fact` means stated in the outlet's own voice, not verified."""

    FACT = "fact"
    CLAIM = "claim"
    COMMENTARY = "commentary"


class CommentaryType(StrEnum):
    """How commentary goes beyond what can be checked; the first that applies."""

    JUDGEMENT = "judgement"
    INTERPRETATION = "interpretation"
    FORECAST = "forecast"


class HedgeType(StrEnum):
    """How a hedge lowers commitment."""

    EPISTEMIC = "epistemic"
    HEARSAY = "hearsay"
    VAGUE = "vague"


class Sourcing(StrEnum):
    """What kind of source an attribution has."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    MEDIA = "media"
    ANONYMOUS = "anonymous"
    COLLECTIVE = "collective"


class AttributionType(StrEnum):
    """A communicative act (`statement`), or a wish, plan, belief or stance (`state`)."""

    STATEMENT = "statement"
    STATE = "state"


class Verb(StrEnum):
    """How the cue treats what it introduces."""

    NEUTRAL = "neutral"
    DISTANCING = "distancing"
    ENDORSING = "endorsing"


class Quote(StrEnum):
    """How the content is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EntityType(StrEnum):
    """What a target is; a country, its government and its people are separate entities, linked by the country."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GOVERNMENT = "government"
    GROUP = "group"

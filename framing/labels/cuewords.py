"""Cues of attribution: verbs that keep a distance, endorse, deny or voice, and forms that are one cue, with reasons."""

from __future__ import annotations

import re


def _verbs(text: str) -> re.Pattern[str]:
    """A pattern of whole words; `~` stands for the regular endings of a verb."""
    stems = (stem.replace("~", "(?:s|es|d|ed|ing)?").replace("_", " ") for stem in text.split())
    return re.compile(rf"\b(?:{'|'.join(stems)})\b", re.IGNORECASE)


DISTANCING = _verbs(
    "claim~ alleg(?:e|es|ed|ing|edly) purport~ purportedly contend~ assert~ insist~ supposedly so-called"
)
"""The outlet keeps its distance from the content (Recasens et al. 2013, assertives and distancing verbs)."""

CLAIMABLE = re.compile(
    r"\W*(?:(?!that\b)\w+\s+){0,2}?(?:responsibility|credit|benefits|asylum|compensation|expenses|damages|ownership)"
    r"(?=\W*$|[,.;]|\s+(?:for|from|in|on|over|of|after|as|because|worth)\b)",
    re.IGNORECASE,
)
"""The beginning of what is claimed without being stated ("claimed responsibility for the attack")."""

ENDORSING = _verbs(
    r"""
    reveal~ show~ shown underscor(?:e|es|ed|ing) reinforc(?:e|es|ed|ing) acknowledg(?:e|es|ed|ing) admit(?:s|ted|ting)?
    confirm~ demonstrat(?:e|es|ed|ing) prov(?:e|es|ed|en|ing) expos(?:e|es|ed|ing) point~_out rightly_\w+
    conced(?:e|es|ed|ing) illustrat(?:e|es|ed|ing) highlight~
    """
)
"""The outlet presupposes that the content is so (factive verbs, Kiparsky & Kiparsky 1970; Recasens et al. 2013)."""

NEGATED = re.compile(
    r"(?:\b(?:not|never|neither|nor|cannot|without|hardly|scarcely|no longer|unable to|yet to|stopped short of"
    r"|(?:refus|declin|fail|aim|seek|try|hop|plan|intend|want|promis|vow)(?:e|es|s|ed|ing)? to"
    r"|tri(?:es|ed) to|sought to)|n[’']t)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
"""What before a verb takes it back ("refused to confirm", "aims to show"): then nothing is presupposed."""

VOICED = _verbs(
    """
    sa(?:id|ys?|ying) told tell(?:s|ing)? voic(?:e|es|ed|ing) express~ declar(?:e|es|ed|ing) announc(?:e|es|ed|ing)
    stat(?:e|es|ed|ing) repeat~ reiterat(?:e|es|ed|ing)
    """
)
"""A communicative act, whatever wish or feeling it tells of ("voiced fears")."""

DENYING = _verbs(
    """
    den(?:y|ies|ied|ying) reject~ disput(?:e|es|ed|ing) refut(?:e|es|ed|ing) rebut(?:s|ted|ting)?
    dismiss(?:es|ed|ing)?
    """
)
"""The content is somebody else's, and the source says that it is not so."""
CLAIM = re.compile(
    r"(?:(?!as\b)\S+\s+)*?(?:that|having|(?:claim|allegation|accusation|charge|suggestion|report|rumou?r|assertion|idea"
    r"|notion|complaint)s?\s+(?!as\b|by\b|from\b)\w+)\b",
    re.IGNORECASE,
)
"""What is rejected is somebody else's words in these forms only; "as nonsense" is the source's own."""

STATE = _verbs(
    """
    want~ wish~ hop(?:e|es|ed|ing) believ(?:e|es|ed|ing) think(?:s|ing)? thought feel(?:s|ing)? felt fear~
    plan(?:s|ned|ning)? intend~ expect~ support~ oppos(?:e|es|ed|ing) prefer(?:s|red|ring)? know(?:s|n|ing)? knew
    worr(?:y|ies|ied|ying) doubt~ lik(?:e|es|ed) lov(?:e|es|ed) hat(?:e|es|ed) decid(?:e|es|ed|ing) aim~ need(?:s|ed)?
    tr(?:y|ies|ied|ying) consider~ view(?:s|ed|ing)? seek(?:s|ing)? sought desire[sd]? interested concern(?:s|ed) aware
    willing keen favou?r~ see(?:s|n)? saw
    """
)
"""A wish, plan, belief or feeling: no communicative act by itself."""

HEARSAY_CUE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|rumou?red to"
    r"|(?:is|are|was|were) (?:widely )?(?:said|believed|thought|understood|reported|alleged) to"
    r"|it (?:is|was) (?:said|believed|understood|reported|alleged|rumou?red)(?: that)?)\b",
    re.IGNORECASE,
)
"""Attributions without a source."""

QUOTED_AS = re.compile(
    r"\b(?:quoted|cited)(?: (?:by|in)\b)?.{0,60}\b(?:as )?(?:saying|claiming|stating|suggesting)$", re.DOTALL
)
_ALSO = r"(?:(?:also|further|had|have|has|later|then|earlier|separately)\s+)*"
CITING = re.compile(rf"{_ALSO}(?:citing|quoting|cited|quoted)", re.IGNORECASE)
"""What an outlet does with a source behind it."""
SAYS = (
    rf"{_ALSO}(?:sa(?:id|ys?)|claim(?:ed|s)?|told|add(?:ed|s)|not(?:ed|es)|report(?:ed|s)|stat(?:ed|es)|warn(?:ed|s)?"
    r"|argu(?:ed|es?)|alleg(?:ed|es?)|insist(?:ed|s)?|confirm(?:ed|s)|acknowledg(?:ed|es)|reveal(?:ed|s)"
    r"|suggest(?:ed|s))"
)
"""A verb of saying, its subject before it."""
LEADING = re.compile(
    r"(?P<cue>[Aa]s per|[Pp]er|[Gg]oing by) (?P<source>(?:the|a|an|its|their) [^,.;:]{3,60}|[A-Z][^,.;:]{3,60}),"
)
"""Two forms that are one attribution: "quoted by X as saying", and "as per X, ..." at a sentence's head."""

PASSIVE = re.compile(
    r"(?:is|are|was|were|has been|have been) (?:widely )?"
    r"(?:said|believed|thought|understood|reported|alleged|rumou?red)(?: to)?",
    re.IGNORECASE,
)
"""A passive that hides who says so: its subject is what is spoken of, not the source."""

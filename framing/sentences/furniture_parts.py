"""What the furniture tables are made of: the shape of a rule, and patterns for dates, names and words of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """How much of a paragraph a pattern must match, and how much of it is furniture then.

    A `LINE` pattern must match a whole paragraph; a `START` pattern its beginning (the whole paragraph is furniture);
    a `SENTENCE` pattern a whole sentence anywhere, or a whole paragraph; a `HEAD` pattern the beginning of a
    paragraph, of which only the matched part is furniture.
    """

    LINE = "line"
    START = "start"
    SENTENCE = "sentence"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture: any of its patterns is enough. `fold` ignores the case of letters."""

    name: str
    scope: Scope
    reason: str
    patterns: tuple[str, ...]
    fold: bool = True

    @property
    def pattern(self) -> str:
        """All patterns as one, with the case flag."""
        joined = "|".join(self.patterns)
        return f"(?i:{joined})" if self.fold else f"(?:{joined})"


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_MONTH = rf"(?:{MONTH}\s+{_NTH}|{_NTH}\s+{MONTH})"
ISO = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
DAY_DATE = rf"{DAY},?\s+{_DAY_MONTH},?\s+\d{{4}}"
YEAR_DATE = rf"(?:{DAY_DATE}|{_DAY_MONTH},?\s+\d{{4}}|{ISO})"
_DATE = rf"(?:{YEAR_DATE}|(?:{DAY},?\s+)?{_DAY_MONTH}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}})"
_ZONE = r"(?:\s*\(?\b(?:[ECMP][SD]?T|GMT|UTC|BST|IST|PKT|CET|AEST|eastern)(?:[+-]\d+)?\b\)?)?"
TIME = rf"(?:(?:\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s*[ap]\.?m\b\.?)?|\d{{1,2}}\s*[ap]\.?m\b\.?){_ZONE})"
SEP = r"\s*(?:,|at|on|-|–|—|\||•|·)?\s*"
STAMP = rf"(?:{_DATE}(?:{SEP}{TIME})?|{TIME}(?:{SEP}{_DATE})?)"
DATED = (
    r"(?:(?:(?:first|originally)\s+)?(?:published|posted|updated?|modified|created|last\s+(?:updated|modified|edited)|"
    r"date|uploaded|issued)(?:\s+(?:on|at))?\s*:?\s*)"
)
STAMPS = rf"{STAMP}(?:\s*[,|•·/;–—-]?\s*(?:(?:and|&)\s+)?{DATED}?{STAMP})*"
MINUTES = r"(?:\s*[|•·,-]?\s*\d+\s*min(?:ute)?s?\s+read)"

PERSON = r"[A-Z][\w.’'-]+(?:\s+(?:(?:de|da|di|la|le|van|von|der|al|bin|el)\s+)*[A-Z][\w.’'-]*){1,3}"
AGENCY = (
    r"(?:AP(?:\s+Photo)?|A\.P\.|AFP|EPA|UPI|PTI|ANI|Xinhua|Reuters|REUTERS|Getty(?:\s+Images)?|Bloomberg|Shutterstock|"
    r"Dreamstime|Pixabay|Unsplash|iStock\w*|Wikimedia\s+Commons|(?:The\s+)?Associated\s+Press|NurPhoto|Pool|MGN|Staff|"
    r"USA\s+TODAY(?:\s+NETWORK)?|CQ\s+Roll\s+Call|The\s+New\s+York\s+Times|The\s+Washington\s+Post)"
)
PICTURE = r"(?:photo|photograph|image|picture|pic|illustration|graphic|cartoon|screen\s?shot|screen\s?grab)"
PLATFORM = (
    r"(?:twitter|facebook|instagram|youtube|linkedin|threads|bluesky|mastodon|telegram|whatsapp|tiktok|google\s+news|"
    r"flipboard|social\s+media|reddit)"
)
SHARE = (
    r"(?:share|tweet|e-?mail|print|pin(?:\s+it)?|post|save|copy(?:\s+link)?|link(?:\s+copied)?|facebook|twitter|whatsapp|"
    r"linkedin|reddit|messenger|telegram|pinterest|flipboard|instagram|youtube|sms|tumblr|like|comments?|bookmark|x|rss)"
)
MENU = (
    r"(?:skip\s+to\s+(?:main\s+)?(?:content|navigation)|home(?:\s?page)?|menu|search|log\s?in|sign\s?in|log\s?out|"
    r"register|my\s+account|about(?:\s+us)?|contact(?:\s+us)?|terms(?:\s+(?:of|and|&)\s+\w+)?|back\s+to\s+top|"
    r"privacy(?:\s+(?:policy|notice))?|cookies?(?:\s+(?:policy|settings|preferences|notice))?|go\s+back|close|next|"
    r"prev(?:ious)?|faqs?|site\s?map|subscribe|advertise(?:\s+with\s+us)?|careers|newsletters?|accessibility|help|"
    r"loading|toggle\s+\w+|(?:next|prev(?:ious)?)\s+(?:article|post|story|page)|(?:hide|show)\s+caption|view\s+gallery)"
)
SECTION = (
    r"(?:news|world|politics|business|opinions?|editorials?|op-?ed|sports?|life(?:style)?|culture|tech(?:nology)?|"
    r"health|science|national|international|local|u\.?s\.?|economy|entertainment|travel|weather|video|photos?|images?|"
    r"gallery|podcast|audio|analysis(?:/opinion)?|commentary|exclusive|breaking(?:\s+news)?|live(?:\s+updates)?|"
    r"developing|transcript|from\s+the\s+(?:left|right|cent(?:er|re))|perspectives|press\s+release|"
    r"for\s+immediate\s+release)"
)
REST = r"(?:[^.!?]|[.!?](?=\S|\s[\da-z]))*[.!?]?\W*"
"""The rest of one sentence, for patterns that must not run into the next."""

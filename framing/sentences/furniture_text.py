"""Furniture in words: captions, credits, offers, notes by the editors. Data only.

Patterns are precise before they are complete: a sentence of the article must never be set aside.
"""

from __future__ import annotations

from framing.sentences.furniture_parts import AGENCY, PERSON, PICTURE, PLATFORM, REST, STAMP, Rule, Scope

_SELF = r"this\s+(?:story|article|post|piece|op-?ed|column)"
_INBOX = r"your\s+(?:e-?mail\s+)?inbox\b"
_POST = r"(?:newsletters?|inbox|e-?mails?|alerts?|updates?|briefings?|podcasts?|digest|tip\s+sheet|stories|coverage)"

TEXT_RULES: tuple[Rule, ...] = (
    Rule(
        "newsletter",
        Scope.SENTENCE,
        "offers of newsletters",
        (
            r"[^\w\"“‘']{0,4}(?:sign[\s-]up|subscribe)(?:\s+(?:here|now|today))?\s+(?:for|to)\s+(?:our\b|(?:\S+\s+){0,14}"
            rf"{_POST}\b)[^.!?]{{0,200}}[.!?»>→]*",
            r"[^\w\"“‘']{0,4}(?:sign[\s-]up|subscribe)\s+(?:here|now|today)\b[^.!?]{0,60}[.!»>→*]*",
            r"newsletter\s+sign[\s-]?up\b(?:\s+continue\s+reading\b.*|[^.!?]{0,160})",
            r"[\w ]{2,50}\bnewsletter\s+(?-i:Sign\s+up)\b.*",
            rf"(?:get|want|receive|have)\b[^.!?]{{0,140}}\b(?:delivered|sent|straight|right)\b[^.!?]{{0,24}}\b{_INBOX}.*",
            rf"(?:get|want|receive)\b[^.!?]{{0,140}}\bin\s+{_INBOX}(?:\s+(?:every|each|daily)\b[^.!?]{{0,40}})?[.!?].*",
            r"by\s+signing\s+up,?\s+you\s+(?:agree|consent)\b.*",
            r"thank\s+you\s+for\s+(?:signing\s+up|subscribing)\b[^.!?]{0,60}[.!]?",
            r"(?:please\s+enter\s+a\s+valid|invalid)\s+e-?mail\s+address\b.*",
            r"you\s+can\s+unsubscribe\s+(?:at\s+any\s+time|here)\b.*",
        ),
    ),
    Rule(
        "follow_us",
        Scope.SENTENCE,
        "how to reach the writer or the outlet",
        (
            rf"[^\w\"“‘']{{0,3}}(?i:(?:you\s+can\s+)?(?:follow|find|like|join|reach|connect\s+with)\s+(?:us|him|her|them|me|the\s+\w+|"
            rf"@\w+)|(?:Follow|Find|Reach|Join)\s+(?-i:{PERSON}))\b(?i:[^.!?]{{0,40}}(?:\bon\s+(?:\w+\s+and\s+)?{PLATFORM}\b|"
            r"\s@\w)[^!?]{0,80}[.!]?)",
            r"(?i:follow\s+@\w+\W*|(?:join|find|like)\s+us\s+on\s+\S+(?:\s+\S+){0,5})",
            rf"(?i:contact|e-?mail|write\s+to|reach)\s+(?:(?i:us|me|him|her|the\s+\w+)|{PERSON})\s+(?i:at|via)\s*:?\s*\S+@\S+.{{0,60}}",
            r"(?i:(?:send|submit)\s+(?:us\s+)?(?:a\s+)?(?:letters?|(?:news\s+)?tips?|comments?)\b[^.]{0,40}\bto\s*:?\s+\S+@\S+)",
            r"(?i:got\s+a\s+(?:news\s+)?tip\s*(?:\?|from|for)[^.!?]{0,160}(?:\S+@\S+)?)",
        ),
        fold=False,
    ),
    Rule(
        "click_here",
        Scope.SENTENCE,
        "what a reader is told to press",
        (
            r"[^\w\"“‘']{0,3}click\s+here(?:\s+(?:to|for)\b[^.!?]{0,160})?[.!»>]*",
            r"[^\w\"“‘']{0,3}click\s+(?:to\s+(?:get|read|watch|subscribe|listen|see)|for\s+more)\b[^.!?]{0,120}[.!»>]*",
            r"(?:get|download)\s+(?:our|the\s+(?:[\w-]+\s+){0,3}(?:news|today|times|post|mobile))\s+app\b[^.!?]{0,40}[.!]?",
            r"don['’]t\s+see\s+the\s+\w+\s+above\?",
            r"visit\s+[^!?]{2,60}\s+for\s+more\s+(?:stories|news|coverage)\.?",
        ),
    ),
    Rule(
        "copyright",
        Scope.START,
        "copyright and terms of the text",
        (
            r"copyright\s*(?:©|\(c\)|\d{4})",
            r"©|\(c\)\s*\d{4}",
            r"all\s+rights\s+reserved\b",
            r"this\s+material\s+may\s+not\s+be\s+(?:published|reproduced)",
            r"(?:\w+\s+)?transcripts?\s+(?:are|is)\s+(?:created|provided)\s+on\s+a\s+rush",
            r"this\s+is\s+a\s+rush\s+transcript",
        ),
    ),
    Rule(
        "copyright_sentence",
        Scope.SENTENCE,
        "a copyright line behind the last sentence",
        (
            r"(?:copyright\s*)?(?:©|\(c\))\s*\d{4}.{0,120}",
            r"copyright\s+\d{4}\s.{0,120}",
            r"all\s+rights\s+reserved\.?",
        ),
    ),
    Rule(
        "video_slot",
        Scope.HEAD,
        "the frame of a video, before the text that follows it",
        (r"JUST\s+WATCHED\b.{0,300}?MUST\s+WATCH(?=\s|$)",),
        fold=False,
    ),
    Rule(
        "video_line",
        Scope.START,
        "the frame of a video or a picture",
        (
            r"JUST\s+WATCHED\b(?!.{0,300}?MUST\s+WATCH\s)",
            r"CLOSE\s+(?![A-Z]{2,}\s+[A-Z]{2,})[A-Z]",
            r"(?i:replay\s+more\s+videos|enlarge\s+this\s+image|toggle\s+caption|hide\s+caption\b)",
            r"(?i:(?:next|prev)\s+image\s+\d+\s+of\s+\d+)",
            r"Photos?:\s.{0,1400}\bHide\s+[Cc]aption\b",
        ),
        fold=False,
    ),
    Rule(
        "gallery_count",
        Scope.LINE,
        "the number of a picture in a gallery",
        (r"(?:(?:(?:hide|show)\s+caption|image|photo|slide)\s+)?\d+\s+(?:of|/)\s+\d+",),
    ),
    Rule(
        "gallery_line",
        Scope.LINE,
        "a link to pictures or a video",
        (r"(?:photos?|videos?|gallery|slideshow|in\s+pictures)\s*:.{1,400}(?<![.!?”\"])",),
    ),
    Rule(
        "file_photo",
        Scope.SENTENCE,
        "the caption of a picture from the archive",
        (
            r"(?!.*\b(?:was|were|has|had|said|says|told)\b)"
            rf"(?:A\s+)?(?i:(?:file|handout|representational|representative|illustrative|stock)\s+{PICTURE})"
            r"(?:\s+(?:of|shows|showing|from|taken)\b|\s*[:;,.|/–—-]|\s*$).*",
            r"FILE\s*[–—-]{1,2}\s.*",
            rf"In\s+this\s+(?i:(?:{STAMP}|undated|file)[^.]{{0,40}}\b(?:{PICTURE}|frame|still|handout))\b.*",
        ),
        fold=False,
    ),
    Rule(
        "picture_credit",
        Scope.SENTENCE,
        "who made or owns a picture",
        (
            rf"{PICTURE}s?\s*(?:credits?|sources?|courtesy)?\s*(?::|/)\s*(?-i:[A-Z@“\"(])[^.!?]{{0,100}}\.?",
            rf"{PICTURE}s?\s*(?:(?:is|are)\s+)?(?:\bby\b|\bcourtesy\s+of\b)\s+(?-i:[A-Z@])[^.!?]{{1,60}}",
            r"credits?\s*:\s*[^.!?]{1,80}",
        ),
    ),
    Rule(
        "agency_credit",
        Scope.SENTENCE,
        "the agency or photographer of a picture",
        (
            rf"[|–—-]?\s*(?:(?:{PERSON}|[A-Z]\w+)\s*(?:/|\||,|\bvia\b|\bfor\b)\s*)*{AGENCY}"
            rf"(?:\s*(?:/|\||\bvia\b)\s*(?:{AGENCY}|{PERSON}|[A-Z][\w.]+))*",
        ),
        fold=False,
    ),
    Rule(
        "credit_in_parentheses",
        Scope.SENTENCE,
        "the credit of a picture in parentheses",
        (
            rf"(?:\((?:(?i:{PICTURE}s?)(?:[:/]|\s+(?i:by|for|from|via|courtesy|credit))[^()]{{0,100}}|(?i:{PICTURE})|"
            rf"(?:[^().!?]{{0,60}}(?:/|,\s|\bvia\s|\b(?i:photo)\s*))?{AGENCY}(?:\s*(?:/|,|via\b)\s*[^().!?]{{1,60}}|"
            r"\s+(?i:photo)[^()]{0,40})?)(?<![.!?])\)[\s.]*)+",
        ),
        fold=False,
    ),
    Rule(
        "caption_with_credit",
        Scope.LINE,
        "a caption whose credit follows in parentheses without a stop between",
        (
            rf"[^.!?\"“”]{{5,250}}\((?:(?i:{PICTURE}s?)\s*(?::|/|\bby\b|\bcredit\b)[^()]{{1,100}}|[A-Z][^()/.!?]{{2,50}}"
            rf"(?:/|\bvia\s){AGENCY}[^()]{{0,30}}|via\s[A-Z][^()]{{1,40}})\)",
        ),
        fold=False,
    ),
    Rule(
        "caption_head",
        Scope.HEAD,
        "a caption with its agency, run together with what follows it",
        (rf"[^|]{{10,200}}\s\|\s+{AGENCY}(?=\s+[A-Z“\"‘'])",),
        fold=False,
    ),
    Rule(
        "contributed",
        Scope.SENTENCE,
        "who else worked on the piece",
        (
            r"(?:[^!?\"“]){3,200}\s(?i:contributed(?:\s+(?:reporting|research))?\s+to\s+this\s+(?:report|story|article|post|"
            r"piece|column)(?:\s+from\s+[^.!?]{2,60})?\.?)",
            r"[A-Z][^.!?\"“]{3,120}\s(?i:contributed\s+reporting(?:\s+from\s+[^.!?]{2,60})?\.?)",
            r"(?i:contribut(?:ing|ors?)\s*:)\s*[^.!?]{2,120}\.?",
            r"[—–-]+\s*(?i:with\s+(?:assistance|reporting|files)\s+(?:from|by))\b.*",
        ),
        fold=False,
    ),
    Rule(
        "desk_credit",
        Scope.SENTENCE,
        "the desk's credits under an agency report",
        (
            r"\(?(?i:(?:additional\s+)?reporting\s+by)\s+[A-Z][^()]{2,300};\s+(?i:(?:writing|editing)\s+by)\s[^()]{2,200}\)?",
            r"\((?i:(?:additional\s+)?(?:reporting|writing|editing)\s+by)\s+[A-Z][^()]{2,200}\)",
            r"\((?i:(?:with\s+)?(?:inputs?\s+from|agencies)\b)[^()]{0,60}\)\.?",
        ),
        fold=False,
    ),
    Rule(
        "story_note",
        Scope.SENTENCE,
        "what was changed on the page, and where it stood before",
        (
            rf"[^\w\"“‘']{{0,3}}(?:{_SELF}|this\s+report)\s+(?:has\s+been|was|will\s+be)\s+(?:updated|corrected|amended|clarified)\b{REST}",
            rf"[^\w\"“‘']{{0,3}}{_SELF}\s+(?:was\s+)?(?:originally|first)\s+(?:published|appeared)\b{REST}",
            r"this\s+is\s+a\s+(?:developing|breaking(?:\s+news)?)\s+(?:story|report)\b[^.!?]{0,80}[.!]?(?:\s+(?:please\s+)?check\s+"
            r"back\b[^.!?]{0,40}[.!]?)?",
            r"(?:please\s+)?check\s+back\s+for\s+(?:more\s+|further\s+)?(?:updates|details|the\s+latest)\b[^.!?]{0,40}[.!]?",
            rf"[^\w\"“‘']{{0,3}}this\s+article\s+is\s+based\s+in\s+part\s+on\s+wire\b{REST}",
            rf"[^\w\"“‘']{{0,3}}(?:an?\s+)?(?:earlier|previous|original)\s+versions?\s+of\s+(?:{_SELF}|this\s+(?:report|headline))\b{REST}",
        ),
    ),
    Rule(
        "editors_note",
        Scope.START,
        "a note by the editors",
        (
            r"[*_(\[\s]*(?:corrections?(?:\s+(?:&|and)\s+(?:amplifications|clarifications))?|clarification|"
            r"(?:editor|author|publisher)['’]?s?['’]?\s+note|note\s+to\s+readers|disclosure|disclaimer)\s*[:—–-]",
            rf"[*_(\[\s]*updated?\s*:\s+(?:{_SELF}|this\s+(?:report|headline))\b",
        ),
    ),
    Rule(
        "opinions_note",
        Scope.START,
        "whose opinion the page says it is",
        (
            r"(?:the\s+)?(?:opinions|views)(?:\s+and\s+(?:opinions|views))?\s+expressed\b[^.]{0,120}\b(?:are\s+(?:solely\s+)?"
            r"(?:their|his|her|the|those)\b|do(?:es)?\s+not\s+(?:necessarily\s+)?"
            r"(?:reflect|represent)\s+(?:the\s+(?:views|opinions|position)|those\s+of|[^.]{0,60}\b(?:editorial|official)\b))",
            r"to\s+(?:read\s+more\s+editorials|respond\s+to\s+this\s+(?:editorial|column)|submit\s+a\s+letter)\b",
        ),
    ),
)

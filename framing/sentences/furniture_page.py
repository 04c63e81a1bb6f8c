"""Furniture that belongs to the page: dates, links, buttons, forms, menus, labels. Data only.

Patterns are precise before they are complete: a sentence of the article must never be set aside.
"""

from __future__ import annotations

from framing.sentences.furniture_parts import (
    AGENCY,
    DATED,
    DAY_DATE,
    ISO,
    MENU,
    MINUTES,
    PERSON,
    SECTION,
    SEP,
    SHARE,
    STAMPS,
    TIME,
    YEAR_DATE,
    Rule,
    Scope,
)

_MORE = (
    r"(?:(?:read|see|watch|also\s+read|learn)(?:\s+(?:more|also|next|now|this|too))|more(?:\s+on\s+this)?|watch|"
    r"more\s+(?:from|on|in|about)\s+[^.:!?]{2,40}|(?:related|recommended|popular|trending)(?:\s+(?:stories|story|"
    r"articles?|links?|content|coverage|topics?|posts?|news|reading|videos?))?|see\s+also|you\s+may\s+(?:also\s+)?like|"
    r"don['’]t\s+miss|most\s+(?:read|popular|viewed|shared)|up\s+next|further\s+reading|editors?['’]?s?\s+picks?|"
    r"top\s+stories|latest(?:\s+(?:news|stories|posts))?|in\s+other\s+news|also\s+on\s+\w[\w ]{1,29}|keep\s+reading)"
)
_TO_LINK = (
    r"(?:read\s+(?:more|also|next)|also\s+read|watch\s+(?:more|now|live|also)|see\s+also|"
    r"related(?:\s+(?:stories|story|articles?|links?|coverage|news|reading))?|recommended)"
)

PAGE_RULES: tuple[Rule, ...] = (
    Rule(
        "date_line",
        Scope.LINE,
        "a paragraph that is only a date or a time, with or without 'Published' or 'Updated'",
        (
            rf"[(\[|–—-]*\s*{STAMPS}{MINUTES}?\s*[)\]|:]*(?<!\d\.)",
            rf"[(\[|–—-]*\s*{DATED}{STAMPS}{MINUTES}?\s*[.)\]|:]*",
        ),
    ),
    Rule(
        "date_head",
        Scope.HEAD,
        "a date stamp before the first sentence of a paragraph",
        (
            rf"(?:(?i:{DATED}{STAMPS}|{DAY_DATE}(?:{SEP}{TIME})?|{YEAR_DATE}{SEP}{TIME}|{YEAR_DATE}(?=\s*[|•·–—]\s)|{ISO})"
            rf"(?i:{MINUTES})?(?:\s*[|•·:.–—-])?)(?=\s+[A-Z“\"‘'(\[])",
        ),
        fold=False,
    ),
    Rule(
        "dateline",
        Scope.LINE,
        "a dateline, a label or a speaker on a line of its own, in capitals",
        (
            r"[A-Z][A-Z.’' -]{2,30}(?:,\s+[A-Z][A-Za-z. ]{1,20})?\s*"
            r"(?:\([A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,2}\)\s*(?::|[-–—]{1,2})?|:|[-–—]{1,2})",
        ),
        fold=False,
    ),
    Rule("reading_time", Scope.LINE, "how long the page takes to read", (r"\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?",)),
    Rule("number", Scope.LINE, "bare numbers: share counts, identifiers", (r"[\d\s.,:;/%#()+-]{0,39}[\d)%+]",)),
    Rule(
        "byline",
        Scope.LINE,
        "who wrote the piece, on a line of its own without a stop",
        (
            rf"(?!.*[a-z]\.$)(?i:by|(?:written|reported|story|posted|published|analysis|words)\s+by|author)\s*:?\s+(?:{PERSON}|{AGENCY})"
            rf"(?:\s*(?:,|and|&|with)\s+{PERSON})*(?:\s*[,|/•·–—-]\s*[A-Z@\d][^.!?]{{0,60}})?"
            rf"(?:\s+(?i:{DATED}?{STAMPS}))?(?:,?\s+(?i:staff\s+writer|(?:staff\s+)?(?:correspondent|reporter)))?",
            r"(?i:by\s+(?:our\s+)?(?:staff|news|web|special)\s*(?:desk|reporters?|writers?|correspondent)?)",
            r"(?i:(?:special\s+(?:for|to)\s+(?:the\s+)?[\w ]{2,30}|opinion\s+(?:contributor|columnist)|"
            r"(?:staff|contributing)\s+writer|editorial\s+board|the\s+editorial\s+board))",
        ),
        fold=False,
    ),
    Rule(
        "bare_link",
        Scope.LINE,
        "only an address",
        (
            r"(?:(?:https?://|www\.|pic\.twitter\.com/)\S+\s*)+",
            r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*",
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        ),
    ),
    Rule("markup", Scope.LINE, "left-over page code", (r"(?:</?[a-z!][^<>]{0,300}>\s*)+", r"[a-z-]+=\"[^\"]*\"")),
    Rule(
        "placeholder",
        Scope.LINE,
        "a mark left by the publishing system",
        (r"\[(?:pullquote|break|/?caption|gallery|embed|video|more|ads?|advertisement|image|photo)\b[^\]]{0,80}\]",),
    ),
    Rule(
        "icons",
        Scope.LINE,
        "names of icons that were pictures on the page",
        (r"(?:(?:icon|fa|ico|share|social)-[\w-]+\s*)+",),
    ),
    Rule(
        "share_bar",
        Scope.LINE,
        "buttons for sharing",
        (
            rf"(?:share|e-?mail|print|save)\s+(?:this|on|via|with)(?:\s+[\w-]+){{0,3}}(?:[\s|,/]+{SHARE})*",
            r"(?:shares?|tweet|facebook|twitter|instagram|youtube|whatsapp|linkedin|pinterest|flipboard|reddit|messenger|"
            r"telegram|link\s+copied|copy\s+link|copy|comments?|print|e-?mail)",
            rf"{SHARE}(?:[\s|,/•·]+{SHARE})+",
            r"listen\s+to\s+(?:this\s+)?article\b[^.!?]{0,80}",
            r"\d+(?:\.\d+)?k?\s+shares?",
            r"(?:share|like)\s+this\s*:",
            r"like\s+loading\s*(?:\.{3}|…)?",
            r"click\s+to\s+(?:share|print|e-?mail)\b[^.!?]{0,60}(?:\(opens\s+in\s+(?:a\s+)?new\s+window\))?",
        ),
    ),
    Rule("share_story", Scope.START, "a link for sharing", (r"read\s+or\s+share\s+this\s+story\s*:",)),
    Rule(
        "reply_form",
        Scope.START,
        "the form for comments",
        (
            r"(?:leave|post|add|write)\s+(?:a|your)\s+(?:reply|comment)(?:$|\s*[:.]|\s+cancel)",
            r"your\s+e-?mail\s+address\s+will\s+not\s+be\s+published",
            r"required\s+fields\s+are\s+marked",
            r"save\s+my\s+name,\s+e-?mail",
            r"(?:please\s+)?(?:log|sign)\s+in\s+to\s+(?:(?:leave|post)\s+a\s+comment|comment|join\s+the\s+(?:conversation|discussion))",
            r"(?:all\s+)?comments\s+are\s+(?:read|reviewed|moderated)\b",
            r"notify\s+me\s+of\s+(?:new|follow-?up)\s+(?:comments|posts)\b",
        ),
    ),
    Rule(
        "comment_count",
        Scope.LINE,
        "how many comments there are, and the way to them",
        (
            r"(?:view|show|see)\s+(?:all\s+)?comments(?:\s*\(\d[\d,]*\))?",
            r"(?:(?:view|show|see)\s+)?(?:all\s+)?(?:\d[\d,]*\s+(?:comments?|repl(?:y|ies))|no\s+(?:comments|replies))(?:\s+yet)?",
            r"what\s+are\s+your\s+thoughts\?",
            r"comments?\s*(?:\(\d+\)|:\s*\d+|\s+are\s+closed\.?|\s+off)",
            r"be\s+the\s+first\s+to\s+comment\.?",
            r"join\s+the\s+(?:conversation|discussion)\.?",
        ),
    ),
    Rule(
        "advertisement",
        Scope.LINE,
        "where an advertisement stood",
        (
            r"(?:(?:advertisements?|ads?|sponsored(?:\s+content)?|paid\s+content|promoted)[\s:–-]*)+"
            r"(?:continue\s+reading\s+the\s+main\s+story|skip\s+(?:this\s+)?ad)?",
            r"(?:story|article)\s+continue[sd]\s+below(?:\s+(?:this\s+)?(?:ad|advertisement))?\.?",
            r"continue\s+reading(?:\s+below|\s+the\s+main\s+story)?",
            r"scroll\s+(?:down\s+)?to\s+continue(?:\s+reading)?",
        ),
    ),
    Rule("more_label", Scope.LINE, "the label above a list of links", (rf"{_MORE}\s*(?:\.{{3}}|[:…»>→])*",)),
    Rule(
        "more_link",
        Scope.LINE,
        "a link to another piece",
        (
            rf"(?i:{_TO_LINK})\s*[:|»>–—-]\s*\S.{{0,250}}",
            r"(?:READ|WATCH|RELATED|MORE|READ MORE)\s*[:|»>–—-]\s*\S.{0,250}",
            r"(?:More|Watch)\s*:\s*\S.{0,200}(?<![.!”\"])",
            r"(?i:read\s+(?:more|the\s+(?:full|entire|rest)|our\s+full)\b[^.!?]{0,120}(?:\b(?:here|below)\.?|[:»>→]+))",
        ),
        fold=False,
    ),
    Rule(
        "aside_link",
        Scope.LINE,
        "a link to another piece in parentheses",
        (
            r"[(\[]\s*(?:also\s+on\s+\w+|photos?|videos?|watch|read(?:\s+more)?|more|related|see\s+also)\s*:[^()]*[^().!]\s*[)\]]",
        ),
    ),
    Rule(
        "menu",
        Scope.LINE,
        "links of the page's menu",
        (rf"{MENU}(?:(?:\s*[|>›»/•·]\s*|\s+)(?:{MENU}|{SECTION}))*(?:\.{{3}}|…)?",),
    ),
    Rule("breadcrumbs", Scope.LINE, "the path to the page", (r"[^.!?|>›»]{1,40}(?:\s+[|>›»]\s+[^.!?|>›»]{1,40}){2,}",)),
    Rule("section", Scope.LINE, "the section of the site", (rf"{SECTION}(?:\s*[|/&,•·]\s*{SECTION})*\s*:?",)),
    Rule(
        "tags",
        Scope.START,
        "tags of the page",
        (r"(?:tags?|filed\s+under|categor(?:y|ies)|topics)\s*:\s*\S[^.!?]{0,200}$",),
    ),
    Rule(
        "label",
        Scope.LINE,
        "a section label that many outlets use",
        (
            r"(?:(?:(?:story|interview)\s+)?highlights|key\s+(?:points|takeaways|facts)|takeaways|at\s+a\s+glance)\s*:?",
            r"what(?:['’]s|\s+is|\s+has)?\s+(?:happening|happened|next|new|at\s+stake|to\s+know|we\s+know(?:\s+so\s+far)?|"
            r"(?:it|this)\s+means)",
            r"What(?-i:['’]s)\s+(?-i:Happening|Next|New)\?",
            r"(?-i:What\s+(?:Happened|Is\s+Next|It\s+Means|This\s+Means|We\s+Know)|Why\s+(?:Is\s+)?(?:It|This|That)"
            r"(?:['’]s|\s+Is)?\s+(?:Matters?|Important))\?",
            r"why\s+(?:it|this|that)(?:['’]s|\s+is)?\s+(?:matters?|important)\s*:?",
            r"(?:the\s+)?(?:big(?:ger)?\s+picture|bottom\s+line|backdrop|backstory|background|state\s+of\s+play)\s*:?",
            r"(?:by\s+the\s+numbers|go\s+deeper|what\s+they['’]re\s+saying|between\s+the\s+lines|be\s+smart|yes,\s+but|"
            r"driving\s+the\s+news|zoom\s+(?:in|out)|beyond\s+the\s+headlines?|why\s+there['’]s\s+debate)\s*:?",
            r"(?:in\s+this\s+(?:article|story)|table\s+of\s+contents|contents|summary|tl;?dr|our\s+original\s+post\s+continues|"
            r"original\s+(?:post|story))\s*:?",
        ),
    ),
    Rule(
        "label_head",
        Scope.HEAD,
        "the label of a summary that runs on in the same paragraph",
        (r"(?i:story\s+highlights)(?=\s+[A-Z\"“])",),
        fold=False,
    ),
)

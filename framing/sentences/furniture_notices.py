"""Furniture that stands in place of an article: consent, offers of accounts, checks of the browser, errors. Data only.

Patterns are precise before they are complete: a sentence of the article must never be set aside.
"""

from __future__ import annotations

from framing.sentences.furniture_parts import REST, Rule, Scope

_PARTNERS = (
    r"(?:our\s+(?:\d[\d,]*\s+)?(?:trusted\s+|advertising\s+)?(?:partners|vendors|third\s+parties)|"
    r"(?:\d[\d,]*\s+)?partners)"
)
_PROCESSING = r"(?:cookies|personal\s+(?:data|information)|device|identifiers|geolocation|processing|consent)"
_SORRY = r"(?:oops\W{1,3}|(?:we['’]re\s+)?sorry\W{1,3}(?:but\s+)?)?"
_PIECE = r"(?:reading|this\s+(?:article|story|content|page)|the\s+(?:full\s+)?(?:article|story))"
_NEED = r"(?:subscribe|register|(?:log|sign)\s+(?:in|up)|create\s+(?:an?|your)\s+(?:free\s+)?account)"

NOTICES: tuple[Rule, ...] = (
    Rule(
        "cookies",
        Scope.SENTENCE,
        "the page asking for consent",
        (
            r"(?:we(?:\s+and\s+our\s+partners)?|(?:this|our)\s+(?:web)?site)\s+uses?\s+cookies\b(?:[^.!?]{0,60}\b(?:to|on|for)\s+"
            rf"(?:our|this|you|ensure|improve|give|provide|personali[sz]e|offer|enhance|understand|analy[sz]e)\b{REST}|[.!]?)",
            r"by\s+(?:continuing|using|browsing|clicking)\b[^.]{0,80}\byou\s+(?:agree|consent|accept)\b.*",
            r"(?:accept|reject|refuse|decline|allow|manage)\s+(?:all|(?:all\s+|your\s+)?(?:(?:optional|non-?essential|necessary|"
            r"essential|my)\s+)?(?:cookies|consent|preferences|privacy\s+settings)|all\s+and\s+(?:close|continue))[.!]?",
            r"cookie\s+(?:preferences|settings)",
            r"this\s+site\s+is\s+protected\s+by\s+recaptcha\b.*",
            r"(?:we|your\s+privacy\s+is)\s+(?:value|care\s+about|respect|important\s+to\s+us)(?:\s+your\s+privacy)?[.!]?",
            rf"(?:[^.!?]{{0,40}}\b)?we\s+and\s+{_PARTNERS}\s[^.!?]{{0,120}}\b{_PROCESSING}\b{REST}",
            rf"(?:you\s+may|you\s+can|click(?:ing)?)\b[^.!?]{{0,60}}\bconsent\s+to\s+our\b{REST}",
            rf"(?:please\s+)?note\s+that\s+some\s+processing\s+of\s+your\s+personal\s+data\b{REST}",
            rf"you\s+can\s+(?:change|withdraw|manage)\s+your\s+(?:preferences|consent|choices|cookie\s+settings)\b{REST}",
        ),
    ),
    Rule(
        "paywall",
        Scope.SENTENCE,
        "the page asking for money or an account",
        (
            r"already\s+a\s+(?:subscriber|member)\?(?:\s+(?:log|sign)\s+in\W*)?",
            r"already\s+have\s+an\s+account\?(?:\s+(?:log|sign)\s+in\W*)?",
            r"you\s+have\s+(?:reached|used)\s+(?:your|all)\b[^.]{0,40}\bfree\s+articles?\b.*",
            rf"to\s+(?:continue|keep)\s+{_PIECE},?\s+(?:please\s+)?(?:subscribe|register|sign|log)\b.*",
            rf"(?:please\s+)?{_NEED}(?:\s+or\s+{_NEED})?\s+(?:now\s+)?to\s+(?:continue|keep|read|unlock|access|view)(?:\s+{_PIECE})?[.!]?",
            r"create\s+(?:a|your)\s+free\s+account\b[^.!?]{0,60}[.!]?",
            r"this\s+(?:article|content|story)\s+is\s+(?:for|(?:available\s+)?(?:only|exclusively)\s+(?:for|to))\s+(?:\w+\s+)?"
            r"(?:subscribers|members)\b.*",
            r"(?:get|enjoy)\s+(?:unlimited|full|all-?access|digital)\s+(?:digital\s+)?access\b[^.!?]{0,40}[$£€]\s?\d.*",
            r"cancel\s+(?:at\s+)?any\s?time[.!]?",
        ),
    ),
    Rule(
        "browser_check",
        Scope.SENTENCE,
        "the page asking for another browser, or for a person",
        (
            r"(?:please\s+)?(?:enable|turn\s+on|allow)\s+(?:java\s?script|cookies)\b[^.!?]{0,80}[.!]?",
            r"(?:(?:this|our)\s+(?:web)?(?:site|page|app)|you\s+need\s+to)\b[^.!?]{0,40}\b(?:requires?|enable|works\s+best\s+with)\s+"
            r"java\s?script\b[^.!?]{0,80}[.!]?",
            r"java\s?script\s+(?:is|must\s+be|seems\s+to\s+be)\s+(?:disabled|enabled|required|turned)\b[^.!?]{0,80}[.!]?",
            r"checking\s+(?:if\s+the\s+site\s+connection\s+is\s+secure|your\s+browser\s+before)\b[^.!?]{0,60}[.!…]*",
            r"(?:please\s+)?(?:verify|confirm)\s+(?:that\s+)?you\s+are\s+(?:a\s+)?(?:human|not\s+a\s+(?:robot|bot))\b[^.!?]{0,80}[.!]?",
            r"your\s+browser\s+(?:will\s+redirect|is\s+(?:out\s+of\s+date|outdated|not\s+supported))\b.*",
            r"(?:we\s+(?:have\s+|['’]ve\s+)?detected|it\s+looks\s+like)\b[^.!?]{0,60}\b(?:ad\s?block(?:er|ing)|unusual\s+traffic)\b.*",
            r"(?:this\s+process\s+is\s+automatic|please\s+wait\s+while\s+we\s+(?:verify|check)\b[^.!?]{0,40})[.!…]*",
        ),
    ),
    Rule(
        "page_error",
        Scope.SENTENCE,
        "the page saying that it is not there",
        (
            r"(?:error\s*:?\s*)?(?:40[0134]|410|429|50[0234])\s*(?:[-–—:|]\s*)?(?:error|(?:page\s+)?not\s+found|forbidden|unauthori[sz]ed|"
            r"gone|bad\s+(?:request|gateway)|service\s+unavailable|too\s+many\s+requests|internal\s+server\s+error)?[.!]?",
            r"(?:http\s+)?error\s+(?:code\s*)?:?\s*(?:40[0134]|410|429|50[0234])[.!]?",
            r"(?:oops\W{1,3}|sorry\W{1,3})?(?:page|article|story|content)\s+(?:not\s+found|unavailable|no\s+longer\s+available)[.!]?",
            rf"{_SORRY}(?:the|this)\s+(?:page|article|story|content|link|url)\s+(?:that\s+)?you(?:['’]re|\s+are|\s+were|\s+have)?\s+"
            rf"(?:looking\s+for|requested|trying\s+to\s+reach|followed)\s+{REST}",
            rf"{_SORRY}(?:the|this)\s+(?:page|article|story|content|link|url)\s+(?:(?:does\s+not|doesn['’]t|no\s+longer)\s+exists?|"
            r"(?:is\s+(?:no\s+longer|not|currently\s+not)\s+available|(?:can\s?not|could\s+not|can['’]t|couldn['’]t)\s+be\s+found))[.!]?",
            r"(?:return|go\s+back)\s+to\s+(?:the\s+|our\s+)?home\s?page\b[^.!?]{0,60}[.!]?",
            r"(?:access\s+denied(?=$)|you\s+do(?:n['’]t|\s+not)\s+have\s+permission\s+to\s+access\b[^!?]{0,120})[.!]?",
        ),
    ),
)

"""Texts that break careless code: odd characters, odd lengths, unbalanced marks. All written for these tests."""

from __future__ import annotations

LONG = " ".join(f"the council of town {i} said it may vote" for i in range(560))
"""More than 5,000 words without a full stop."""

SENTENCES = (
    "",
    " ",
    "a",
    "7",
    "\N{PARTY POPPER}\N{THUMBS UP SIGN}\N{FAMILY}",
    "\N{PARTY POPPER} The mayor said the \N{FERRY} may sail on Monday.",
    "\x00",
    "The mayor\x00 said so.",
    "\ud800 and \udfff alone",
    "\N{OLD PERSIAN SIGN A}\N{OLD PERSIAN SIGN I} \N{RUNIC LETTER FEHU FEOH FE F}",
    "Cafe\N{COMBINING ACUTE ACCENT} owners said “it’s over”",
    "so\N{SOFT HYPHEN}called\N{ZERO WIDTH JOINER} experts",
    "\N{RIGHT-TO-LEFT OVERRIDE}desrever\N{POP DIRECTIONAL FORMATTING} he said",
    "市長は月曜日に橋を閉鎖すると述べた。",
    "İstanbul’un belediye başkanı ISSIZ dedi",
    "“““ ””” \"\"\" ''' ««» ‚‘",
    "?!?!?! ... --- ***",
    "x" * 3000,
    "A 5\" pipe, the '90s, and the workers' rights, he said.",
)

ARTICLES = (
    *(
        f"Council to vote on the old bridge\n\n{text}\n\nOfficials said the bridge may close. “It is late,” she said."
        for text in SENTENCES
    ),
    "Bridge may close, officials say\r\n\r\nThe town “will not pay\r\n\r\n“and never has,” Mayor Ada Quist said."
    "\r\n\r\nPost a comment",
    "“One quotation that is never closed, said Ada Quist, the mayor of a town by the sea with many bridges",
    "He said “she said ‘they said it may rain’ on Monday” to a reporter of the Harbour Ledger, citing two officials.",
    "It is said to be late. Reportedly, it is. It allegedly rained, sources claimed, the Harbour Ledger reported.",
    LONG,
)

"""Word lists that name what the model has found: verbs of attribution, kinds of sources. Data, with its reasons."""

from __future__ import annotations

import re

from framing.records import Sourcing


def words(text: str) -> frozenset[str]:
    """The white-space separated words of a list."""
    return frozenset(text.split())


def _verbs(text: str) -> re.Pattern[str]:
    """A pattern of whole words; `~` stands for the regular endings of a verb."""
    stems = (stem.replace("~", "(?:s|es|d|ed|ing)?").replace("_", " ") for stem in text.split())
    return re.compile(rf"\b(?:{'|'.join(stems)})\b", re.IGNORECASE)


DISTANCING = _verbs(
    "claim~ alleg(?:e|es|ed|ing|edly) purport~ purportedly contend~ assert~ insist~ supposedly so-called"
)
"""The outlet keeps its distance from the content (Recasens et al. 2013, assertives and distancing verbs)."""

ENDORSING = _verbs(
    r"""
    reveal~ show~ shown underscor(?:e|es|ed|ing) reinforc(?:e|es|ed|ing) acknowledg(?:e|es|ed|ing) admit(?:s|ted|ting)?
    confirm~ demonstrat(?:e|es|ed|ing) prov(?:e|es|ed|en|ing) expos(?:e|es|ed|ing) point~_out rightly_\w+
    conced(?:e|es|ed|ing) illustrat(?:e|es|ed|ing) highlight~
    """
)
"""The outlet presupposes that the content is so (factive verbs, Kiparsky & Kiparsky 1970; Recasens et al. 2013)."""

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


PRONOUNS = words(
    "he she him her his hers who whom i we they their them it its which that this these those you me us one"
)
"""Whom they mean is left open."""

SPEAKERS = words("spokesman spokeswoman spokesperson spokespeople spokesmen representative")
"""Those who speak for an institution: it speaks, unless they are named."""

HIDDEN = words(
    """
    source insider whistleblower whistle-blower leaker informant person people individual someone somebody man woman
    official aide adviser advisor diplomat lawmaker legislator executive employee staffer staff investigator operative
    officer strategist authorities prosecutor bureaucrat negotiator commander
    """
)
"""Human speakers who cannot be identified unless they are named. "sources" of a river never make statements."""

GROUPS = words(
    """
    analyst critic expert observer supporter opponent activist advocate economist scholar academic researcher
    scientist historian commentator pundit resident voter protester demonstrator witness proponent skeptic sceptic
    conservative liberal progressive democrat republican american european briton israeli palestinian pakistani indian
    iranian iraqi russian ukrainian german mexican canadian australian african
    """
)
BODIES = words(
    """
    public family some many others several most all both few everyone everybody nobody none no-one rest anyone anybody
    crowd audience base electorate those half third quarter majority minority percent nation youth population left right
    establishment
    """
)
GROUPS |= BODIES
"""Loose groups that speak as one: several of the first, and what means several by itself."""

PEOPLE = words(
    """
    president minister governor senator mayor secretary chair chief head lawyer attorney doctor nurse judge justice
    candidate nominee chancellor king queen prince pope mother father wife husband sister brother son daughter friend
    neighbour neighbor ceo boss colonel general captain host coach student professor guard parent pilot veteran clerk
    victim suspect defendant plaintiff patient assistant deputy ex-wife widow child mp actress star boy girl model
    surgeon neurosurgeon rival counsel native mogul billionaire tycoon hopeful front-runner frontrunner incumbent
    rapper actor comedian celebrity icon teenager man woman figure blogger
    """
)
THINGS = words("labor labour weather matter border power counter factor error sector tower behavior behaviour humor")
PEOPLE_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|men|women|ee|eer|crat|ant)$")
"""Roles of human beings: a definite one is a person, an indefinite one cannot be identified, several are a group."""

DOCUMENTS = words(
    """
    report study survey poll figure figures data statistics statistic document record filing lawsuit complaint
    indictment letter memo e-mail email statement transcript affidavit bill law order resolution book article analysis
    audit census number result tweet post message release ruling opinion video footage recording account accounts file
    tally average estimate index review research paperwork contract agreement assessment forecast note testimony chart
    dossier commentary map summary rule guideline website page memoir quiz e-mails emails blog-post paper-trail
    projection count search passage schedule legislation polling provision amendment calculation ranking reporting
    disclosure clause deal manuscript diary declaration communique communiqué treaty petition subpoena warrant brief
    advertisement ad
    """
)
"""A text or a set of figures as the origin."""

OUTLETS = words(
    """
    newspaper daily weekly broadcaster outlet media press magazine tabloid paper channel newswire blog publication
    network
    """
)
MASTHEADS = words(
    """
    Tribune Times Post Journal Courier Herald Gazette Guardian Telegraph Globe Chronicle News Daily Register Sentinel
    Mirror Observer Examiner Economist Mail Sun Standard Star Dispatch Inquirer Bulletin Magazine Press Beast Today
    Ledger Independent Atlantic Intercept Hill
    """
)
"""The usual last words of a newspaper's name."""
AGENCIES = words(
    """
    Reuters AP AFP CNN BBC NBC CBS ABC MSNBC NPR PBS Bloomberg Politico POLITICO Axios Breitbart HuffPost BuzzFeed Vox
    Slate Xinhua TASS Dawn Haaretz CNBC TMZ ProPublica Al-Jazeera
    """
)
MEDIA_NAMES = ("Al Jazeera", "Associated Press", "USA TODAY", "Fox News", "Der Spiegel", "Le Monde")
"""Other outlets by their own names, and by the nouns that stand for them."""
PROGRAMMES = frozenset(
    """
    Meet the Press|Face the Nation|State of the Union|This Week|Fox & Friends|Fox and Friends|Morning Joe
    Fox News Sunday|Fox Business|Good Morning America|60 Minutes|The View|Hannity|Morning Edition|New Day
    All Things Considered|The Situation Room|Newsnight|Panorama|Nightline|Today|The Late Show|The Daily Show
    The Rachel Maddow Show|The Five|Special Report|Face The Nation|Meet The Press|GMA|CBS This Morning|Today Show
    Breitbart News|Breitbart News Daily|Western Journalism|Morning Consult|RealClearPolitics|Express Tribune
    The Express Tribune|Dawn News|Geo News|Al Arabiya|Times of Israel|Jerusalem Post|Axios|Newsmax|OAN|Fox|MSNBC
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""Programmes and outlets that people speak to or on."""

INSTITUTIONS = words(
    """
    ministry department agency commission committee court company corporation corp inc bank union party council
    association university institute institution centre center government administration congress senate house
    parliament embassy office police army navy military campaign group foundation board bureau fund organisation
    organization team league federation coalition alliance movement church school college hospital firm airline panel
    legislature secretariat cabinet regime junta division authority service services society club chamber assembly
    force forces command tank nonprofit charity state city county industry regulator watchdog mission delegation
    treasury exchange railways laboratory pac leadership manufacturer maker operator
    """
)
"""An institution that speaks as itself."""
MEMBERS = words("Workers Teachers Veterans Farmers Physicians Nurses Lawyers Doctors Scouts Reporters Writers Pilots")
"""Members by whose capitalised names a body goes ("United Auto Workers")."""
STATES = frozenset(
    """
    NATO|UN|U.N|EU|E.U|IMF|FBI|CIA|GOP|US|U.S|UK|U.K|United Nations|United States|United Kingdom|European Union|Britain
    White House|Pentagon|Kremlin|Downing Street|Wall Street|Capitol Hill|Supreme Court|Hamas|Hezbollah|Taliban|Google
    Washington|Islamabad|Beijing|Moscow|Tehran|London|Paris|Berlin|Brussels|Kyiv|Kiev|Ankara|Riyadh|New Delhi|Delhi
    Pakistan|India|China|Israel|Iran|Russia|Ukraine|Germany|France|Turkey|Japan|Canada|Mexico|Brazil|Egypt|Iraq|Syria
    Saudi Arabia|Qatar|North Korea|South Korea|Afghanistan|Italy|Spain|Poland|Australia|Facebook|Twitter|Apple|Amazon
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""States, the capitals that stand for them, and institutions whose names do not tell what they are."""

PHRASES = {
    "press release": Sourcing.DOCUMENT,
    "white paper": Sourcing.DOCUMENT,
    "research paper": Sourcing.DOCUMENT,
    "working paper": Sourcing.DOCUMENT,
    "briefing paper": Sourcing.DOCUMENT,
    "news agency": Sourcing.MEDIA,
    "news agencies": Sourcing.MEDIA,
    "news site": Sourcing.MEDIA,
    "news website": Sourcing.MEDIA,
    "news organisation": Sourcing.MEDIA,
    "news organization": Sourcing.MEDIA,
    "news report": Sourcing.MEDIA,
    "news reports": Sourcing.MEDIA,
    "media report": Sourcing.MEDIA,
    "media reports": Sourcing.MEDIA,
    "press reports": Sourcing.MEDIA,
    "press office": Sourcing.ORGANISATION,
    "news conference": Sourcing.DOCUMENT,
    "both sides": Sourcing.COLLECTIVE,
    "establishment figures": Sourcing.COLLECTIVE,
    "party figures": Sourcing.COLLECTIVE,
    "leading figures": Sourcing.COLLECTIVE,
    "senior figures": Sourcing.COLLECTIVE,
    "public figures": Sourcing.COLLECTIVE,
    "growing numbers": Sourcing.COLLECTIVE,
    "large numbers": Sourcing.COLLECTIVE,
    "no one": Sourcing.COLLECTIVE,
}
"""Last words that mean something else together."""

HONORIFICS = words("mr mrs ms miss dr")
TITLES = HONORIFICS | words(
    """
    prof professor sen rep gov gen lt col capt sgt rev hon st sir dame lord lady president minister secretary senator
    governor chancellor king queen prince princess speaker attorney judge justice mayor chairman chairwoman chair
    director ambassador commissioner representative congressman congresswoman pope sheikh imam rabbi reverend bishop
    archbishop cardinal activist doctor officer detective sheriff chief ceo leader candidate nominee whip republican
    democrat democratic libertarian independent former retired ex-president lawmaker analyst economist spokesman
    spokeswoman spokesperson correspondent reporter columnist author general
    """
)
"""What stands before a person's name and is not part of it."""

DEFINITE = words("the this that these those his her its their my our your")
INDEFINITE = words(
    "a an one two three four five six seven eight nine ten another other some several many dozens few any"
)
WHICH_ONE = words("first second third recent new latest same own separate joint further previous")
"""What may stand before a noun: determiners, and words that say only which one is meant."""

PHRASE_ENDS = words(
    """
    of in at from with for on to by as who whom whose that which like such under inside within near across about
    against over after before during among between behind including close familiar briefed aware speaking involved
    there I we he she they representing working living ranging led cited quoted interviewed published obtained seen
    reviewed named called titled privy selected surveyed released getting showing
    """
)
"""The first word after a noun phrase: prepositions, relatives, participles."""

SHARE = re.compile(
    r"(?:(?:just|only|nearly|about|almost|roughly|some|over|under|more than|less than|fewer than|at least|around"
    r"|shy of)\s+)*"
    r"(?:\d[\d.,]*\s*(?:percent\b|per cent\b|%)"
    r"|(?:one|two|three|four|six|seven|eight|nine|\d+)\s+(?:in|out of)\s+(?:\w+)"
    r"|(?:an?\s+)?(?:half|third|quarter|two-thirds|three-quarters|majority|plurality)\b)",
    re.IGNORECASE,
)
"""A share of people: those who answered a poll, for example."""

PARTICLES = words("bin van von der den de del di da la le al el ibn and")
"""Words without a capital inside a name, or between two."""

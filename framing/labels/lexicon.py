"""Word lists that name what the model has found: the kinds of sources. Data, with its reasons."""

from __future__ import annotations

import re

from framing.records import Sourcing


def words(text: str) -> frozenset[str]:
    """The white-space separated words of a list."""
    return frozenset(text.split())


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
    officer strategist authorities prosecutor bureaucrat negotiator commander eyewitness
    """
)
"""Human speakers who cannot be identified unless they are named. "sources" of a river never make statements."""
HOLDERS = words("lawmaker legislator executive prosecutor commander officer")
"""Those of them whose office tells who is meant where one is definite ("the chief executive")."""

GROUPS = words(
    """
    analyst critic expert observer supporter opponent activist advocate economist scholar academic researcher
    scientist historian commentator pundit resident voter protester demonstrator witness proponent skeptic sceptic
    conservative liberal progressive democrat republican american european briton israeli palestinian pakistani indian
    iranian iraqi russian ukrainian german mexican canadian australian african ally adversary foe backer fan follower
    loyalist insurgent rebel militant refugee migrant immigrant investor trader shareholder consumer customer taxpayer
    citizen villager pollster respondent participant attendee delegate elector superdelegate donor volunteer organizer
    organiser campaigner lobbyist environmentalist feminist christian muslim jew hindu catholic evangelical sunni
    shiite kurd arab latino hispanic millennial worker employer landlord tenant commuter homeowner retiree survivor
    relative forecaster strategist commenter netizen onlooker passer-by separatist settler locals blacks whites
    seniors chinese
    """
)
BODIES = words(
    """
    public family some many others several most all both few everyone everybody nobody none no-one rest anyone anybody
    crowd audience base electorate those half third quarter majority minority percent nation youth population left right
    side wing establishment opposition jury
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
    rapper actor comedian celebrity icon teenager man woman figure blogger teacher farmer reporter journalist
    columnist editor author reader viewer listener caller soldier player firefighter engineer scientist physician
    therapist paramedic detective sergeant lieutenant admiral bishop priest imam rabbi monk nun congressman
    congresswoman councilman councilwoman alderman sheriff comptroller auditor ambassador envoy consul commissioner
    superintendent principal provost rector investor founder co-founder owner landlord manager director chairman
    chairwoman speaker whip premier taoiseach emir sultan crown-prince dictator moderator anchor anchorwoman anchorman
    correspondent photographer director producer singer musician novelist playwright poet comic artist quarterback
    pitcher striker goalkeeper referee boxer sprinter grandmother grandfather aunt uncle cousin nephew niece grandson
    lady gentleman granddaughter stepfather stepmother fiance fiancee girlfriend boyfriend roommate colleague bystander
    gunman shooter attacker assailant fugitive inmate detainee hostage survivor
    """
)
THINGS = words(
    """
    labor labour weather matter border power counter factor error sector tower behavior behaviour humor order number
    river winter summer answer disaster hunger danger chapter shelter letter center centre computer theater theatre
    monster corner
    """
)
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
    advertisement ad return finding photo photograph image picture tape cable log ledger invoice receipt minutes
    notebook pleading motion exhibit deposition textbook guidebook encyclopedia site webpage newsletter pamphlet
    leaflet flyer flier billboard sign banner poster placard headline caption editorial op-ed column essay documentary
    film movie speech manifesto plan proposal blueprint roadmap budget policy constitution charter code regulation
    directive ordinance act proclamation decree edict verdict judgment judgement injunction dissent dataset database
    spreadsheet model simulation experiment scan autopsy evidence documentation factsheet fact-sheet tracker barometer
    indicator scorecard rating text voicemail thread plaque inscription profile biography bio obituary résumé resume
    archive memorandum memoranda circular notice bulletin advisory platform questionnaire graphic excerpt screenshot
    annex appendix preface foreword epilogue chapter verse scripture bible koran quran commercial trailer clip script
    draft version edition copy printout statute preamble by-law bylaw script correspondence spot certificate license
    licence permit lease deed patent story footnote investigation probe
    """
)
"""A text or a set of figures as the origin."""

INSTITUTIONS = words(
    """
    ministry department agency commission committee court company corporation corp inc bank union party council
    association university institute institution centre center government administration congress senate house
    parliament embassy office police army navy military campaign group foundation board bureau fund organisation
    organization team league federation coalition alliance movement church school college hospital firm airline panel
    legislature secretariat cabinet regime junta division authority service services society club chamber assembly
    force forces command tank nonprofit charity state city county industry regulator watchdog mission delegation camp
    treasury exchange railways laboratory pac leadership manufacturer maker operator consulate tribunal inquiry caucus
    consortium cooperative syndicate subsidiary startup start-up retailer supplier carrier lender  automaker
    carmaker drugmaker chipmaker shipyard refinery museum library restaurant store chain studio squad militia faction
    guild lobby taskforce think-tank thinktank clinic archdiocese diocese synod mosque synagogue parish insurer
    brokerage conglomerate  utility non-profit ngo observatory academy orchestra trust constabulary
    coastguard politburo duma knesset bundestag kremlin vatican prosecution
    """
)
"""An institution that speaks as itself."""
MEMBERS = words("Workers Teachers Veterans Farmers Physicians Nurses Lawyers Doctors Scouts Reporters Writers Pilots")
"""Members by whose capitalised names a body goes ("United Auto Workers")."""
FIRMS = words(
    """
    Ltd Limited Plc PLC LLC LLP GmbH AG Inc Corp Co Unit Foods Water Rail Energy Airways Airlines Motors Holdings
    Estates Systems Technologies Industries Pharmaceuticals Electric Gas Telecom Entertainment Studios Securities
    Insurance Logistics Healthcare Brewery Breweries Enterprises Solutions Therapeutics Semiconductor Petroleum
    """
)
"""Last words of the names of companies and units ("Thames Water")."""
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
    "wire service": Sourcing.MEDIA,
    "wire services": Sourcing.MEDIA,
    "news service": Sourcing.MEDIA,
    "news conference": Sourcing.DOCUMENT,
    "both sides": Sourcing.COLLECTIVE,
    "law enforcement": Sourcing.ORGANISATION,
    "coast guard": Sourcing.ORGANISATION,
    "national guard": Sourcing.ORGANISATION,
    "revolutionary guard": Sourcing.ORGANISATION,
    "revolutionary guards": Sourcing.ORGANISATION,
    "most people": Sourcing.COLLECTIVE,
    "young people": Sourcing.COLLECTIVE,
    "older people": Sourcing.COLLECTIVE,
    "other people": Sourcing.COLLECTIVE,
    "ordinary people": Sourcing.COLLECTIVE,
    "working people": Sourcing.COLLECTIVE,
    "american people": Sourcing.COLLECTIVE,
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
    president-elect vice-president spokeswoman spokesperson correspondent reporter columnist author general pres sec
    secy supt leader ayatollah mullah maulana chairperson founder co-founder director-general secretary-general
    cochairman co-chairman treasurer comptroller solicitor admiral adm brig brigadier commander lieutenant maj cmdr
    corporal cpl pvt sergeant marshal premier taoiseach emir sultan emperor tsar duchess countess baroness coach
    manager anchor host pundit actor actress singer rapper comedian lawyer billionaire businessman entrepreneur
    developer sens reps govs gens drs profs messrs contender rival challenger incumbent frontrunner envoy adviser
    advisor strategist aide undersecretary cllr councillor councilor councilman councilwoman alderman delegate
    assemblyman strongman dictator
    """
)
"""What stands before a person's name and is not part of it."""

OFFICES = words(
    """
    former ex- deputy vice acting prime foreign defence defense finance health interior home education energy trade
    justice information labour labor agriculture transport environment economy culture water railways
    """
)
"""What tells one holder of a role from another."""

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
    reviewed around throughout named called titled privy selected surveyed released getting showing
    """
)
"""The first word after a noun phrase: prepositions, relatives, participles."""

SHARE = re.compile(
    r"(?:(?:just|only|nearly|about|almost|roughly|some|over|under|more than|less than|fewer than|at least|around"
    r"|shy of)\s+)*"
    r"(?:\d[\d.,]*\s*(?:percent\b|per cent\b|%)"
    r"|(?:one|two|three|four|six|seven|eight|nine|\d+)\s+(?:in|out of)\s+(?:\w+)"
    r"|(?:an?\s+)?(?:half(?!\s+(?-i:[A-Z]))|(?:third|quarter)(?=\s+of\b|$)|two-thirds|three-quarters"
    r"|(?:majority|plurality)(?=\s+(?:of|in|who|among)\b|\s+\w+s\b|\W*$))\b)",
    re.IGNORECASE,
)
"""A share of people: those who answered a poll, for example."""

PARTICLES = words("bin van von der den de del di da la le al el ibn and &")
"""Words without a capital inside a name, or between two."""

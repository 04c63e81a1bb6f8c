"""Word lists for finding sentence ends: abbreviations, words that open sentences, verbs of speech. Data only."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAME_FOLLOWS = _words("""
    mr mrs ms mx messrs mmes dr drs prof profs rev msgr hon pres gov govs lt sen sens rep reps gen col cmdr capt
    sgt maj adm brig cpl pvt spc pfc supt insp det dep sec treas asst atty amb ste mt ft pt comdr cllr
""")
"""Capitalised, these are followed by a name or the rest of a rank: their stop never ends a sentence."""

NEVER_LAST = _words("vs v e.g i.e eg ie cf viz approx ca incl esp resp i.a")
"""In any case these introduce something: their stop never ends a sentence."""

NUMBER_FOLLOWS = _words("no nos p pp vol vols ch fig figs art arts sec secs eq app par para pt cl nr sect")
"""Their stop ends no sentence where a number follows; otherwise they are ordinary words ("He said no.")."""

OFTEN_LAST = _words("""
    jr sr inc corp co cos ltd llc plc bros assn assoc dept univ intl natl govt ret esq fr del ph.d m.d b.a m.a etc al
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun
    ala ariz ark calif colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn
    tex vt va wash wis wyo ont que alta
    st ave blvd rd hwy bldg apt min mins hr hrs sq km kg lb lbs oz mi ext tel ed eds est misc cal u.s.a
""")
"""These may end a sentence: only where a word that opens sentences follows."""

LOWER_TOO = _words("etc al ret min mins hr hrs sq km kg lb lbs oz ext tel ph.d inc corp co ltd jr sr")
"""Members of `OFTEN_LAST` that are abbreviations in lower case too ("sun." and "ill." are words)."""

CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
AFTER_CLOCK = _words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet eastern central mountain pacific local
""")
"""What may follow a time of day inside a sentence."""

OPENERS = _words("""
    the an this that these those he she it we you they his her its our their my your there here who what when
    where why how which if in on at as by for from with without but and or so yet nor because although though while
    since after before during under until unless despite however meanwhile then now also still even only just not no
    yes some many most all both each every another other others one two three four mr mrs ms according asked last nearly
    about more several today yesterday tomorrow such instead perhaps earlier later among between like unlike through
    once nobody everyone nothing neither either it's that's they're we're he's she's there's i'm i've i'd i'll don't
    let's let can could would should do does did is are was were will have has had officials critics supporters
""")
"""Lower-cased words that open a sentence far oftener than they continue a name."""

SPEECH = (
    "said|says|asked|asks|wrote|writes|added|adds|shouted|replied|answered|told|recalled|tweeted|demanded|wondered|"
    "cried|exclaimed|yelled|joked|quipped|continued|responded|declared|insisted|concluded|screamed|called|inquired|remarked"
)

EXCLAIMED_NAMES = frozenset({"Yahoo!", "Yum!", "Jeopardy!", "Chegg!", "Oklahoma!", "Panic!"})
"""Names that end in an exclamation mark."""

"""The names of news media: the nouns that stand for them, last words of mastheads, known names, programmes."""

from __future__ import annotations

from framing.labels.lexicon import words

OUTLETS = words(
    """
    newspaper daily weekly broadcaster outlet media press magazine tabloid paper channel newswire blog publication
    network station wire periodical journal webzine podcast television tv radio
    """
)
MASTHEADS = words(
    """
    Tribune Times Post Journal Courier Herald Gazette Guardian Telegraph Globe Chronicle News Daily Register Sentinel
    Mirror Observer Examiner Economist Mail Sun Standard Star Dispatch Inquirer Bulletin Magazine Press Beast Today
    Ledger Independent Atlantic Intercept Hill Argus Advertiser Bee Caller Picayune Spectator Statesman
    """
)
"""The usual last words of a newspaper's name."""
AGENCIES = words(
    """
    Reuters AP AFP CNN BBC NBC CBS ABC MSNBC NPR PBS Bloomberg Politico POLITICO Axios Breitbart HuffPost BuzzFeed
    Vox Slate Xinhua TASS Tass Vogue Dawn Haaretz CNBC TMZ ProPublica Al-Jazeera Forbes Newsweek Gawker Jezebel Mashable
    TechCrunch Gizmodo RT Sputnik NDTV PTI ANI IRNA IRIB Anadolu Kyodo Yonhap DPA UPI ITV ESPN C-SPAN Univision
    Telemundo WSJ NYT WaPo Townhall RedState InfoWars TheBlaze Semafor Bellingcat Ynet Alaraby CBC ARD ZDF
    """
)
MEDIA_NAMES = frozenset(
    """
    Al Jazeera|Fortune|Salon|Wired|Variety|Quartz|Associated Press|USA TODAY|USA Today|Fox News|Der Spiegel|Le Monde
    Le Figaro|El País|La Repubblica|Die Zeit|Financial Times|Vanity Fair|Rolling Stone|New Yorker|National Review
    Mother Jones|New Republic|Foreign Policy|Foreign Affairs|Sky News|Channel 4|ARY News|Samaa TV|Geo TV|Press TV
    Agence France-Presse|United Press International|Drudge Report|Yahoo News|Radio Free Europe|Voice of America
    Weekly Standard|American Conservative|Ars Technica|The Verge|The Onion
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
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

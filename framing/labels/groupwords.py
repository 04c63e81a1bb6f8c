"""Word lists of groups and of those who govern: what kind of people, and which nouns mean them."""

from __future__ import annotations

from framing.labels.lexicon import words


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in text.split("|"))


REGIONS = words(
    "Arab African European Asian Western Eastern Latin Nordic Baltic Gulf Islamic Scandinavian Balkan Kurdish"
)

MODIFIERS = REGIONS | words(
    """
    black white brown Hispanic Latino Latina Latinx Asian-American African-American Native Indigenous indigenous gay
    lesbian transgender trans queer LGBT LGBTQ straight Muslim Christian Jewish Catholic Protestant evangelical
    Evangelical Mormon Hindu Sikh Buddhist Sunni Shiite Shia Shi'ite Orthodox Ahmadi Yazidi secular Republican
    Democratic conservative liberal progressive libertarian independent moderate left-wing right-wing far-right
    far-left alt-right leftist socialist communist Marxist anarchist fascist neo-Nazi Islamist jihadist Tory Labour
    GOP illegal undocumented unauthorized Rohingya Uighur Uyghur Pashtun Baloch Baluch Tamil Chechen Tatar Roma
    Bedouin working-class middle-class blue-collar rural suburban urban female male pro-life pro-choice anti-abortion
    anti-government pro-government pro-democracy pro-Russian pro-Russia separatist Zionist Confederate Antifa antifa
    """
)
"""What kind of people: with a noun of `PEOPLE_NOUNS` a group."""

PEOPLE_NOUNS = words(
    """
    voters men women people students countries states nations communities families groups activists supporters
    extremists nationalists militants leaders lawmakers legislators senators congressmen governors candidates
    politicians parties elites donors workers youths youth children girls boys males females teens teenagers couples
    believers pastors clerics priests bishops scholars intellectuals minorities immigrants migrants refugees aliens
    asylum-seekers supremacists separatists rebels fighters soldiers troops forces militias terrorists jihadists
    hackers settlers citizens residents protesters demonstrators farmers athletes players artists journalists
    reporters pundits commentators tribes populations faithful base fundamentalists radicals insurgents gunmen mobs
    hardliners reformers dissidents oligarchs spies agents operatives diplomats kids adults mothers parents teachers
    Americans Britons Christians Jews Muslims Arabs Kurds pilgrims officers guards
    """
)
"""Nouns that mean a group once it is said what kind of people."""

GROUPS = words(
    """
    immigrants migrants refugees protesters protestors demonstrators rioters police farmers voters workers teachers
    students women veterans rebels militants jihadists jihadis insurgents settlers gays lesbians evangelicals blacks
    whites millennials taxpayers feminists conservatives liberals progressives libertarians socialists communists
    moderates centrists leftists populists nationalists supremacists separatists extremists terrorists islamists
    fascists anarchists environmentalists lawmakers journalists billionaires bankers landlords unionists loyalists
    anti-vaxxers asylum-seekers atheists minorities neo-nazis nazis secularists monarchists reformists hardliners
    """
)
"""Groups by their plural noun alone."""

PROPER_GROUPS = _phrases(
    """
    Republicans|Democrats|Dems|Libertarians|Greens|Tories|Muslims|Christians|Jews|Hindus|Sikhs|Buddhists|Catholics
    |Protestants|Mormons|Evangelicals|Sunnis|Shiites|Shias|Shi'ites|Alawites|Ahmadis|Yazidis|Copts|Druze|Arabs|Kurds
    |Pashtuns|Baloch|Punjabis|Sindhis|Mohajirs|Hazaras|Kashmiris|Rohingya|Uighurs|Uyghurs|Tibetans|Tamils|Chechens
    |Crimean Tatars|Tatars|Roma|Gypsies|Bedouins|Berbers|Tutsis|Hutus|Latinos|Latinas|Hispanics|African Americans
    |African-Americans|Asian Americans|Asian-Americans|Native Americans|Arab Americans|Arab-Americans
    |Mexican Americans|Mexican-Americans|Muslim Americans|Blacks|Whites|Asians|Africans|Europeans|Westerners|Scots
    |Catalans|Nazis|Zionists|Marxists|Islamists|Bolsheviks|Texans|Californians|New Yorkers|Floridians|Iowans
    |Hong Kongers|Dreamers|DREAMers|Tea Partiers|tea partiers|Tea Partyers|Brexiteers|Brexiters|Remainers|Leavers
    |Never Trumpers|Blue Dogs|Neocons|Israelites|Puerto Ricans|Northerners|Southerners|Baby Boomers|baby boomers
    |Millennials|Amish
    """
)

STATE_NOUNS = words("government officials leadership authorities administration regime govt leaders cabinet")
"""After a country or its adjective: those who govern it."""

BODY_NOUNS = words(
    """
    army military navy parliament police intelligence forces troops soldiers judiciary media press militia air-force
    Army Military Navy Parliament Police Foreign-Ministry embassy Embassy
    """
)
"""After a country or its adjective: a body of the state, or who serves in it."""

BEFORE_OFFICIALS = words(
    "military intelligence government federal security interim caretaker central foreign defence defense senior top law"
)

MAKERS = words("administration government regime cabinet campaign team Administration Campaign Government")
"""After a politician's name: who works for him."""

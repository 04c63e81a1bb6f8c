"""Only English is scored: what is taken for English, and what is said where it is not."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from framing.language import LanguageCheck, identify, is_english
from framing.prose import Prose

ENGLISH = (
    "The council voted on Tuesday to close the old bridge after a long debate about the budget, and residents who had "
    "gathered outside the hall said that they would appeal the decision in court."
)
FRENCH = (
    "Le conseil a voté mardi la fermeture du vieux pont après un long débat sur le budget, et les habitants réunis "
    "devant la mairie ont annoncé qu'ils contesteraient la décision devant le tribunal."
)
OTHERS = {
    "fr": FRENCH,
    "de": "Der Rat stimmte am Dienstag nach langer Debatte für die Sperrung der alten Brücke, und die Anwohner, die "
    "vor dem Rathaus warteten, wollen gegen den Beschluss vor Gericht ziehen.",
    "es": "El ayuntamiento votó el martes cerrar el viejo puente tras un largo debate sobre el presupuesto, y los "
    "vecinos reunidos a las puertas anunciaron que recurrirán la decisión ante los tribunales.",
    "it": "Il consiglio ha votato martedì la chiusura del vecchio ponte dopo un lungo dibattito sul bilancio, e gli "
    "abitanti riuniti davanti al municipio hanno annunciato un ricorso contro la decisione.",
    "ru": "Совет проголосовал во вторник за закрытие старого моста после долгих споров о бюджете, и жители, "
    "собравшиеся у здания, заявили, что будут обжаловать это решение в суде вместе с соседями.",
    "ar": "صوّت المجلس يوم الثلاثاء على إغلاق الجسر القديم بعد نقاش طويل حول الميزانية، وقال السكان الذين تجمعوا أمام "
    "المبنى إنهم سيطعنون في القرار أمام المحكمة في الأسبوع المقبل مع محاميهم.",
    "zh": "市议会星期二投票决定关闭旧桥。居民表示，他们将对这一决定提出上诉。会议持续了四个小时，"
    "许多人在门外等候结果，希望能够改变决定。",
}


def test_english_is_scored_without_a_word() -> None:
    check = is_english(ENGLISH)
    assert (check.code, check.english, check.message) == ("en", True, None)
    assert check.p is not None
    assert check.p > 0.9


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_not_scored(code: str) -> None:
    check = is_english(OTHERS[code])
    assert (check.code, check.english) == (code, False)
    assert re.search(rf"language identified as \w+ \({code}\), p=0\.[89]\d; only English is scored", str(check.message))


@pytest.mark.parametrize("code", ["en", "de", "ru"])
def test_capitals_do_not_matter(code: str) -> None:
    text = ENGLISH if code == "en" else OTHERS[code]
    assert identify(text.upper()).code == code
    assert identify("iPhone: " + text.upper()).code == code


def test_many_foreign_names_do_not_make_a_text_foreign() -> None:
    names = (
        "Petr Novák, Jana Svobodová, Tomáš Dvořák and Marie Černá of Brno met Giuseppe Esposito, Francesca Ricci and "
        "Lorenzo Conti of Napoli; Hiroshi Tanaka and Yuki Sato watched with Mehmet Yılmaz."
    )
    assert is_english(names).english
    assert is_english(f"{ENGLISH} {names}").english


@pytest.mark.parametrize("text", ["", "  \n", "12 3,400 5.6% 7 8 9 " * 30, "Q1 Q2 2024 | 17 | 18 | 19", "..."])
def test_what_is_no_prose_is_not_scored(text: str) -> None:
    check = is_english(text)
    assert (check.code, check.p, check.english) == (None, None, False)
    assert re.search(r"no prose: \d words, at least 5 are needed", str(check.message))


CODE = """
def convert(argv):
    parser = ArgumentParser(description="Convert the files of a folder")
    parser.add_argument("--input", required=True, help="where they are")
    for path in sorted(Path(parser.parse_args(argv).input).glob("*.txt")):
        if not (data := path.read_text()):
            continue
        totals[path.name] = {"words": len(data.split()), "lines": data.count("end")}
    return totals
"""
TABLE = "Team Played Won Drawn Lost Points\n" + "\n".join(f"{t} Rovers {i} 3 2" for i, t in enumerate("BCDFGHJK" * 2))
NAMES = "Ann Marlow, Bo Teller, Cleo Hart, Dan Frost, Eve Stone, Finn Moor, Gus Lind, Hal Brook, Ida Vale, Jo Ree, Al"


@pytest.mark.parametrize(
    ("text", "why"),
    [(CODE, "no prose, but code or markup: "), (TABLE, "no prose, but a list or"), (NAMES, "no prose, but a list or")],
)
def test_lists_and_code_are_not_scored(text: str, why: str) -> None:
    refused, kept = Prose.of(text), Prose.of(ENGLISH * 3)
    assert (refused.refusal or "").startswith(why)
    assert (kept.refusal, kept.doubt) == (None, None)
    assert not is_english(text, "en").english


def test_articles_with_lists_or_markup_in_them_are_scored() -> None:
    mixed = ENGLISH * 3 + "<br/>[[{}]]" * 5
    check = is_english(mixed)
    assert check.english
    assert "brackets and signs of code or markup; scored as prose all the same" in str(check.message)
    assert is_english(ENGLISH * 3 + NAMES).message is None


def test_up_to_twenty_words_english_is_taken_for_granted() -> None:
    twenty = " ".join(FRENCH.replace("'", "").split()[:20])
    assert is_english(twenty) == LanguageCheck("en", None, True, None)
    assert not is_english(twenty + " encore").english


@pytest.mark.parametrize(
    ("declared", "english"),
    [(None, True), ("", True), ("en", True), ("EN-us", True), ("en_GB", True), ("English", True), ("fr-CA", False)],
)
def test_a_short_text_is_in_the_language_that_is_declared(declared: str | None, english: bool) -> None:
    assert is_english("The old bridge closes on Monday.", declared).english is english


def test_a_short_text_declared_as_another_language_says_so() -> None:
    check = is_english("Le vieux pont ferme lundi.", "fr")
    assert check == LanguageCheck("fr", None, False, "language declared as French (fr); only English is scored")


def test_a_long_text_decides_against_what_is_declared() -> None:
    assert not is_english(FRENCH, "en").english
    check = is_english(ENGLISH, "fr")
    assert check.english
    assert check.message is not None
    assert "declared as fr, but identified as English (en)" in check.message


def test_half_of_another_language_is_warned_of() -> None:
    check = is_english(f"{ENGLISH} {ENGLISH}\n{FRENCH} {FRENCH}")
    assert check.english
    assert re.search(r"about \d\d% of the text seems to be French \(fr\); scored as English", str(check.message))


def test_a_foreign_text_with_one_english_passage_is_not_scored() -> None:
    check = is_english(f"{FRENCH} {FRENCH}\n{ENGLISH}\n{FRENCH} {FRENCH}")
    assert not check.english
    assert check.message is not None
    assert "French (fr)" in check.message


def test_one_quotation_in_another_language_is_not_worth_a_word() -> None:
    assert is_english(f"{ENGLISH} " * 6 + FRENCH).message is None


def test_the_middle_of_a_long_text_counts() -> None:
    boilerplate = f"{ENGLISH} " * 15
    check = is_english(boilerplate + f"{FRENCH} " * 60)
    assert check.message is not None
    assert "French" in check.message


def test_a_very_long_text_is_cheap() -> None:
    import time

    text = f"{ENGLISH} " * 50_000
    is_english(ENGLISH)
    began = time.process_time()
    assert is_english(text).english
    assert time.process_time() - began < 0.5


def test_nothing_heavy_is_loaded_by_the_import() -> None:
    code = (
        "import sys, framing.language, framing.sources; "
        "sys.exit(' '.join({'py3langid', 'numpy', 'trafilatura', 'pyarrow', 'lxml'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

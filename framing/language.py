"""Which language an article is in: only English is scored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from framing.prose import Prose

ENGLISH = "en"
_SHORT = 20
"""Up to so many words, the language is not identified."""
_PROSE = 5
"""Fewer words than this are no prose."""
_SAMPLE = 3000
"""Characters taken from the beginning, and as many from the middle."""
_PIECE = 30
"""Words in a piece that is identified by itself."""
_SURE = 0.9
_PARTLY = 0.2
_HALF = 0.5
_LATIN_END = "\u0250"
_TELLING = 8
"""Words that a passage needs to be identified by itself."""
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_NAMES = {
    **{"ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish"},
    **{"de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian"},
    **{"fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian"},
    **{"id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian"},
    **{"nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian"},
    **{"sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish"},
    **{"uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese"},
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language (ISO 639) and how probable it is (0..1)."""

    code: str
    p: float


@dataclass(frozen=True, slots=True)
class LanguageCheck:
    """Whether a text is scored as English. `code` and `p` are None where no language was identified.

    `message` says why a text is not scored, or warns where it is English only in part or not surely; else None.
    """

    code: str | None
    p: float | None
    english: bool
    message: str | None


def identify(text: str) -> Language:
    """The most probable language of a text, from its beginning and its middle (6,000 characters at most)."""
    code, p = _identifier().classify(_lowered(_sample(text)))
    return Language(str(code), float(p))


def is_english(text: str, declared: str | None = None) -> LanguageCheck:
    """Whether a text is prose in English: no list, table or code, and no other language.

    Up to 20 words nothing is identified: the `declared` language holds, and English where none is declared. Beyond, the
    text decides: it is not English where another language is identified (p of at least 0.9, or letters that are
    mostly not Latin), unless at least half of the passages are English.
    """
    words = _count_words(text)
    if words < _PROSE:
        return LanguageCheck(None, None, False, f"no prose: {words} words, at least {_PROSE} are needed")
    if words <= _SHORT:
        return _as_declared(declared)
    found = identify(text)
    share, other = _passages(text)
    if _surely_other(found, text) and share < _HALF:
        also = f" ({share:.0%} of the passages are English)" if share >= _PARTLY else ""
        return LanguageCheck(found.code, found.p, False, f"{_identified(found)}{also}; only English is scored")
    prose = Prose.of(_sample(text))
    if prose.refusal:
        return LanguageCheck(found.code, found.p, False, prose.refusal)
    return LanguageCheck(found.code, found.p, True, _warning(found, share, other, declared) or prose.doubt)


@cache
def _identifier() -> Any:  # noqa: ANN401 (py3langid has no types)
    """The identifier, loaded once a process (about half a second)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _count_words(text: str) -> int:
    """Words of letters in the sample; scripts without spaces count two characters as a word."""
    sample = _sample(text)
    unspaced = len(_UNSPACED.findall(sample))
    return len(_WORD.findall(_UNSPACED.sub(" ", sample))) + unspaced // 2


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}"


def _lowered(text: str) -> str:
    """Capitals say nothing of the language, and the identifier takes a text in capitals for something rare."""
    capitals = sum(map(str.isupper, text))
    return text.lower() if capitals > 0.3 * len(text) else text


def _pieces(text: str) -> Iterator[str]:
    """Passages of about 30 words; of 60 characters in a script without spaces."""
    sample = _sample(text)
    if len(_UNSPACED.findall(sample)) > len(sample) / 3:
        yield from (sample[i : i + 2 * _PIECE] for i in range(0, len(sample), 2 * _PIECE))
        return
    words = sample.split()
    yield from (" ".join(words[i : i + _PIECE]) for i in range(0, len(words), _PIECE))


def _surely_other(found: Language, text: str) -> bool:
    """Whether a text is surely not English: by its probability, or as most of its letters are not Latin."""
    if found.code == ENGLISH:
        return False
    letters = [c for c in _sample(text) if c.isalpha()]
    return found.p >= _SURE or sum(c < _LATIN_END for c in letters) < _HALF * len(letters)


def _telling(text: str) -> Iterator[str]:
    return (piece for piece in _pieces(text) if _count_words(piece) >= _TELLING)


def _passages(text: str) -> tuple[float, str | None]:
    """The share of the surely identified passages that are English (1 if there are none), and the first other one."""
    found = [(identify(piece), piece) for piece in _telling(text)]
    others = [language.code for language, piece in found if _surely_other(language, piece)]
    sure = [*others, *(language.code for language, _ in found if language.code == ENGLISH and language.p >= _SURE)]
    if not sure:
        return 1.0, None
    return 1 - len(others) / len(sure), max(others, key=others.count) if others else None


def _as_declared(declared: str | None) -> LanguageCheck:
    code = _primary(declared)
    if code in (None, ENGLISH, "english"):
        return LanguageCheck(ENGLISH, None, True, None)
    return LanguageCheck(code, None, False, f"language declared as {_named(code or '')}; only English is scored")


def _warning(found: Language, share: float, other: str | None, declared: str | None) -> str | None:
    if other and share <= 1 - _PARTLY:
        return f"about {1 - share:.0%} of the text seems to be {_named(other)}; scored as English all the same"
    if found.code != ENGLISH:
        return f"language not certain ({_named(found.code)}, p={_rounded(found.p)}); scored as English"
    if _primary(declared) not in (None, ENGLISH, "english"):
        return f"language declared as {declared}, but identified as English (en), p={_rounded(found.p)}"
    return None


def _identified(found: Language) -> str:
    return f"language identified as {_named(found.code)}, p={_rounded(found.p)}"


def _rounded(p: float) -> str:
    """Two decimals, cut off so that only certainty shows as 1."""
    return f"{int(p * 100) / 100:.2f}"


def _named(code: str) -> str:
    return f"{_NAMES[code]} ({code})" if code in _NAMES else code


def _primary(declared: str | None) -> str | None:
    """The language of a tag such as en-US, in lower case; None where nothing is declared."""
    return re.split(r"[-_]", declared.strip().lower())[0] or None if declared else None

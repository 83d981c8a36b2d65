"""Text from before Unicode: TCVN3 (fonts .VnTime …) and VNI (fonts VNI-Times …), which look like noise today.

A spreadsheet that was typed in such a font holds ordinary characters that only the font shows as Vietnamese. Repair it
before anything else looks at it: cleaning would drop the soft hyphen, which is the ư of TCVN3.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from vietnamese.syllables import is_syllable

Encoding = Literal["unicode", "tcvn3", "vni"]


class Repaired(NamedTuple):
    """The text in Unicode, and what it was written in."""

    text: str
    encoding: Encoding


# TCVN3 has one character for each letter: (as it is stored, as it is read). Capitals with a tone exist only in the
# capital fonts (.VnTimeH), where the small letter is stored.
TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

# VNI writes the vowel, then a mark as a letter of its own.
_VNI_TONES = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    """Return what each sequence of small letters is read as."""
    table = dict(_VNI_SINGLE)
    for vowel, read_as in (*((vowel, vowel) for vowel in "aeouy"), ("ô", "ơ"), ("ö", "ư")):
        table |= {vowel + mark: read_as + tone for mark, tone in _VNI_TONES.items()}
    for vowel in "aeo":
        table |= {vowel + mark: vowel + "\u0302" + tone for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    return {stored: unicodedata.normalize("NFC", read) for stored, read in table.items()}


VNI = _vni_table()
VNI_SEQUENCE = re.compile("|".join(sorted(VNI, key=len, reverse=True)), re.IGNORECASE)

WORD = re.compile(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
BEYOND_A_BYTE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
CAPITAL_INSIDE_A_WORD = re.compile(r"[^\s\d\x21-\x2f\x3a-\x40][A-Z]")


def repair(text: str, font: str = "", *, encoding: Encoding | None = None) -> Repaired:
    """Return the text in Unicode.

    `encoding` is what the whole sheet is written in (`detect`); without it the font's name says, then the text.
    Text that has letters only Unicode has stays as it is, whatever is said of its sheet: people mix.
    """
    written_in = encoding or encoding_of_font(font) or detect([text])
    if written_in == "unicode" or _only_unicode_has(text):
        return Repaired(text, "unicode")
    capitals = is_capital_font(font) or _is_typed_in_capitals(text)
    read = _from_tcvn3(text) if written_in == "tcvn3" else _from_vni(text)
    return Repaired(read.upper() if capitals else read, written_in)


def detect(texts: Iterable[str]) -> Encoding:
    """Tell what the texts of one sheet are written in, by counting words that spell Vietnamese each way.

    Unicode unless another reading makes more words Vietnamese, and most of them: good Unicode is never taken for noise,
    for there every word is one already. A single short cell can be either ("Thò" is Thị in VNI); ask for the sheet.
    """
    # A character by itself is rather a sign (A · B, 5 µ) than a word in an old font.
    words = [word for text in texts for word in WORD.findall(text) if len(word) > 1 and not word.isascii()]
    suspects = [word for word in words if not _only_unicode_has(word)]
    good = len(words) - len(suspects) + sum(map(is_syllable, suspects))
    readings: tuple[tuple[int, Encoding], ...] = (
        (sum(is_syllable(_from_tcvn3(word)) for word in suspects), "tcvn3"),
        (sum(is_syllable(_from_vni(word)) for word in suspects), "vni"),
    )
    best, encoding = max(readings, key=lambda reading: reading[0])
    if best > good and 2 * best > len(suspects):
        return encoding
    return "unicode"


def encoding_of_font(font: str) -> Encoding | None:
    """Tell what a font's name says: ".VnTime" is TCVN3, "VNI-Times" is VNI, others say nothing."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    if name.startswith("vni"):
        return "vni"
    return None


def is_capital_font(font: str) -> bool:
    """Whether the font shows small letters as capitals: ".VnTimeH", ".VnArialH"."""
    return font.strip().startswith(".Vn") and font.strip().endswith("H")


def _only_unicode_has(text: str) -> bool:
    """Whether a letter stands here that no legacy font stores (ă, đ, ơ, ư, every letter with two marks, or NFD)."""
    return BEYOND_A_BYTE.search(text) is not None


def _is_typed_in_capitals(text: str) -> bool:
    """Whether capitals stand inside words and small letters nowhere: "CéNG HßA" is, "T«" is not."""
    return not re.search("[a-z]", text) and CAPITAL_INSIDE_A_WORD.search(text) is not None


def _from_tcvn3(text: str) -> str:
    return text.translate(TCVN3)


def _from_vni(text: str) -> str:
    return VNI_SEQUENCE.sub(lambda match: _vni_letter(match.group()), text)


def _vni_letter(stored: str) -> str:
    read = VNI[stored.lower()]
    return read.upper() if stored[0].isupper() else read

"""The order of Vietnamese letters and tones, as plain ASCII that any database sorts right."""

import re
import unicodedata

from vietnamese.normalise import ACUTE, BREVE, CIRCUMFLEX, DOT_BELOW, GRAVE, HOOK, HORN, TILDE, clean

# ngang, huyền, hỏi, ngã, sắc, nặng
TONES = {GRAVE: "1", HOOK: "2", TILDE: "3", ACUTE: "4", DOT_BELOW: "5"}
# a < ă < â, e < ê, o < ô < ơ, u < ư: each its own letter.
HATS = {
    ("a", BREVE): "1",
    ("a", CIRCUMFLEX): "2",
    ("e", CIRCUMFLEX): "1",
    ("o", CIRCUMFLEX): "1",
    ("o", HORN): "2",
    ("u", HORN): "1",
}

WORD = re.compile(r"[0-9]+|(?:[^\W\d_][\u0300-\u036f]*)+")


def order_key(text: str) -> str:
    """Return ASCII whose byte order is the Vietnamese order of the words: each word by letters, then by tone.

    Every letter takes two characters (the letter, its hat), a word ends with a space and its tone, so that a word that
    goes on sorts after one that stops: "An" → "a0n0 0" before "Ánh" → "a0n0h0 4". A number is its length and itself,
    so that 2 comes before 10; numbers come before letters.
    """
    return "".join(_word_key(word) for word in WORD.findall(clean(text).lower()))


def _word_key(word: str) -> str:
    if word.isascii() and word.isdigit():
        figures = word.lstrip("0") or "0"
        return f"{min(len(figures), 99):02}{figures} 0"
    letters: list[str] = []
    tone = "0"
    for character in unicodedata.normalize("NFD", word):
        if character in TONES:
            tone = TONES[character]
        elif unicodedata.combining(character):
            if letters:
                letters[-1] = letters[-1][0] + HATS.get((letters[-1][0], character), letters[-1][1:])
        else:
            letters.append(_letter_key(character))
    return "".join(letters) + " " + tone


def _letter_key(character: str) -> str:
    if character == "đ":
        return "d1"
    if character.isascii():
        return character + "0"
    # A letter of another script: after z, in its own order.
    return f"~{ord(character):06x}"

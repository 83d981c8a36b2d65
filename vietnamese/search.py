"""Keys by which a name is found, with or without its accents."""

import unicodedata

from vietnamese.normalise import clean

# Old and new tone placement: hòa and hoà are one word. Each pair is (as many people type it, as the key has it).
TONE_PLACEMENTS = tuple(
    (old, new)
    for olds, news in (
        ("òa óa ỏa õa ọa", "oà oá oả oã oạ"),
        ("òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"),
        ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
)


def search_key(text: str) -> str:
    """Return small letters without accents, words parted by one space: "Nguyễn Thị Hường" → "nguyen thi huong"."""
    decomposed = unicodedata.normalize("NFD", clean(text).lower())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _words_only(bare.replace("đ", "d"))


def tone_key(text: str) -> str:
    """Return small letters with accents, the tone always in its new place: "Hòa" and "Hoà" → "hoà".

    It has the same words as the search key, so that a hit with exact tones can be told from the others.
    """
    key = clean(text).lower()
    for old, new in TONE_PLACEMENTS:
        key = key.replace(old, new)
    return _words_only(key)


def _words_only(text: str) -> str:
    letters = (character if character.isalnum() or unicodedata.combining(character) else " " for character in text)
    return " ".join("".join(letters).split())

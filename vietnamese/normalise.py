"""What a person typed, as it should be kept."""

import re
import unicodedata

# Marks as NFD leaves them. Horn and dot below sort themselves; acute, grave, hook and tilde typed before a hat don't.
GRAVE, ACUTE, TILDE, HOOK, DOT_BELOW = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"

TONE_BEFORE_HAT = re.compile(f"([{GRAVE}{ACUTE}{TILDE}{HOOK}])([{CIRCUMFLEX}{BREVE}])")

# Eth and African D look like Đ on the screen and are typed for it; they are other letters to a computer.
LOOK_ALIKES = str.maketrans(
    {
        "\u00d0": "Đ",
        "\u0189": "Đ",
        "\u00f0": "đ",
        "\u0256": "đ",
        "\u2010": "-",
        "\u2011": "-",
    }
)
# Without these, and printable, text in NFC is clean already but for its spaces: nearly all that is ever typed.
NEEDS_CARE = re.compile("[\u00d0\u00f0\u0189\u0256\u2010\u2011\u0300-\u036f]")
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """Return the text in NFC, on one line, without what cannot be seen.

    Not for text in a legacy font: there a soft hyphen is the letter ư. Repair that first (`vietnamese.legacy.repair`).
    """
    if text.isprintable() and not NEEDS_CARE.search(text) and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    one_line = "".join(" " if character.isspace() else character for character in text)
    visible = "".join(filter(_can_be_seen, one_line))
    decomposed = unicodedata.normalize("NFD", visible.translate(LOOK_ALIKES))
    ordered = TONE_BEFORE_HAT.sub(r"\2\1", decomposed)
    return " ".join(unicodedata.normalize("NFC", ordered).split())


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character) not in INVISIBLE_CATEGORIES

"""Find the font that every paper is set in, and make sure that it has every Vietnamese letter: `python -m config.fonts`."""

import os
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

# Debian 12 and Ubuntu 22.04 keep version 2 apart; later ones have it where version 1 was
PLACES = ("liberation2", "liberation", "liberation-serif")
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def vietnamese_letters() -> set[str]:
    """The 134 letters that Vietnamese has and English hasn't."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    small -= set("aeiouy")
    return small | {letter.upper() for letter in small}


def what_is_wrong(folder: Path) -> str | None:
    """Say why this folder's Liberation Serif can't set a Vietnamese paper; None when it can."""
    for style in STYLES:
        path = folder / f"LiberationSerif-{style}.ttf"
        if not path.is_file():
            return f"{path} is missing"
        with TTFont(path, lazy=True) as font:
            missing = sorted(letter for letter in vietnamese_letters() if ord(letter) not in font.getBestCmap())
        if missing:
            return f"{path} lacks {len(missing)} letters, {missing[0]} among them"
    return None


def find_fonts() -> tuple[Path | None, list[str]]:
    """Give the first folder with the whole font, and what is wrong with those looked into before."""
    named = os.environ.get("FONT_DIR")
    folders = [Path(named)] if named else [Path("/usr/share/fonts/truetype") / place for place in PLACES]
    wrong: list[str] = []
    for folder in folders:
        reason = what_is_wrong(folder)
        if reason is None:
            return folder, wrong
        wrong.append(reason)
    return None, wrong


def main() -> int:
    folder, wrong = find_fonts()
    if folder is None:
        sys.stderr.write(
            "The font Liberation Serif 2, with all Vietnamese letters, is needed for the papers:\n"
            + "".join(f"    {reason}\n" for reason in wrong)
            + "Install it (sudo apt-get install fonts-liberation2, or fonts-liberation where that is version 2), "
            "or name its folder in FONT_DIR.\n"
        )
        return 1
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())

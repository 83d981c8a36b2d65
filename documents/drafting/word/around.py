"""What stands around the text in a Word file: heading, title, addressees, signature (formats.md §1.2-1.3, §2.1)."""

import html as escaping
import re
from collections.abc import Mapping, Sequence
from typing import Any

from documents.drafting.word import xml
from documents.drafting.word.styles import CENTRED, TITLE
from documents.layout.authority import is_prefixed
from documents.layout.details import PARTY
from documents.printing.metrics import BOLD, REGULAR, width_in_em

POINT = 25.4 / 72
HEAD_WIDTHS = {165: (68.0, 97.0), 252: (100.0, 152.0)}
SIGNATURE_WIDTHS = (75.0, 90.0)
SIGNATURE_GAP = 28.0 / POINT
# of the line above it: the decree asks for a third to a half
SHORT_RULE = 0.4
BREAK = re.compile(r"<br\s*/?>|\n")


def lines_in(text: Any) -> list[str]:
    """The lines of a text of the heading, which may come as HTML or as lines already."""
    if isinstance(text, list | tuple):
        return [line for one in text for line in lines_in(one)]
    return [line for part in BREAK.split(str(text or "")) if (line := escaping.unescape(xml.TAG.sub("", part)).strip())]


def width_of(text: str, size: float, *, bold: bool) -> float:
    """In mm."""
    return width_in_em(text, BOLD if bold else REGULAR) * size * POINT


def rule(width: float, measure: float, *, before: float = 2, after: float = 0) -> Any:
    """A line of this width in the middle of the measure, in mm."""
    side = max(0.0, (measure - width) / 2)
    return xml.paragraph(style=CENTRED, before=before, after=after, line=2, left=side, right=side, top_rule=True)


def head(values: Mapping[str, Any], *, measure: float) -> Any:
    """The two columns: who issues, the country's or the Party's name, number, day. values: `layout.heading.head_of`."""
    left, right = HEAD_WIDTHS.get(round(measure), (measure * 0.41, measure * 0.59))
    made = xml.table([left, right], bordered=False)
    made.append(xml.row([xml.cell(_issuer(values, left), width=left), xml.cell(_motto(values, right), width=right)]))
    is_party = values.get("profile") == PARTY
    size = 14 if is_party else 13
    number, day = str(values.get("number") or ""), str(values.get("place_and_date") or "")
    below = [_centred(number, size=size, before=8)] if number else []
    made.append(
        xml.row(
            [
                xml.cell(below, width=left),
                xml.cell([_centred(day, size=14, italic=True, before=8)] if day else [], width=right),
            ]
        )
    )
    if urgency := values.get("urgency"):
        framed = xml.run_of(f"\u00a0{urgency}\u00a0", bold=True, size=13, framed="FF0000")
        inside = [xml.paragraph([framed], style=CENTRED, before=6)]
        made.append(xml.row([xml.cell(inside, width=left), xml.cell([], width=right)]))
    if about := values.get("about"):
        italic = is_party or None
        inside = [_centred(line, size=12, italic=italic, before=6 if n == 0 else 0) for n, line in enumerate(lines_in(about))]
        made.append(xml.row([xml.cell(inside, width=left), xml.cell([], width=right)]))
    return made


def _centred(text: str, *, size: float, bold: bool | None = None, italic: bool | None = None, before: float = 0) -> Any:
    return xml.paragraph([xml.run_of(text, bold=bold, italic=italic, size=size)], style=CENTRED, before=before)


def _issuer(values: Mapping[str, Any], width: float) -> list[Any]:
    profile = values.get("profile")
    is_congress, is_party = profile == "dai_hoi", profile == PARTY
    size = 14 if is_party else 13
    above, names = lines_in(values.get("superior")), lines_in(values.get("issuer"))
    made = [_centred(line, size=size, bold=is_congress or None) for line in above]
    made += [_centred(line, size=12 if is_congress else size, bold=None if is_congress else True) for line in names]
    if period := values.get("period"):
        made += [_centred(line, size=12) for line in lines_in(period)]
    separator = values.get("separator") or "ke"
    if is_party or separator == "sao1":
        made.append(_centred("*", size=14))
    elif separator == "sao3":
        made.append(_centred("***", size=14))
    elif names or above:
        widest = max(width_of(line, 12 if is_congress else size, bold=not is_congress) for line in names or above)
        made.append(rule(widest * SHORT_RULE, width))
    return made


def _motto(values: Mapping[str, Any], width: float) -> list[Any]:
    right = values.get("right") or ("dang" if values.get("profile") == PARTY else "quoc_hieu")
    if right == "khong":
        return []
    if right == "dang":
        return _underlined("ĐẢNG CỘNG SẢN VIỆT NAM", 15, width)
    country = xml.paragraph([xml.run_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=13)], style=CENTRED)
    return [country, *_underlined("Độc lập - Tự do - Hạnh phúc", 14, width)]


def _underlined(text: str, size: float, width: float) -> list[Any]:
    """Bold words over a line exactly as long as they are."""
    return [_centred(text, size=size, bold=True), rule(width_of(text, size, bold=True), width, before=1)]


def in_brackets(reference: str) -> str:
    said = reference.strip()
    return said if said.startswith("(") or not said else f"({said})"


def title(name: str, subject: Sequence[str], reference: str, *, measure: float, is_party: bool) -> list[Any]:
    """Type, subject, the rule below, and "(Kèm theo …)"."""
    size = 15 if is_party else 14
    made = [
        xml.paragraph([xml.run_of(line, size=size)], style=TITLE, before=18 if n == 0 else 0)
        for n, line in enumerate(lines_in(name))
    ]
    made += [
        xml.paragraph([xml.run_of(line)], style=TITLE, before=18 if not made and n == 0 else 0) for n, line in enumerate(subject)
    ]
    if reference:
        made.append(xml.paragraph([xml.run_of(in_brackets(reference), italic=True)], style=CENTRED))
    if not made:
        return []
    if is_party:
        made.append(xml.paragraph([xml.run_of("-----")], style=CENTRED, after=6))
    else:
        widest = max((width_of(line, 14, bold=True) for line in (list(subject) or lines_in(name))), default=measure / 3)
        made.append(rule(min(widest, measure) * SHORT_RULE, measure, after=12))
    return made


def circulation(words: str) -> Any:
    """How far the paper may go, in the upper right corner of its first page."""
    return xml.paragraph([xml.run_of(f"\u00a0{words}\u00a0", bold=True, size=13, framed="000000")], align="right")


def address_line(text: str) -> Any:
    """The address at the foot of a letter's first page, under a line across the text."""
    return xml.paragraph([xml.run_of(text, size=11)], align="center", before=6, top_rule=True)


def authority_line(text: str) -> list[Any]:
    return [
        xml.paragraph([xml.run_of(line)], style=TITLE, before=6 if n == 0 else 0, after=6)
        for n, line in enumerate(lines_in(text))
    ]


def greeting(addressees: Sequence[str], *, is_party: bool, word: str = "Kính gửi:") -> list[Any]:
    """One addressee stands beside the greeting, more below it with dashes."""
    names = [name.strip().lstrip("-–").strip().rstrip(";.").strip() for name in addressees]
    names = [name for name in names if name]
    italic = True if is_party else None
    if not names:
        return []
    if len(names) == 1:
        return [xml.paragraph([xml.run_of(word, italic=italic), xml.run_of(f" {names[0]}.")], style=CENTRED, before=6, after=12)]
    made = [xml.paragraph([xml.run_of(word, italic=italic)], left=25, before=6)]
    for number, name in enumerate(names, start=1):
        end = "." if number == len(names) else ";"
        made.append(xml.paragraph([xml.run_of(f"- {name}{end}")], left=48, after=12 if end == "." else 0))
    return made


def signature(values: Mapping[str, Any], *, measure: float, is_party: bool) -> Any:
    """Nơi nhận beside the signature; a row that is never torn. values: `layout.heading.signature_of`."""
    left = SIGNATURE_WIDTHS[0] if round(measure) == 165 else measure * 0.45
    right = measure - left
    made = xml.table([left, right], bordered=False)
    posts, name = values.get("posts") or (), str(values.get("name") or "")
    if values.get("left"):
        # names in a row of their own stand on one level, however many lines the posts above them take
        beside = (_posts(lines_in(values["left"]), is_party=is_party), _posts(posts, is_party=is_party))
        made.append(xml.row([xml.cell(one, width=width) for one, width in zip(beside, (left, right), strict=True)]))
        names = (_name(str(values.get("left_name") or "")), _name(name))
        made.append(xml.row([xml.cell([one], width=width) for one, width in zip(names, (left, right), strict=True)]))
    else:
        recipients = [*_recipients(values.get("recipients") or (), is_party=is_party), *_typist(values)]
        signed = [*_posts(posts, is_party=is_party), _name(name)]
        made.append(xml.row([xml.cell(recipients, width=left), xml.cell(signed, width=right)]))
    if values.get("left") and values.get("recipients"):
        below = [*_recipients(values["recipients"], is_party=is_party), *_typist(values)]
        made.append(xml.row([xml.cell(below, width=left), xml.cell([], width=right)]))
    return made


def _recipients(lines: Sequence[str], *, is_party: bool) -> list[Any]:
    if not lines:
        return []
    bold = None if is_party else True
    word = xml.run_of("Nơi nhận:", bold=bold, italic=bold, size=14 if is_party else 12, underline=is_party)
    made = [xml.paragraph([word])]
    return made + [xml.paragraph([xml.run_of(line, size=12 if is_party else 11)]) for line in lines]


def _typist(values: Mapping[str, Any]) -> list[Any]:
    typist = str(values.get("typist") or "")
    return [xml.paragraph([xml.run_of(typist, size=11)], before=6)] if typist else []


def _posts(posts: Sequence[str], *, is_party: bool) -> list[Any]:
    # of the Party's posts only the line that says in whose name is bold
    lines = lines_in(list(posts))
    return [_centred(line, size=14, bold=None if is_party and not is_prefixed(line) else True) for line in lines]


def _name(name: str) -> Any:
    return _centred(name, size=14, bold=True, before=SIGNATURE_GAP)

"""The cover and the table of contents of a congress file; only workers load this, for it renders."""

from collections.abc import Sequence
from datetime import date

from django.template.loader import render_to_string

from congress.terms.models import Congress
from documents.congress_file.queries import Gap
from documents.layout.details import place_and_date
from documents.layout.lines import balanced
from documents.printing import engine
from documents.printing.forms import Piece
from documents.printing.joining import join
from documents.printing.planning import parts_of
from documents.printing.tables import Column, Row, Table

COLUMNS = (Column("STT", 12, "center"), Column("Tài liệu", 112), Column("Ngày", 24, "center"), Column("Trang", 17, "center"))


def front_of(
    congress: Congress, rows: Sequence[tuple[str, str, date | None, int]], gaps: Sequence[Gap], *, made_on: date
) -> tuple[bytes, int]:
    """Cover and contents as one PDF, and how many pages they are.

    rows: chapter, title, day and number of pages of each document in order. Where each begins depends on how long the
    contents are, so they are made until that no longer changes.
    """
    length = 0
    while True:
        content, pages = _made(congress, _numbered(rows, first=length + 1), gaps, made_on=made_on)
        if pages == length:
            return content, pages
        length = pages


def _numbered(rows: Sequence[tuple[str, str, date | None, int]], *, first: int) -> list[tuple[str, str, date | None, int]]:
    numbered, page = [], first
    for chapter, title, day, pages in rows:
        numbered.append((chapter, title, day, page))
        page += pages
    return numbered


def _made(
    congress: Congress, rows: Sequence[tuple[str, str, date | None, int]], gaps: Sequence[Gap], *, made_on: date
) -> tuple[bytes, int]:
    sources = parts_of(_pieces(congress, rows, gaps, made_on=made_on))
    fragments = [
        engine.render(
            source["body"],
            style=source["style"],
            tables=source["tables"],
            sheets=source["sheets"],
            start=source["start"],
            papers=source["papers"],
            numbered=source["numbered"],
        )
        for source in sources
    ]
    content = join(fragments, title="Hồ sơ đại hội", profile=engine.colour_profile())
    return content, sum(len(fragment.pages) for fragment in fragments)


def _pieces(
    congress: Congress, rows: Sequence[tuple[str, str, date | None, int]], gaps: Sequence[Gap], *, made_on: date
) -> list[Piece]:
    cover = render_to_string(
        "print/congress_file_cover.html",
        {
            "unit": balanced(congress.unit.name.upper(), width=150, size=14),
            "congress": balanced(congress.name, width=145, size=17),
            "place_and_date": place_and_date(congress.unit.place, made_on, year=made_on.year),
        },
    )
    lines: list[Row] = []
    chapter = ""
    for number, (of_chapter, title, day, page) in enumerate(rows, start=1):
        if of_chapter != chapter:
            chapter = of_chapter
            lines.append(Row((chapter,), "group"))
        lines.append(Row((str(number), title, f"{day:%d/%m/%Y}" if day else "", str(page))))
    pieces = [Piece(html=cover, style="cover", numbered=False)]
    heading = '<div class="muc-luc"><h1>MỤC LỤC</h1></div>'
    missing = render_to_string("print/congress_file_missing.html", {"gaps": gaps}) if gaps else ""
    if lines:
        table = Table(COLUMNS, tuple(lines), size=12, name="muc-luc", caption="Mục lục")
        pieces.append(Piece(html=heading, table=table, after=missing, style="cover", numbered=False))
    else:
        pieces.append(Piece(html=heading + missing, style="cover", numbered=False))
    return pieces

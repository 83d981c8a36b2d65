"""Which pieces are rendered together."""

from documents.printing.forms import Piece
from documents.printing.planning import Marks, key_of, parts_of


def test_short_papers_are_rendered_together_and_long_ones_side_by_side() -> None:
    short, long = Piece("<p>Ngắn.</p>"), Piece("<p>Dài.</p>" * 3000)

    assert [part["papers"] for part in parts_of([short] * 8)] == [6, 2]
    assert [part["papers"] for part in parts_of([long, short, short, long])] == [1, 2, 1]


def test_what_stands_beside_the_text_is_part_of_what_a_part_is_known_by() -> None:
    keys = {
        key_of(parts_of([Piece("<p>Một.</p>")], marks=marks)[0])
        for marks in (Marks(), Marks("DỰ THẢO"), Marks("HẾT HIỆU LỰC"), Marks(note="Dự thảo 2"), Marks("DỰ THẢO", "Dự thảo 2"))
    }

    assert len(keys) == 5


def test_words_behind_the_text_are_escaped() -> None:
    assert "&lt;b&gt;" in parts_of([Piece("<p>Một.</p>")], marks=Marks("<b>"))[0]["body"]

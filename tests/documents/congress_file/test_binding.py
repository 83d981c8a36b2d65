"""Many PDFs bound into one: pages, tags, bookmarks, numbers, hashes."""

import io

import pikepdf
import pytest
from PIL import Image

from documents.congress_file.binding import Leaf, Unreadable, bind, page_of_picture, pages_of
from documents.printing import engine
from documents.printing.joining import join


def paper(text: str, pages: int = 1) -> bytes:
    body = '<div class="sang-trang"></div>'.join(f"<p>{text}, trang {n + 1}</p>" for n in range(pages))
    return join([engine.render(body, style="portrait")], title=text, profile=engine.colour_profile())


def picture(size: tuple[int, int], mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, 128).save(stream, "JPEG")
    return stream.getvalue()


def foreign() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


FRONT = paper("Bìa", 2)
LEAVES = [
    Leaf("Văn bản đã ban hành", "Kế hoạch số 05", paper("Kế hoạch", 3), ours=True),
    Leaf("Văn bản đã ban hành", "Quyết định số 06", paper("Quyết định"), ours=True),
    Leaf("Danh sách và thống kê", "Danh sách", paper("Danh sách", 2), ours=True),
]


def bound(leaves: list[Leaf] = LEAVES) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(bind(FRONT, leaves, title="Hồ sơ Đại hội", colour_profile=engine.colour_profile())))


def test_bind_keeps_every_page_in_its_order():
    pdf = bound()

    assert len(pdf.pages) == 8
    assert pages_of(bind(FRONT, LEAVES, title="x", colour_profile=engine.colour_profile())) == 8


def test_bind_gives_the_same_bytes_for_the_same_leaves():
    assert bind(FRONT, LEAVES, title="x", colour_profile=engine.colour_profile()) == bind(
        FRONT, LEAVES, title="x", colour_profile=engine.colour_profile()
    )


def test_bind_makes_a_bookmark_for_each_chapter_and_document():
    with bound().open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]

    assert found == [
        ("Mục lục", []),
        ("Văn bản đã ban hành", ["Kế hoạch số 05", "Quyết định số 06"]),
        ("Danh sách và thống kê", ["Danh sách"]),
    ]


def test_bind_puts_all_pages_under_one_structure_tree():
    pdf = bound()
    parents = {int(page.obj.StructParents) for page in pdf.pages}
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)

    assert len(parents) == 8
    assert parents <= {int(number) for number in numbers[::2]}
    assert pdf.Root.MarkInfo.Marked
    # each mark of each page leads to an element that knows this very page
    for page in pdf.pages:
        elements = numbers[2 * [int(number) for number in numbers[::2]].index(int(page.obj.StructParents)) + 1]
        assert all(element.Pg.objgen == page.obj.objgen for element in elements)


def test_bind_numbers_the_pages_after_the_front_matter(tmp_path):
    import pdfplumber

    path = tmp_path / "ho-so.pdf"
    path.write_bytes(bind(FRONT, LEAVES, title="x", colour_profile=engine.colour_profile()))
    with pdfplumber.open(path) as pdf:
        feet = [(page.crop((0, 800, page.width, page.height)).extract_text() or "").strip() for page in pdf.pages]

    assert feet == ["", "", "3 / 8", "4 / 8", "5 / 8", "6 / 8", "7 / 8", "8 / 8"]


def test_bind_says_that_it_is_pdf_a_only_when_everything_in_it_is_ours():
    with bound().open_metadata() as metadata:
        assert metadata.get("pdfaid:part") == "2"
    with bound([*LEAVES, Leaf("Văn bản đến", "Của nơi khác", foreign())]).open_metadata() as metadata:
        assert metadata.get("pdfaid:part") is None


def test_bind_leaves_out_what_a_foreign_pdf_would_do_when_it_is_opened():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")))
    stream = io.BytesIO()
    pdf.save(stream)

    whole = bound([Leaf("Văn bản đến", "Lạ", stream.getvalue())])

    assert "/AA" not in whole.pages[-1].obj


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n"])
def test_bind_refuses_what_is_no_pdf(content):
    with pytest.raises(Unreadable):
        pages_of(content)


@pytest.mark.parametrize(("size", "upright"), [((1200, 1700), True), ((1700, 1200), False)])
def test_picture_becomes_one_page_turned_to_fit(size, upright):
    pdf = pikepdf.open(io.BytesIO(page_of_picture(picture(size), size=size, colours="/DeviceRGB")))
    _left, _bottom, width, height = [float(edge) for edge in pdf.pages[0].mediabox]

    assert len(pdf.pages) == 1
    assert (height > width) is upright

"""Many PDFs and scans bound into one: pages in their order, one structure tree, bookmarks, a running page number.

The page numbers that papers carry stay as they are; the number of the file stands small at the foot of each page, and it
is the one that the table of contents and the bookmarks mean.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pikepdf
from django.conf import settings
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

A4 = (595.28, 841.89)
MARGIN = 20 / 25.4 * 72
FIRST_CHARACTER, LAST_CHARACTER = 32, 126
# glyphs of a font are measured in thousandths; the number stands 8 mm above the lower edge, 15 mm from the right one
SIZE, FOOT, RIGHT = 9, 8 / 25.4 * 72, 15 / 25.4 * 72
XMP_PART, XMP_CONFORMANCE = "2", "B"


@dataclass(frozen=True)
class Leaf:
    """One document to bind. chapter: the part of the file it stands in. ours: made by us, so it is PDF/A and tagged."""

    chapter: str
    title: str
    content: bytes
    ours: bool = False


class Unreadable(Exception):
    """A PDF that can't be bound: broken, or with a password."""


def pages_of(content: bytes) -> int:
    """How many pages a PDF has. Raises `Unreadable`."""
    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, ValueError) as error:
        raise Unreadable from error


def page_of_picture(content: bytes, *, size: tuple[int, int], colours: str) -> bytes:
    """A JPEG as one A4 page, as large as the margins allow, turned to fit; the picture's bytes go in unchanged."""
    width, height = size
    upright = height >= width
    paper = A4 if upright else (A4[1], A4[0])
    scale = min((paper[0] - 2 * MARGIN) / width, (paper[1] - 2 * MARGIN) / height)
    shown = (width * scale, height * scale)
    left, bottom = (paper[0] - shown[0]) / 2, (paper[1] - shown[1]) / 2
    pdf = Pdf.new()
    picture = Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name(colours),
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawn = f"q {shown[0]:.2f} 0 0 {shown[1]:.2f} {left:.2f} {bottom:.2f} cm /I Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, *paper],
        Resources=Dictionary(XObject=Dictionary(I=picture)),
        Contents=Stream(pdf, drawn),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def bind(front: bytes, leaves: Sequence[Leaf], *, title: str, colour_profile: bytes) -> bytes:
    """The front matter (cover and contents, ours) and the leaves in one PDF.

    Tagged throughout where the leaves are; it says that it is PDF/A-2b when everything in it is ours. The same leaves give
    the same bytes.
    """
    pdf = Pdf.new()
    tree = _Tree(pdf)
    starts: list[int] = []
    for content in [front, *(leaf.content for leaf in leaves)]:
        starts.append(len(pdf.pages))
        _append(pdf, tree, content)
    tree.finish()
    _number(pdf, first=starts[1] if len(starts) > 1 else len(pdf.pages))
    _bookmark(pdf, leaves, starts[1:])
    _describe(pdf, title=title, profile=colour_profile, archival=all(leaf.ours for leaf in leaves))
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False)
    return stream.getvalue()


def _append(pdf: Pdf, tree: "_Tree", content: bytes) -> None:
    try:
        source = Pdf.open(io.BytesIO(content))
    except (pikepdf.PdfError, ValueError) as error:
        raise Unreadable from error
    # what a visible signature or a stamp shows becomes a part of its page; fields, links and scripts stay outside
    source.flatten_annotations("print")
    before = len(pdf.pages)
    pdf.pages.extend(source.pages)
    tree.adopt(source, [pdf.pages[n] for n in range(before, len(pdf.pages))])
    for number in range(before, len(pdf.pages)):
        for key in ("/AA", "/Annots"):
            if key in pdf.pages[number].obj:
                del pdf.pages[number].obj[key]


class _Tree:
    """The structure trees of all sources under one root; their marks get numbers of their own."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array([])))
        self.numbers: list[tuple[int, pikepdf.Object]] = []
        self.next = 0

    def adopt(self, source: Pdf, pages: Iterable[pikepdf.Page]) -> None:
        tree = source.Root.get("/StructTreeRoot")
        parents = _number_tree(tree.get("/ParentTree")) if tree is not None else {}
        if tree is None or not parents:
            for page in pages:
                if "/StructParents" in page.obj:
                    del page.obj["/StructParents"]
            return
        # pages are here already, so that what refers to one is pointed at ours
        ours = self.pdf.copy_foreign(source.make_indirect(tree))
        kids = ours.get("/K")
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary):
                kid.P = self.document
                self.document.K.append(kid)
        offset = self.next
        for key, value in _number_tree(ours.ParentTree).items():
            self.numbers.append((offset + key, value))
            self.next = max(self.next, offset + key + 1)
        for page in pages:
            if "/StructParents" in page.obj:
                page.obj.StructParents = offset + int(page.obj.StructParents)

    def finish(self) -> None:
        flat: list[pikepdf.Object | int] = []
        for key, value in sorted(self.numbers, key=lambda pair: pair[0]):
            flat += [key, value]
        self.root.K = Array([self.document])
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(flat)))
        self.root.ParentTreeNextKey = self.next
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.Lang = String("vi")


def _number_tree(node: pikepdf.Object | None) -> dict[int, pikepdf.Object]:
    """A number tree as a dictionary; its branches are walked."""
    found: dict[int, pikepdf.Object] = {}
    waiting = [node] if isinstance(node, Dictionary) else []
    while waiting:
        branch = waiting.pop()
        pairs = branch.get("/Nums")
        if isinstance(pairs, Array):
            items = list(pairs)
            found |= {int(key): value for key, value in zip(items[::2], items[1::2], strict=False)}
        kids = branch.get("/Kids")
        if isinstance(kids, Array):
            waiting += [kid for kid in kids if isinstance(kid, Dictionary)]
    return found


def _number(pdf: Pdf, *, first: int) -> None:
    """The running number at the foot of every page after the front matter: "57 / 312"."""
    font = _font(pdf)
    widths = [int(width) for width in font.Widths]
    total = len(pdf.pages)
    for index in range(first, total):
        page = pdf.pages[index]
        text = f"{index + 1} / {total}"
        wide = sum(widths[ord(sign) - FIRST_CHARACTER] for sign in text) / 1000 * SIZE
        _left, _bottom, right, _top = [float(edge) for edge in page.mediabox]
        # an artifact: a reader of the tagged text is not told of it
        drawn = (
            f"/Artifact <</Type /Pagination>> BDC q BT /NumberOfFile {SIZE} Tf 0.35 g "
            f"{right - RIGHT - wide:.2f} {FOOT:.2f} Td ({text}) Tj ET Q EMC"
        )
        # copies: many pages share one dictionary of resources
        resources = _copied(page.obj.get("/Resources"))
        fonts = _copied(resources.get("/Font"))
        fonts["/NumberOfFile"] = font
        resources.Font = fonts
        page.obj.Resources = resources
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + drawn.encode(), prepend=False)


def _copied(known: pikepdf.Object | None) -> pikepdf.Dictionary:
    return Dictionary(dict(known.items())) if isinstance(known, Dictionary) else Dictionary()


@cache
def _digits() -> tuple[bytes, tuple[int, ...], dict[str, int]]:
    """Our serif reduced to what the numbers need, with its widths and measures in thousandths."""
    font = TTFont(settings.FONT_DIR / "LiberationSerif-Regular.ttf")
    scale = 1000 / font["head"].unitsPerEm
    names, advances = font.getBestCmap(), font["hmtx"]
    widths = tuple(round(advances[names[code]][0] * scale) for code in range(FIRST_CHARACTER, LAST_CHARACTER + 1))
    measures = {
        "Ascent": round(font["hhea"].ascent * scale),
        "Descent": round(font["hhea"].descent * scale),
        "CapHeight": round(font["OS/2"].sCapHeight * scale),
    }
    box = [round(getattr(font["head"], edge) * scale) for edge in ("xMin", "yMin", "xMax", "yMax")]
    measures |= dict(zip(("xMin", "yMin", "xMax", "yMax"), box, strict=True))
    subsetter = Subsetter(Options(notdef_outline=True, hinting=False, drop_tables=["FFTM"]))
    subsetter.populate(text="0123456789/ ")
    subsetter.subset(font)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue(), widths, measures


def _font(pdf: Pdf) -> pikepdf.Object:
    data, widths, measures = _digits()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+LiberationSerif"),
        Flags=32,
        FontBBox=[measures["xMin"], measures["yMin"], measures["xMax"], measures["yMax"]],
        ItalicAngle=0,
        Ascent=measures["Ascent"],
        Descent=measures["Descent"],
        CapHeight=measures["CapHeight"],
        StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, data, Length1=len(data))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/AAAAAA+LiberationSerif"),
            FirstChar=FIRST_CHARACTER,
            LastChar=LAST_CHARACTER,
            Widths=list(widths),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _bookmark(pdf: Pdf, leaves: Sequence[Leaf], starts: Sequence[int]) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Mục lục", 0))
        chapter: OutlineItem | None = None
        for leaf, start in zip(leaves, starts, strict=True):
            if chapter is None or chapter.title != leaf.chapter:
                chapter = OutlineItem(leaf.chapter, start)
                outline.root.append(chapter)
            chapter.children.append(OutlineItem(leaf.title, start))
    pdf.Root.PageMode = Name.UseOutlines


def _describe(pdf: Pdf, *, title: str, profile: bytes, archival: bool) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = ["vi"]
        if archival:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = XMP_PART, XMP_CONFORMANCE
    pdf.docinfo["/Title"] = title
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    icc = Stream(pdf, profile, N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB2014.icc"),
        Info=String("sRGB2014.icc"),
        DestOutputProfile=pdf.make_indirect(icc),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])

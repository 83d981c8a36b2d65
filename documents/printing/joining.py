"""Fragments to one PDF/A-2b: many parts, one structure tree, one output intent, one set of metadata.

A fragment's objects are numbered from one and refer to each other; joining shifts the numbers, points what is shared
(page tree, document element, colour profile) at one object, and writes the tables that find everything. Nothing is
parsed and nothing is rendered again, so that a list of which one row changed costs the part it stands in and a copy.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from html import escape
from typing import Any, NamedTuple

REFERENCE = re.compile(rb"\b(\d+) 0 R\b|@S(\d+)@|@T([^@]*)@|@B([^@]*)@")
BETWEEN = b"\x00"  # between objects; no object of ours has it, for text that is not ASCII is written in hexadecimal
OBJECTS_IN_A_STREAM = 400
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="B"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


# (id, page from 0, left, bottom, right, top), points from the page's lower left
Anchor = tuple[str, int, float, float, float, float]


class SignatureField(NamedTuple):
    """An empty signature field: where somebody's own tool puts the signature. label: what is read out."""

    name: str
    label: str
    anchor: Anchor


@dataclass
class Fragment:
    """A rendered part: what `engine` took out of WeasyPrint's hands."""

    count: int  # numbers used, the zero included
    pages: list[int]
    kids: list[int]  # elements right under the document element
    parents: list[Any]  # for each page the elements of its marks in order; then the element of each link
    tables: list[tuple[str, int, int]]  # (name, /TBody, its /Table or 0 where that is in an earlier fragment)
    shared: dict[str, str]
    streams: list[tuple[int, bytes]]
    plain_numbers: list[int]
    plain: bytes  # the objects that are no streams, BETWEEN them
    anchors: list[Anchor] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        head = {field.name: getattr(self, field.name) for field in fields(self)}
        blobs = [data for _number, data in self.streams]
        head["streams"] = [(number, len(data)) for number, data in self.streams]
        head["plain"] = None
        text = zlib.compress(json.dumps(head, separators=(",", ":")).encode(), 1)
        return b"".join([len(text).to_bytes(4, "big"), text, *blobs, self.plain])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Fragment":
        length = int.from_bytes(data[:4], "big")
        head = json.loads(zlib.decompress(data[4 : 4 + length]))
        position = 4 + length
        streams = []
        for number, size in head["streams"]:
            streams.append((number, data[position : position + size]))
            position += size
        head["anchors"] = [tuple(anchor) for anchor in head.get("anchors", [])]
        return cls(**head | {"streams": streams, "plain": data[position:]})


class Writer:
    """The file as it grows: objects go out or wait for an object stream; where each is, is noted for the end."""

    def __init__(self) -> None:
        self.out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self.places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self.waiting: list[tuple[int, bytes]] = []
        self.last = 0

    def new_number(self) -> int:
        self.last += 1
        return self.last

    def stream(self, number: int, data: bytes) -> None:
        self.places[number] = (1, len(self.out), 0)
        self.out += b"%d 0 obj\n%b\nendobj\n" % (number, data)

    def plain(self, number: int, data: bytes) -> None:
        self.waiting.append((number, data))

    def compressed(self, number: int, extra: bytes, data: bytes) -> None:
        packed = zlib.compress(data, 6)
        self.stream(number, b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (extra, len(packed), packed))

    def write_waiting(self) -> None:
        for start in range(0, len(self.waiting), OBJECTS_IN_A_STREAM):
            batch = self.waiting[start : start + OBJECTS_IN_A_STREAM]
            number = self.new_number()
            heads, position = [], 0
            for index, (inner, data) in enumerate(batch):
                heads.append(b"%d %d" % (inner, position))
                self.places[inner] = (2, number, index)
                position += len(data) + 1
            head = b" ".join(heads)
            extra = b"/Type/ObjStm/N %d/First %d" % (len(batch), len(head) + 1)
            self.compressed(number, extra, head + b"\n" + b"\n".join(data for _number, data in batch))

    def finish(self, *, root: int, info: int) -> bytes:
        self.write_waiting()
        number = self.new_number()
        self.places[number] = (1, len(self.out), 0)
        at = len(self.out)
        empty = (0, 0, 0)
        table = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(5, "big") + index.to_bytes(2, "big")
            for kind, place, index in (self.places.get(n, empty) for n in range(number + 1))
        )
        identity = hashlib.sha256(self.out).hexdigest()[:32].encode()
        extra = b"/Type/XRef/W[1 5 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            number + 1,
            root,
            info,
            identity,
            identity,
        )
        self.compressed(number, extra, table)
        self.out += b"startxref\n%d\n%%%%EOF\n" % at
        return bytes(self.out)


def text_string(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def anchors_in(fragments: Sequence[Fragment]) -> list[Anchor]:
    """Where the elements with an id stand when the fragments are joined; of two with one id the first."""
    found: dict[str, Anchor] = {}
    before = 0
    for fragment in fragments:
        for name, page, *box in fragment.anchors:
            found.setdefault(name, (name, before + page, *box))  # type: ignore[arg-type]
        before += len(fragment.pages)
    return list(found.values())


def join(fragments: Sequence[Fragment], *, title: str, profile: bytes, signatures: Sequence[SignatureField] = ()) -> bytes:
    """One tagged PDF/A-2b of all fragments in their order. The same fragments, title and fields give the same bytes."""
    writer = Writer()
    catalog, info, pages, root, document, parent_tree, metadata, icc = (writer.new_number() for _ in range(8))
    shared = {"pages": pages, "document": document}
    bodies: dict[str, list[int]] = {}
    first_tables: dict[str, int] = {}
    bases: list[int] = []
    for fragment in fragments:
        base = writer.last
        bases.append(base)
        writer.last += fragment.count - 1
        for name, body, table in sorted(fragment.tables, key=lambda entry: not entry[2]):
            if table:
                first_tables[name] = base + table
                bodies[name] = []
            else:
                bodies[name].append(base + body)
    key, kids, page_numbers, numbers = 0, [], [], []
    for fragment, base in zip(fragments, bases, strict=True):
        _copy(writer, fragment, base=base, key=key, shared=shared, tables=first_tables, bodies=bodies)
        kids += [base + kid for kid in fragment.kids]
        page_numbers += [base + page for page in fragment.pages]
        for n, parents in enumerate(fragment.parents):
            value = f"{base + parents} 0 R" if isinstance(parents, int) else f"[{references(parents, base)}]"
            numbers.append(f"{key + n} {value}")
        key += len(fragment.parents)
    form = b""
    if signatures:
        widgets = []
        for place in signatures:
            widget, element = _sign_here(writer, place, page=page_numbers[place.anchor[1]], key=key, document=document)
            widgets.append(widget)
            kids.append(element)
            numbers.append(f"{key} {element} 0 R")
            key += 1
        form = b"/AcroForm<</Fields[%b]/SigFlags 1>>" % references(widgets, 0).encode()
    writer.plain(
        catalog,
        b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R/Lang(vi)/MarkInfo<</Marked true>>%b"
        b"/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        b"/OutputConditionIdentifier(sRGB2014.icc)/Info(sRGB2014.icc)/DestOutputProfile %d 0 R>>]>>"
        % (pages, root, metadata, form, icc),
    )
    writer.plain(info, b"<</Title %b>>" % text_string(title))
    writer.plain(pages, f"<</Type/Pages/Count {len(page_numbers)}/Kids[{references(page_numbers, 0)}]>>".encode())
    writer.plain(
        root,
        b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (document, parent_tree, key),
    )
    writer.plain(document, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{references(kids, 0)}]>>".encode())
    writer.plain(parent_tree, f"<</Nums[{' '.join(numbers)}]>>".encode())
    xmp = XMP.format(title=escape(title)).encode()
    writer.stream(metadata, b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(xmp), xmp))
    writer.compressed(icc, b"/N 3", profile)
    return writer.finish(root=catalog, info=info)


def _sign_here(writer: Writer, place: SignatureField, *, page: int, key: int, document: int) -> tuple[int, int]:
    """Write an empty field, what it looks like (nothing, as PDF/A wants it said) and its element; give widget and element."""
    widget, looks, element = (writer.new_number() for _ in range(3))
    _name, _page, left, bottom, right, top = place.anchor
    writer.stream(
        looks,
        b"<</Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources<<>>/Length 0>>\nstream\n\nendstream"
        % (right - left, top - bottom),
    )
    writer.plain(
        widget,
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T%b/TU%b/Rect[%.2f %.2f %.2f %.2f]/F 4/P %d 0 R/AP<</N %d 0 R>>/StructParent %d>>"
        % (text_string(place.name), text_string(place.label), left, bottom, right, top, page, looks, key),
    )
    writer.plain(
        element,
        b"<</Type/StructElem/S/Form/P %d 0 R/Pg %d 0 R/K<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>/Alt%b>>"
        % (document, page, widget, page, text_string(place.label)),
    )
    at = next(n for n, (number, _data) in enumerate(writer.waiting) if number == page)
    writer.waiting[at] = (page, _with_annotation(writer.waiting[at][1], widget))
    return widget, element


def _with_annotation(page: bytes, widget: int) -> bytes:
    head, annots, tail = page.partition(b"/Annots")
    if annots:
        before, bracket, after = tail.partition(b"[")
        return b"%b%b%b%b%d 0 R %b" % (head, annots, before, bracket, widget, after)
    return b"%b /Annots [%d 0 R]>>" % (page.rstrip()[:-2], widget)


def references(numbers: Sequence[int], base: int) -> str:
    return " ".join([f"{base + number} 0 R" for number in numbers])


def _copy(
    writer: Writer,
    fragment: Fragment,
    *,
    base: int,
    key: int,
    shared: dict[str, int],
    tables: dict[str, int],
    bodies: dict[str, list[int]],
) -> None:
    """Write a fragment's objects with their new numbers."""
    ours = {number.encode(): b"%d 0 R" % shared[name] for number, name in fragment.shared.items()}

    def replacement(match: "re.Match[bytes]") -> bytes:
        if match.lastindex == 1:
            return ours.get(match[1]) or b"%d 0 R" % (base + int(match[1]))
        if match.lastindex == 2:
            return b"%d" % (key + int(match[2]))
        if match.lastindex == 3:
            return b"%d 0 R" % tables[match[3].decode()]
        return references(bodies[match[4].decode()], 0).encode()

    for number, data in fragment.streams:
        head, keyword, rest = data.partition(b"stream\n")
        writer.stream(base + number, REFERENCE.sub(replacement, head) + keyword + rest)
    plain = REFERENCE.sub(replacement, fragment.plain).split(BETWEEN)
    writer.waiting += zip([base + number for number in fragment.plain_numbers], plain, strict=True)

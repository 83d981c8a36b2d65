"""Run alone, as a process of its own: limits, a folder with the parts of a Word file, and pandoc's path.

It writes a Word file of nothing but words into the folder (paragraphs, bold, italic, tables, notes, comments, tracked changes;
no picture, no object, no address, no style), and a survey of what it left out. Then it becomes pandoc, under the same limits, and
pandoc reads that file. So neither ever meets a picture, an embedded file or a link, and a file made to exhaust a machine ends
this process, not the worker. It imports nothing of ours, so that it starts in a few hundredths of a second.

What Word says by style (centred, numbered by itself, a heading) is told in front of a paragraph as a note between two private
characters; a run in a font of before Unicode stands between two others. Those who read pandoc's answer take them out again.
"""

import json
import os
import re
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
PARTS = {
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "endnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
}
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

NOTE_BEGINS, NOTE_ENDS, LEGACY_BEGINS, LEGACY_ENDS = "\ue000", "\ue001", "\ue002", "\ue003"
PRIVATE = re.compile("[\ue000-\ue00f]")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
LIFTED = {"hyperlink", "smartTag", "fldSimple", "customXml", "bdo", "dir", "sdtContent"}
KEPT_IN_RUN = {"t", "delText", "br", "cr", "tab", "noBreakHyphen", "softHyphen", "sym", "footnoteReference", "endnoteReference"}
OFF = {"0", "false", "off"}
# pages of numbers that Word counts by itself
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
LONGEST_CHAIN = 20


def name_of(element: Any) -> str:
    """The local name of an element of Word's own namespace, "" for any other."""
    tag = element.tag
    return tag[len(W) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{W}}}") else ""


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def value(element: Any, path: str) -> str | None:
    found = element.find(path, {"w": W}) if element is not None else None
    return None if found is None else found.get(w("val"), "")


def switched(properties: Any, name: str) -> bool | None:
    found = value(properties, f"w:{name}")
    return None if found is None else found.lower() not in OFF


def parse(folder: Path, part: str) -> Any:
    """The root of a part, without any entity or anything from outside; nothing when there is no such part."""
    path = folder / f"{part}.xml"
    if not path.exists():
        return None
    content = path.read_bytes()
    for strict, transitional in STRICT:
        content = content.replace(strict, transitional)
    if b"<!DOCTYPE" in content[:4096]:
        raise ValueError(part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    return etree.fromstring(content, parser)


class Styles:
    """What the styles of the file say of bold, italic, capitals, font, alignment, outline level and numbering."""

    def __init__(self, root: Any) -> None:
        self.styles: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self.resolved: dict[str, dict[str, Any]] = {}
        self.default = ""
        self.base: dict[str, Any] = {}
        if root is None:
            return
        self.base = self.said_by(root.find("w:docDefaults/w:rPrDefault/w:rPr", {"w": W}), None)
        for style in root.findall("w:style", {"w": W}):
            key = style.get(w("styleId"), "")
            self.styles[key] = style
            self.names[key] = (value(style, "w:name") or "").lower()
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}:
                self.default = key

    @staticmethod
    def said_by(run: Any, paragraph: Any) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if run is not None:
            said = {name: switched(run, name) for name in ("b", "i", "caps")}
            fonts = run.find("w:rFonts", {"w": W})
            if fonts is not None:
                said["font"] = fonts.get(w("ascii")) or fonts.get(w("hAnsi"))
        if paragraph is not None:
            said["jc"] = value(paragraph, "w:jc")
            outline = value(paragraph, "w:outlineLvl")
            said["outline"] = int(outline) if outline and outline.isdecimal() else None
            numbering = paragraph.find("w:numPr", {"w": W})
            if numbering is not None:
                said["num"] = value(numbering, "w:numId")
                level = value(numbering, "w:ilvl")
                said["ilvl"] = level if level is not None else None
        return {name: one for name, one in said.items() if one is not None}

    def of(self, key: str | None) -> dict[str, Any]:
        key = key or ""
        if key not in self.resolved:
            chain: list[Any] = []
            at = key
            while at in self.styles and len(chain) < LONGEST_CHAIN:
                chain.append(self.styles[at])
                at = value(self.styles[at], "w:basedOn") or ""
            said: dict[str, Any] = {}
            for style in reversed(chain):
                said |= self.said_by(style.find("w:rPr", {"w": W}), style.find("w:pPr", {"w": W}))
            self.resolved[key] = said
        return self.resolved[key]


class Numbering:
    """The numbers Word counts by itself."""

    def __init__(self, root: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.findall("w:abstractNum", {"w": W}):
            levels = {}
            for level in abstract.findall("w:lvl", {"w": W}):
                number = level.get(w("ilvl"), "0")
                start = value(level, "w:start") or "1"
                levels[int(number) if number.isdecimal() else 0] = (
                    value(level, "w:numFmt") or "decimal",
                    value(level, "w:lvlText") or "",
                    int(start) if start.isdecimal() else 1,
                )
            self.levels[abstract.get(w("abstractNumId"), "")] = levels
        for number in root.findall("w:num", {"w": W}):
            self.lists[number.get(w("numId"), "")] = value(number, "w:abstractNumId") or ""

    def label(self, number: str, level: int) -> tuple[str, str] | None:
        """The format of the paragraph's number, and the number as Word shows it; counts on."""
        abstract = self.lists.get(number)
        levels = self.levels.get(abstract or "")
        if abstract is None or not levels or level not in levels:
            return None
        counts = self.counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        how, text, _start = levels[level]
        if how in {"bullet", "none"}:
            return how, ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            return counted(counts.get(at, levels[at][2]), levels[at][0])

        return how, re.sub(r"%(\d)", shown, text)


def counted(number: int, how: str) -> str:
    if how in {"upperRoman", "lowerRoman"} and 0 < number < 4000:
        text, rest = "", number
        for worth, letters in ROMAN:
            while rest >= worth:
                text, rest = text + letters, rest - worth
        return text if how == "upperRoman" else text.lower()
    if how in {"upperLetter", "lowerLetter"} and 0 < number <= 26:
        return chr((ord("A") if how == "upperLetter" else ord("a")) + number - 1)
    return str(number)


class Plain:
    """A part of the file turned into words alone; `survey` counts what was left out."""

    def __init__(self, styles: Styles, numbering: Numbering, limits: dict[str, int], survey: dict[str, Any]) -> None:
        self.styles, self.numbering, self.limits, self.survey = styles, numbering, limits, survey
        self.tables = 0

    def count(self, what: str) -> None:
        self.survey[what] = self.survey.get(what, 0) + 1

    def blocks(self, parent: Any, *, body: bool = False, inside_table: bool = False) -> list[Any]:
        made: list[Any] = []
        sideways = self.sideways(parent) if body else {}
        for child in list(parent):
            name = name_of(child)
            if name == "p":
                made += self.paragraph(child, landscape=sideways.get(child, False))
            elif name == "tbl":
                made += self.flat(child) if inside_table else self.table(child)
            elif name == "sdt":
                gallery = value(child, "w:sdtPr/w:docPartObj/w:docPartGallery")
                if gallery == "Table of Contents":
                    self.survey["contents"] = True
                    continue
                content = child.find("w:sdtContent", {"w": W})
                if content is not None:
                    made += self.blocks(content, inside_table=inside_table)
            elif name in {"customXml", "ins", "del", "moveFrom", "moveTo", "sdtContent"}:
                made += self.blocks(child, inside_table=inside_table)
            elif child.tag == f"{{{MC}}}AlternateContent":
                chosen = next((one for one in child if one.tag == f"{{{MC}}}Choice"), None)
                if chosen is not None:
                    made += self.blocks(chosen, inside_table=inside_table)
        return made

    @staticmethod
    def sideways(body: Any) -> dict[Any, bool]:
        """Which paragraphs stand on a page that lies on its side: a part's page is told at its end."""
        sideways: dict[Any, bool] = {}
        waiting: list[Any] = []
        for child in body:
            section = child if name_of(child) == "sectPr" else child.find("w:pPr/w:sectPr", {"w": W})
            if name_of(child) == "p":
                waiting.append(child)
            if section is None:
                continue
            size = section.find("w:pgSz", {"w": W})
            if size is not None and size.get(w("orient")) == "landscape":
                sideways.update(dict.fromkeys(waiting, True))
            waiting = []
        return sideways

    def paragraph(self, source: Any, *, landscape: bool = False) -> list[Any]:
        properties = source.find("w:pPr", {"w": W})
        key = value(properties, "w:pStyle") or self.styles.default
        name = self.styles.names.get(key, "")
        if re.match(r"toc \d|mục lục \d|table of figures", name):
            self.survey["contents"] = True
            return []
        said = self.styles.base | self.styles.of(key) | self.styles.said_by(None, properties)
        made = etree.Element(w("p"))
        mark = properties.find("w:rPr", {"w": W}) if properties is not None else None
        changed = None if mark is None else next((one for one in mark if name_of(one) in {"ins", "del"}), None)
        if changed is not None:
            self.mark_changed(made, changed)
        self.runs(source, made, said)
        note = self.note(said, name, made, landscape=landscape)
        if note:
            run = self.run_of(note)
            made.insert(1 if changed is not None else 0, run)
        return [made]

    @staticmethod
    def mark_changed(made: Any, changed: Any) -> None:
        properties = etree.SubElement(etree.SubElement(made, w("pPr")), w("rPr"))
        etree.SubElement(properties, changed.tag, dict(changed.attrib))

    def note(self, said: dict[str, Any], name: str, made: Any, *, landscape: bool) -> str:
        """What is told of a paragraph, between two private characters, and its number as Word shows it."""
        has_words = any(one.text and one.text.strip() for one in made.iter(w("t"), w("delText")))
        if not has_words:
            return ""
        told: dict[str, Any] = {}
        if said.get("jc") in {"center", "right", "end"}:
            told["align"] = "center" if said["jc"] == "center" else "right"
        heading = re.match(r"heading (\d)", name)
        if heading:
            told["level"] = int(heading[1])
        elif isinstance(said.get("outline"), int) and said["outline"] < 9:
            told["level"] = said["outline"] + 1
        if own := re.match(r"vb (mục|số) (\d)", name):
            told["own"] = [own[1], int(own[2])]
        if landscape:
            told["landscape"] = True
        level = said.get("ilvl", "0")
        depth = int(level) if str(level).isdecimal() else 0
        if said.get("num") not in {None, "0", ""} and (found := self.numbering.label(said["num"], depth)):
            told["list"] = [depth, found[0], found[1]]
        return f"{NOTE_BEGINS}{json.dumps(told)}{NOTE_ENDS}" if told else ""

    @staticmethod
    def run_of(text: str) -> Any:
        run = etree.Element(w("r"))
        words = etree.SubElement(run, w("t"))
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = text
        return run

    def runs(self, source: Any, made: Any, said: dict[str, Any]) -> None:
        for child in source:
            name = name_of(child)
            if name == "r":
                self.run(child, made, said)
            elif name in {"ins", "del", "moveFrom", "moveTo"}:
                tag = w({"moveFrom": "del", "moveTo": "ins"}.get(name, name))
                self.runs(child, etree.SubElement(made, tag, dict(child.attrib)), said)
            elif name in LIFTED:
                if name == "hyperlink":
                    self.count("links")
                self.runs(child, made, said)
            elif name == "sdt":
                content = child.find("w:sdtContent", {"w": W})
                if content is not None:
                    self.runs(content, made, said)
            elif name in {"commentRangeStart", "commentRangeEnd"}:
                etree.SubElement(made, child.tag, dict(child.attrib))
            elif child.tag in {f"{{{M}}}oMath", f"{{{M}}}oMathPara"}:
                self.count("equations")
                text = "".join(one.text or "" for one in child.iter(f"{{{M}}}t"))
                made.append(self.run_of(PRIVATE.sub("", text)))
            elif child.tag == f"{{{MC}}}AlternateContent":
                self.alternative(child, made, said)

    def alternative(self, source: Any, made: Any, said: dict[str, Any]) -> None:
        chosen = next((one for one in source if one.tag == f"{{{MC}}}Choice"), None)
        if chosen is None:
            return
        for child in chosen:
            if name_of(child) == "r":
                self.run(child, made, said)
            else:
                self.drawn(child)

    def run(self, source: Any, made: Any, said: dict[str, Any]) -> None:
        properties = source.find("w:rPr", {"w": W})
        style = value(properties, "w:rStyle")
        look = said | (self.styles.of(style) if style else {}) | self.styles.said_by(properties, None)
        if properties is not None and switched(properties, "vanish"):
            return
        run = etree.Element(w("r"))
        kept = etree.SubElement(run, w("rPr"))
        for name in ("b", "i"):
            if look.get(name):
                etree.SubElement(kept, w(name))
        lift = value(properties, "w:vertAlign")
        if lift in {"superscript", "subscript"}:
            etree.SubElement(kept, w("vertAlign")).set(w("val"), lift)
        for child in source:
            name = name_of(child)
            if name in KEPT_IN_RUN:
                run.append(self.kept(child, name, look))
            elif name in {"drawing", "pict", "object"} or child.tag == f"{{{MC}}}AlternateContent":
                self.drawn(child)
        if len(run) > 1:
            made.append(run)
        if (reference := source.find("w:commentReference", {"w": W})) is not None:
            again = etree.SubElement(made, w("r"))
            etree.SubElement(again, reference.tag, dict(reference.attrib))

    def kept(self, source: Any, name: str, look: dict[str, Any]) -> Any:
        made = etree.Element(source.tag, dict(source.attrib))
        if name == "br":
            # a page break is layout, and ours
            made.attrib.clear()
        if name in {"t", "delText"}:
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.text = self.words(source.text or "", look)
        return made

    def words(self, text: str, look: dict[str, Any]) -> str:
        text = NOT_XML.sub("", PRIVATE.sub("", text))
        font = str(look.get("font") or "").strip().lower()
        if font.startswith((".vn", "vni")) and text:
            self.survey["legacy"] = True
            how = "v" if font.startswith("vni") else "T" if font.endswith("h") or look.get("caps") else "t"
            return f"{LEGACY_BEGINS}{how}{text}{LEGACY_ENDS}"
        return text.upper() if look.get("caps") else text

    def drawn(self, element: Any) -> None:
        """Count what a drawing is: a picture, an embedded file, a chart, a box with words in it; a bare line is nothing."""
        if element.tag == f"{{{MC}}}AlternateContent":
            for chosen in [one for one in element if one.tag == f"{{{MC}}}Choice"][:1]:
                for child in chosen:
                    self.drawn(child)
            return
        boxes = list(element.iter(w("txbxContent")))
        for box in boxes:
            words = " ".join("".join(one.text or "" for one in p.iter(w("t"))) for p in box.iter(w("p"))).split()
            if words:
                self.survey.setdefault("boxes", []).append(PRIVATE.sub("", " ".join(words))[:400])
        names = {etree.QName(one).localname for one in element.iter() if isinstance(one.tag, str)}
        if name_of(element) == "object" or "OLEObject" in names:
            self.count("objects")
        elif names & {"blip", "imagedata", "pic"}:
            self.count("pictures")
        elif "chart" in names:
            self.count("charts")
        elif "relIds" in names:
            self.count("pictures")

    def table(self, source: Any) -> list[Any]:
        self.tables += 1
        columns = max((self.width(row) for row in source.iter(w("tr"))), default=0)
        if columns > self.limits["columns"]:
            return [self.note_alone({"wide": [self.tables, columns, self.opening(source)]})]
        table = etree.Element(w("tbl"))
        grid = etree.SubElement(table, w("tblGrid"))
        for _ in range(columns):
            etree.SubElement(grid, w("gridCol")).set(w("w"), "1000")
        for row in self.rows(source):
            self.row(row, table)
        return [table]

    @staticmethod
    def rows(source: Any) -> list[Any]:
        found = []
        for child in source:
            if name_of(child) == "tr":
                found.append(child)
            elif name_of(child) in {"sdt", "sdtContent", "customXml", "ins", "del"}:
                found += Plain.rows(child)
        return found

    @staticmethod
    def cells(row: Any) -> list[Any]:
        found = []
        for child in row:
            if name_of(child) == "tc":
                found.append(child)
            elif name_of(child) in {"sdt", "sdtContent", "customXml", "ins", "del"}:
                found += Plain.cells(child)
        return found

    @staticmethod
    def span(cell: Any) -> int:
        span = value(cell, "w:tcPr/w:gridSpan") or "1"
        return min(int(span), 500) if span.isdecimal() else 1

    @staticmethod
    def width(row: Any) -> int:
        return sum(Plain.span(cell) for cell in Plain.cells(row))

    def row(self, source: Any, table: Any) -> None:
        row = etree.SubElement(table, w("tr"))
        if source.find("w:trPr/w:tblHeader", {"w": W}) is not None:
            etree.SubElement(etree.SubElement(row, w("trPr")), w("tblHeader"))
        for cell in self.cells(source):
            made = etree.SubElement(row, w("tc"))
            properties = etree.SubElement(made, w("tcPr"))
            if (span := self.span(cell)) > 1:
                etree.SubElement(properties, w("gridSpan")).set(w("val"), str(span))
            merge = cell.find("w:tcPr/w:vMerge", {"w": W})
            if merge is not None:
                etree.SubElement(properties, w("vMerge"), dict(merge.attrib))
            inside = self.blocks(cell, inside_table=True)
            for one in inside or [etree.Element(w("p"))]:
                made.append(one)

    def flat(self, source: Any) -> list[Any]:
        """A table inside a cell, as a paragraph for each row."""
        self.count("nested")
        made = []
        for row in self.rows(source):
            cells = ["".join(one.text or "" for one in cell.iter(w("t"))).strip() for cell in self.cells(row)]
            paragraph = etree.Element(w("p"))
            paragraph.append(self.run_of(PRIVATE.sub("", NOT_XML.sub("", " | ".join(cells)))))
            made.append(paragraph)
        return made

    @staticmethod
    def opening(source: Any) -> str:
        return PRIVATE.sub("", " ".join("".join(one.text or "" for one in source.iter(w("t"))).split())[:60])

    def note_alone(self, told: dict[str, Any]) -> Any:
        paragraph = etree.Element(w("p"))
        paragraph.append(self.run_of(f"{NOTE_BEGINS}{json.dumps(told)}{NOTE_ENDS}"))
        return paragraph


def words_around(folder: Path) -> list[str]:
    """What stands in headers and footers beside page numbers."""
    found = []
    for path in sorted(folder.glob("around*.xml")):
        root = parse(folder, path.stem)
        text = " ".join("".join(one.text or "" for one in root.iter(w("t"))).split())
        if sum(letter.isalpha() for letter in text) > 3 and text not in found:
            found.append(PRIVATE.sub("", text)[:200])
    return found


def plain_part(root: Any, plain: Plain) -> Any:
    """Comments or notes: each keeps its number and who wrote it, and words alone."""
    made = etree.Element(root.tag, nsmap={"w": W})
    for child in root:
        if name_of(child) in {"comment", "footnote", "endnote"}:
            kept = etree.SubElement(made, child.tag, dict(child.attrib))
            for block in plain.blocks(child, inside_table=True):
                kept.append(block)
    return made


def write(folder: Path, parts: dict[str, Any]) -> None:
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>' for part, kind in PARTS.items() if part in parts
    )
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{RELATION}{part}" Target="{part}.xml"/>'
        for number, part in enumerate((*(one for one in PARTS if one in parts), "styles"), start=1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    with zipfile.ZipFile(folder / "plain.docx", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{head}<Relationships xmlns="{PACKAGE}relationships">'
            f'<Relationship Id="r1" Type="{RELATION}officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'{head}<Relationships xmlns="{PACKAGE}relationships">{relations}</Relationships>'
        )
        archive.writestr("word/styles.xml", f'{head}<w:styles xmlns:w="{W}"/>')
        for part, root in parts.items():
            archive.writestr(f"word/{part}.xml", etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def make_plain(folder: Path, limits: dict[str, int]) -> dict[str, Any]:
    survey: dict[str, Any] = {}
    styles, numbering = Styles(parse(folder, "styles")), Numbering(parse(folder, "numbering"))
    plain = Plain(styles, numbering, limits, survey)
    source = parse(folder, "document")
    body = source.find("w:body", {"w": W})
    if body is None:
        raise ValueError("body")
    document = etree.Element(w("document"), nsmap={"w": W})
    made = etree.SubElement(document, w("body"))
    for block in plain.blocks(body, body=True):
        made.append(block)
    parts = {"document": document}
    for part in PARTS:
        root = parse(folder, part)
        if root is not None:
            parts[part] = plain_part(root, plain)
    characters = sum(len(one.text or "") for one in document.iter(w("t"), w("delText")))
    if characters > limits["characters"]:
        return {"refused": "too_long"}
    survey["around"] = words_around(folder)
    write(folder, parts)
    return survey


def main() -> None:
    limits, folder, pandoc = json.loads(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["answer"], limits["answer"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        survey = make_plain(folder, limits)
    except MemoryError:
        survey = {"refused": "too_complicated"}
    except Exception:  # noqa: BLE001 -- whatever a broken file raises, it is a broken file
        survey = {"refused": "corrupt"}
    (folder / "survey.json").write_text(json.dumps(survey, ensure_ascii=False), encoding="utf-8", errors="replace")
    if "refused" in survey:
        return
    arguments = [pandoc, "--sandbox", "--from=docx", "--to=json", "--track-changes=all", "--output", str(folder / "words.json")]
    os.execv(pandoc, [*arguments, str(folder / "plain.docx")])  # noqa: S606 -- a path of ours, arguments of ours


if __name__ == "__main__":
    main()

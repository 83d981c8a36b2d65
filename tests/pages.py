"""What every answer of ours must be like, whoever asked."""

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}


class Page(HTMLParser):
    """Headings, fields and their labels of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = ""
        self.headings = 0
        self.titles = 0
        self.inside_label = 0
        self.labels: set[str] = set()
        self.fields: list[tuple[dict[str, str], bool]] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.language = values.get("lang", "")
        self.headings += tag == "h1"
        self.titles += tag == "title"
        if tag == "label":
            self.inside_label += 1
            self.labels.add(values.get("for", ""))
        if tag in LABELLED and values.get("type") not in UNLABELLED_TYPES:
            self.fields.append((values, self.inside_label > 0))
        if tag == "img" and "alt" not in values:
            self.faults.append(f"picture without words: {values.get('src')}")
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"<{tag}> with inline style or handler")
        if (tag == "script" and "src" not in values) or tag == "style":
            self.faults.append(f"inline <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.inside_label -= tag == "label"

    def unlabelled(self) -> list[str]:
        return [
            values.get("name", values.get("id", "?"))
            for values, wrapped in self.fields
            if not wrapped
            and values.get("id", "-") not in self.labels
            and not {"aria-label", "aria-labelledby", "title"} & values.keys()
        ]


def faults_in_page(text: str) -> list[str]:
    page = Page(text)
    faults = list(page.faults)
    if page.language:
        faults += [] if page.language == "vi" else [f"language {page.language}"]
        faults += [] if page.headings == 1 else [f"{page.headings} h1"]
        faults += [] if page.titles >= 1 else ["no title"]
    faults += [f"field without label: {name}" for name in page.unlabelled()]
    faults += [f"id twice: {one}" for one in sorted({one for one in page.ids if page.ids.count(one) > 1})]
    return faults


def faults_in(response: Any) -> list[str]:
    """Headers and structure of an answer with 200."""
    headers, kind = response.headers, response.headers.get("Content-Type", "")
    faults = []
    if "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
        faults.append("no policy")
    if headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("may be sniffed")
    # a file that is shown in place stands in a frame of our own page, a page of ours in none
    framed_by = {"DENY"} if kind.startswith("text/html") or not response.streaming else {"DENY", "SAMEORIGIN"}
    if headers.get("X-Frame-Options") not in framed_by:
        faults.append("may be framed")
    if kind.startswith("text/html"):
        return faults + faults_in_page(response.content.decode())
    if kind == "application/json":
        return faults
    disposition = headers.get("Content-Disposition", "")
    if not re.match(r"(attachment|inline)\b", disposition) or re.search(r"[\r\n]|\.\./", disposition):
        faults.append(f"disposition {disposition!r}")
    if kind.startswith("application/vnd.openxml") and not disposition.startswith("attachment"):
        faults.append("a workbook that opens in the page")
    return faults


def words_of(response: Any) -> str:
    """What can be read in the answer: the page's source, or everything inside a workbook."""
    content = b"".join(response.streaming_content) if response.streaming else bytes(response.content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    # what a drop-down offers to choose from says nothing of anybody
    return re.sub(r"<option\b(?![^>]*\bselected\b)[^>]*>[^<]*", "", content.decode(errors="replace"))

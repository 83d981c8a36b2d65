"""The forms that can be printed. This room knows none of them: a paper registers itself when its module is loaded.

A new paper is one file and one template:

    @register
    class DelegateLetters(PaperForm):
        code = "giay-trieu-tap"
        title = "Giấy triệu tập đại biểu"

        def may_print(self, account, parameters): ...
        def collect(self, parameters, account): ...      # plain values; Refusal when it can't be printed yet
        def pieces(self, content): ...                   # list[Piece]
"""

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from documents.printing.cards import Cards
from documents.printing.tables import Table, html_of
from members.access.models import Account

if TYPE_CHECKING:
    from documents.printing.models import Output, Rendering

Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A stretch of paper that begins on a page of its own, with page numbers of its own.

    html: the whole text, or what stands above the list. table: a long list, cut into pages by us. after: what stands
    below the list; two rows at least stay with it. cards: badges or slips instead (style "badges").
    style: a file of styles/: "portrait", "landscape" or one more. numbered: page numbers from the second page on.
    """

    html: str = ""
    table: Table | None = None
    after: str = ""
    cards: Cards | None = None
    style: str = "portrait"
    numbered: bool = True


class Seal(Protocol):
    """How the bytes of a confidential form are closed while they lie in the database; `place` binds them to their row."""

    def close(self, plain: bytes, *, place: str) -> bytes: ...

    def open(self, sealed: bytes, *, place: str) -> bytes: ...


class PaperForm(ABC):
    """An official form: who may print it, what it says, how it is laid out."""

    code: ClassVar[str]
    title: ClassVar[str]
    # how many days a finished print is kept; None: as long as all others (settings.PRINTS_KEPT_DAYS)
    kept_days: ClassVar[int | None] = None
    # whether the finished PDF has empty signature fields NguoiKy and CoQuan at its (first) signature block
    signature_fields: ClassVar[bool] = False
    # of the personnel work: its prints are recorded under "personnel." names, which only those read in the trace who may see
    # that work (members/accounts/queries.py), without a title that may name a person, and the list of prints offers it to
    # nobody else to look for
    confidential: ClassVar[bool] = False

    # closes its parts and its PDF while they lie in the database; such parts are never shared with another print and are
    # deleted once they are joined (docs/decisions/sealed-prints.md); None: kept as they are
    seal: ClassVar[Seal | None] = None

    @abstractmethod
    def may_print(self, account: Account, parameters: Parameters) -> bool:
        """Whether this account may ask for it with these parameters, and see it when it is there."""

    @abstractmethod
    def collect(self, parameters: Parameters, account: Account) -> Any:
        """Everything that is printed, as plain values. Raises Refusal when something is still missing."""

    @abstractmethod
    def pieces(self, content: Any) -> list[Piece]:
        """The content laid out, piece by piece."""

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        """Whether what is collected now isn't final. Asked when it is collected: since the print was asked for, a list may
        have been reopened."""
        return False

    def watermark(self, parameters: Parameters, account: Account) -> str:
        """The words behind the text of every page: "" for none, "HẾT HIỆU LỰC" (red) for what is no longer in force."""
        return "DỰ THẢO" if self.is_draft(parameters, account) else ""

    def margin_note(self, parameters: Parameters, account: Account) -> str:
        """A small line at the bottom of every page, such as "Dự thảo 2 - in lúc 14:05 ngày 21/11/2026"; "" for none.

        It is part of the content: a time in it makes every print new parts.
        """
        return ""

    def finished(self, rendering: "Rendering", output: "Output") -> None:  # noqa: B027 -- most forms need nothing then
        """Called in the transaction that marks a print done, so that what depends on it (a register that freezes the issued
        file) is there whenever the print is. It may be called again for the same print: twice must be the same as once.

        A Refusal makes the print fail with its sentence; any other exception has the print finished again later.
        """

    def title_of(self, parameters: Parameters) -> str:
        """The title of this very paper: in the list of prints, as file name and in the PDF's own title."""
        return self.title

    def whole_html(self, content: Any) -> str:
        """The same content as one HTML body with ordinary tables: for a browser."""
        return "".join(
            f"{piece.html}{html_of(piece.table) if piece.table else ''}{piece.after}" for piece in self.pieces(content)
        )


REGISTRY: dict[str, PaperForm] = {}


def register(form: type[PaperForm]) -> type[PaperForm]:
    """Class decorator: make the form known under its code."""
    known = REGISTRY.get(form.code)
    if known is not None and type(known).__qualname__ != form.__qualname__:
        raise ValueError(f"Two forms are called {form.code!r}: {type(known)} and {form}.")
    REGISTRY[form.code] = form()
    return form


def form_of(code: str) -> PaperForm | None:
    return REGISTRY.get(code)


def discover(package: str) -> None:
    """Load every module of a package, so that the forms in it register themselves; called when its app is ready."""
    paths = import_module(package).__path__
    for module in pkgutil.iter_modules(paths):
        if module.name not in {"apps", "urls", "migrations"}:
            import_module(f"{package}.{module.name}")

"""A paper made from data, printed as it was issued: what it says was kept with its number (docs/decisions/issued-content.md)."""

from typing import TYPE_CHECKING, Any

from documents.papers.issuing.content import kept_pieces
from documents.papers.models import IssuedContent
from documents.papers.sources import ISSUED, NO_LONGER, outgoing_named, title_of_source
from documents.printing.forms import PaperForm, Parameters, Piece, form_of, register
from documents.register.access import may_view_register
from documents.register.actions.freezing import freeze_issued
from documents.register.models import OutgoingState
from members.access.models import Account
from members.access.refusal import Refusal

if TYPE_CHECKING:
    from documents.printing.models import Output, Rendering

GONE = "Nội dung của văn bản này không còn trong sổ. Hãy báo người quản trị."


@register
class IssuedPaper(PaperForm):
    """parameters: {"outgoing": id}. Whoever sees the register, or may print the paper it was made from."""

    code = ISSUED
    title = "Văn bản đã ban hành"
    signature_fields = True

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        paper = outgoing_named(account, parameters.get("outgoing"))
        if paper is None:
            return False
        if may_view_register(account, paper.unit):
            return True
        source = form_of(paper.source_form)
        return source is not None and source.may_print(account, paper.source_parameters)

    def title_of(self, parameters: Parameters) -> str:
        return title_of_source(parameters) or self.title

    def watermark(self, parameters: Parameters, account: Account) -> str:
        paper = outgoing_named(account, parameters.get("outgoing"))
        return NO_LONGER if paper is not None and paper.state == OutgoingState.VOID else ""

    def finished(self, rendering: "Rendering", output: "Output") -> None:
        freeze_issued(rendering.parameters["outgoing"], output)

    def collect(self, parameters: Parameters, account: Account) -> Any:
        kept = IssuedContent.objects.filter(paper=parameters.get("outgoing")).first()
        if kept is None:
            raise Refusal(GONE)
        return kept.pieces

    def pieces(self, content: Any) -> list[Piece]:
        return kept_pieces(content)

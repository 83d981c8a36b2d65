"""The form that prints biographies alone, of one candidate or of all who are proposed."""

from collections.abc import Mapping
from typing import Any

from congress.personnel.queries.final_list import lives_on_list
from congress.terms.models import Congress
from documents.layout.details import Details
from documents.papers.paper import paper_html
from documents.papers.personnel.biography import biography_of
from documents.papers.personnel.curriculum import AboutCandidate
from documents.papers.personnel.wording import STYLE
from documents.printing.forms import Piece, register


@register
class Biographies(AboutCandidate):
    code = "tieu-su-tom-tat"
    title = "Tiểu sử tóm tắt"
    description = "Nửa trang một người: những gì đã biết, quá trình trong Hội và phần tiểu sử đã viết."

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        return [biography_of(person, text, congress) for person, text in lives_on_list(congress, inside["about"])]

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("biography", one), style=STYLE) for one in content]

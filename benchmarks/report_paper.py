"""The report as a paper that the workers of the benches know (Stage.start_workers has them load this)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from benchmarks.report import report_html
from documents.printing.forms import PaperForm, Piece, register
from members.access.models import Account


@register
class Report(PaperForm):
    """parameters: seed, so that no two are the same."""

    code: ClassVar[str] = "bench-report"
    title: ClassVar[str] = "Báo cáo tổng kết"

    def may_print(self, account: Account, parameters: Mapping[str, Any]) -> bool:
        return account.is_active

    def collect(self, parameters: Mapping[str, Any], account: Account) -> Any:
        return report_html(seed=int(parameters["seed"]))

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(content)]

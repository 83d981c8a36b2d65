"""What all papers of the personnel work have in common (procedure.md §4.7).

Whoever prints must see the personnel work of the congress; the print is hers alone. Papers with names are made under an export
that a second person agreed to, once, within a day; they carry her name and the time on every page. Parts, PDF and what was
filled in lie sealed with the room's key.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.utils import timezone

from congress.personnel.access import may_see
from congress.personnel.models import Export, ExportState
from congress.personnel.queries.exports import VALID_FOR
from congress.personnel.sealing import Unopenable, open_named, seal_named
from congress.terms.models import Congress
from documents.layout.details import Details
from documents.papers.paper import Missing, Paper
from documents.papers.queries import congress_named
from documents.printing.forms import Parameters
from members.access.models import Account
from members.access.refusal import Refusal

ABOUT_STEP, ABOUT_CANDIDATE = "step", "candidate"
PLACE = "print:parameters"
NOBODY = "Danh sách đề nghị chưa có ai. Hãy đưa người vào cột “Đề nghị” của bảng cơ cấu trước."
NOT_AGREED = "Văn bản có tên người chỉ in được khi một người thứ hai đã đồng ý. Hãy tạo yêu cầu xuất rồi in lại."
TOO_LATE = "Sự đồng ý cho lần xuất này đã quá một ngày. Hãy tạo yêu cầu xuất mới."


class RoomSeal:
    """The personnel room's key, over what is printed of it."""

    def close(self, plain: bytes, *, place: str) -> bytes:
        return seal_named(plain, place=place)

    def open(self, sealed: bytes, *, place: str) -> bytes:
        return open_named(sealed, place=place)


class PersonnelPaper(Paper):
    """`parameters` lie open: congress, by, title (which names nobody), export. Sealed in "sealed": details, texts, step,
    candidate, size."""

    confidential = True
    is_restricted = True
    seal = RoomSeal()
    kept_days = 2
    # names people: needs an export with two keys, and the watermark
    has_names: ClassVar[bool] = True
    # what it is about beside the congress: "step", "candidate" (none chosen: all who are proposed), "" nothing
    about: ClassVar[str] = ""

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        """Never on the page of a congress's other papers: these have their own."""
        return False

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        congress = congress_named(account, parameters.get("congress"))
        return congress is not None and parameters.get("by") == account.pk and may_see(account, congress)

    def missing_about(self, congress: Congress, about: int | None) -> list[Missing]:
        """Why it can't be printed of this step or candidate; of the congress: `missing`."""
        return self.missing(congress)

    def title_about(self, congress: Congress, about: int | None) -> str:
        """What the print is called where others might read it: it names nobody."""
        return self.title

    def parameters_for(
        self,
        *,
        congress: Congress,
        details: Details,
        texts: Mapping[str, str],
        about: int | None,
        size: str,
        export: Export | None,
        by: Account,
    ) -> dict[str, Any]:
        inside = {"details": details.as_dict(), "texts": dict(texts), "about": about, "size": size}
        sealed = self.seal.close(json.dumps(inside, ensure_ascii=False).encode(), place=PLACE)
        return {
            "congress": congress.pk,
            "by": by.pk,
            "title": self.title_about(congress, about),
            "export": export.pk if export else None,
            "sealed": b64encode(sealed).decode(),
        }

    def opened(self, parameters: Parameters) -> dict[str, Any]:
        """What was sealed of the parameters; raises Refusal where no key we have opens it."""
        try:
            plain = self.seal.open(b64decode(str(parameters.get("sealed", ""))), place=PLACE)
        except (Unopenable, ValueError) as error:
            raise Refusal("Yêu cầu in này không mở được nữa. Hãy tạo yêu cầu mới.") from error
        found: dict[str, Any] = json.loads(plain)
        return found

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        if self.has_names:
            _require_export(parameters, account, self.code)
        inside = self.opened(parameters)
        for missing in self.missing_about(congress, inside["about"]):
            raise Refusal(missing.sentence)
        return self.content(congress, Details.of(inside["details"]), inside["texts"], inside)

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        """Everything that is printed. `inside`: about (id of a step or candidate), size."""
        raise NotImplementedError

    def is_draft(self, parameters: Parameters, account: Account) -> bool:
        return bool(self.draft_reason(self.congress_of(parameters, account), parameters))

    def watermark(self, parameters: Parameters, account: Account) -> str:
        if not self.has_names:
            return super().watermark(parameters, account)
        return f"{account.full_name} {timezone.localtime():%H:%M %d/%m/%Y}"

    def margin_note(self, parameters: Parameters, account: Account) -> str:
        if not self.has_names:
            return ""
        draft = "Dự thảo. " if self.is_draft(parameters, account) else ""
        return f"{draft}Nội bộ nhân sự. {account.full_name} in lúc {timezone.localtime():%H:%M ngày %d/%m/%Y}."


def _require_export(parameters: Parameters, account: Account, form: str) -> None:
    """The export this very print is made under: hers, used, and not longer ago than a day, so that printing it again later
    does not take out other names than those a second person agreed to."""
    since = timezone.now() - VALID_FOR - timedelta(minutes=10)
    found = Export.objects.filter(
        pk=parameters.get("export") or 0,
        form=form,
        congress=parameters.get("congress"),
        asked_by=account,
        state=ExportState.USED,
    ).first()
    if found is None:
        raise Refusal(NOT_AGREED)
    if found.used_at is None or found.used_at < since:
        raise Refusal(TOO_LATE)

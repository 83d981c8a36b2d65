"""Rounds for tests: a province with units below it, a draft put to them, and the people who answer."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from documents.drafting.actions.comments import Words, send_comment
from documents.drafting.actions.rounds import open_round
from documents.drafting.models import Comment, Document, Participation, Round
from documents.drafting.rules.text import Block, Kind, Section, Style, Text
from members.access.models import Account
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_document, make_province, make_unit

KEYS = {"results": "muc-kq", "targets": "muc-ct", "first": "doan-mot", "second": "doan-hai"}


def sample_text() -> Text:
    """Phần I with two sections, Phần II with one; keys that tests can name."""
    return Text(
        (
            Section("mo-dau", Style.LEAD, "", (Block("loi-mo", Kind.PARAGRAPH, "Thực hiện kế hoạch của cấp trên."),)),
            Section("phan-mot", Style.PART, "Tổng kết nhiệm kỳ"),
            Section(
                "muc-kq",
                Style.ROMAN,
                "Kết quả thực hiện",
                (
                    Block("doan-mot", Kind.PARAGRAPH, "Toàn tỉnh có <strong>2.145</strong> hội viên."),
                    Block("doan-hai", Kind.ITEM, "Phong trào thi đua", ordered=True),
                    Block("doan-ba", Kind.ITEM, "Công trình, phần việc", ordered=True),
                ),
            ),
            Section("muc-hc", Style.ROMAN, "Hạn chế, nguyên nhân", (Block("doan-bon", Kind.PARAGRAPH, "Còn có nơi chậm."),)),
            Section("phan-hai", Style.PART, "Phương hướng"),
            Section("muc-ct", Style.ROMAN, "Chỉ tiêu", (Block("doan-nam", Kind.PARAGRAPH, "Phấn đấu 100%."),)),
        )
    )


@dataclass
class Made:
    """One province: two hội cơ sở, a chi hội below the first, and their heads; a round on the draft of the province."""

    province: Unit
    staff: Account
    units: dict[str, Unit]
    heads: dict[str, Account]
    document: Document
    round: Round

    def asked(self, name: str) -> Participation:
        return Participation.objects.select_related("unit", "round__document__unit", "round__version").get(
            round=self.round, unit=self.units[name]
        )

    def say(self, name: str = "branch", *, body: str = "Nên nêu rõ số liệu.", **fields: Any) -> Comment:
        return send_comment(participation=self.asked(name), words=Words(body=body, **fields), by=self.heads[name])


def make_round(*, closes_on: date | None = None, asked: tuple[str, ...] = ("branch", "chapter"), more: int = 0) -> Made:
    province = make_province()
    staff = make_account("standing", province)
    branch = make_unit(parent=province, name="Hội phụ nữ Phòng Một", contact_name="Đỗ Thị Liên", contact_phone="0900 111 222")
    other = make_unit(parent=province, name="Hội phụ nữ Phòng Hai")
    chapter = make_unit(parent=province, name="Chi hội phụ nữ xã Hoà An", kind=UnitKind.COMMUNE_CHAPTER)
    units = {"branch": branch, "other": other, "chapter": chapter}
    for number in range(more):
        units[f"more-{number}"] = make_unit(parent=province, name=f"Chi hội phụ nữ xã Số {number}", kind=UnitKind.COMMUNE_CHAPTER)
    heads = {
        "branch": make_account("branch_committee", branch),
        "other": make_account("branch_committee", other),
        "chapter": make_account("chapter_head", chapter),
    }
    document = make_document(province, by=staff, text=sample_text())
    today = timezone.localdate()
    chosen = [unit for name, unit in units.items() if name in asked or name.startswith("more-")]
    found = open_round(document=document, units=chosen, closes_on=closes_on or today + timedelta(days=7), by=staff, today=today)
    return Made(province, staff, units, heads, document, found)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

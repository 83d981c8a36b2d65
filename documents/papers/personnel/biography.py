"""Tiểu sử tóm tắt: half a page a person, for the papers of the congress."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from congress.terms.models import Congress
from documents.layout.details import lines_of_text
from documents.papers.personnel.wording import body_of, day, verb_of


def biography_of(person: Mapping[str, Any], text: str, congress: Congress) -> dict[str, Any]:
    """What templates/print/biography.html takes: facts that people knows, then what was written about her.

    `person`: as of congress.personnel.queries.final_list.rows_of; `text`: her biography.
    """
    return {
        "type": "TIỂU SỬ TÓM TẮT",
        "lead": f"Nhân sự giới thiệu {verb_of(congress)} {body_of(congress)}, nhiệm kỳ {congress.term}",
        "name": str(person.get("name") or "").upper(),
        "facts": list(_facts(person)),
        "text": [line if line.endswith((".", "!", "?", ";", ":")) else f"{line}." for line in lines_of_text(text)],
        "career": [
            f"Từ {_month(office['starts'])} {'đến ' + _month(office['ends']) if office['ends'] else 'đến nay'}: "
            f"{office['position']}, {office['unit']}"
            for office in person.get("career") or ()
        ],
    }


def _month(iso: str) -> str:
    return f"{date.fromisoformat(iso):%m/%Y}"


def _facts(person: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    def said(key: str) -> str:
        return str(person.get(key) or "")

    where = ", ".join(filter(None, (said("position"), said("workplace") or said("unit"))))
    party, official = day(said("party_joined")), day(said("party_official"))
    awards = "; ".join(one["title"] + (f" ({one['year']})" if one["year"] else "") for one in person.get("awards") or ())
    known = (
        ("Ngày sinh", day(said("birth"))),
        ("Quê quán", said("home_town")),
        ("Dân tộc", said("ethnicity")),
        ("Tôn giáo", said("religion")),
        ("Cấp bậc hàm", said("rank")),
        ("Chức vụ, đơn vị công tác", where),
        ("Chức vụ trong Hội", said("union_position")),
        ("Trình độ chuyên môn", ", ".join(filter(None, (said("education"), said("education_field"))))),
        ("Lý luận chính trị", said("political_theory")),
        ("Ngày vào Đảng", f"{party} (chính thức {official})" if party and official else party),
        ("Khen thưởng", awards),
        ("Chức danh dự kiến", said("post")),
    )
    return ((label, value) for label, value in known if value)

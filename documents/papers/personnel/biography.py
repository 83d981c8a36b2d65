"""Tiểu sử tóm tắt: half a page a person, for the papers of the congress."""

from collections.abc import Iterator
from typing import Any

from congress.personnel.models import Candidate
from congress.terms.models import Congress
from documents.layout.details import lines_of_text
from documents.papers.personnel.wording import body_of, day, verb_of
from members.people.models import Member


def biography_of(candidate: Candidate, congress: Congress) -> dict[str, Any]:
    """What templates/print/biography.html takes: facts that people knows, then what was written about her."""
    member = candidate.member
    return {
        "type": "TIỂU SỬ TÓM TẮT",
        "lead": f"Nhân sự giới thiệu {verb_of(congress)} {body_of(congress)}, nhiệm kỳ {congress.term}",
        "name": member.full_name.upper(),
        "facts": list(_facts(candidate, member)),
        "text": [line if line.endswith((".", "!", "?", ";", ":")) else f"{line}." for line in lines_of_text(candidate.biography)],
        "career": [
            f"Từ {office.starts_on:%m/%Y} {f'đến {office.ends_on:%m/%Y}' if office.ends_on else 'đến nay'}: "
            f"{office.position_label}, {office.unit.name}"
            for office in member.offices.all()
        ],
    }


def _facts(candidate: Candidate, member: Member) -> Iterator[tuple[str, str]]:
    where = ", ".join(filter(None, (member.police_position, member.workplace or member.unit.name)))
    party = day(member.party_joined)
    awards = "; ".join(f"{one.title}{f' ({one.year})' if one.year else ''}" for one in member.awards.all())
    known = (
        ("Ngày sinh", day(member.birth_date)),
        ("Quê quán", member.home_town),
        ("Dân tộc", member.ethnicity_label),
        ("Tôn giáo", member.religion_label),
        ("Cấp bậc hàm", member.rank_label),
        ("Chức vụ, đơn vị công tác", where),
        ("Chức vụ trong Hội", member.union_position_label),
        ("Trình độ chuyên môn", ", ".join(filter(None, (member.education_label, member.education_field)))),
        ("Lý luận chính trị", member.political_theory_label),
        ("Ngày vào Đảng", f"{party} (chính thức {day(member.party_official)})" if party and member.party_official else party),
        ("Khen thưởng", awards),
        ("Chức danh dự kiến", candidate.post),
    )
    return ((label, value) for label, value in known if value)

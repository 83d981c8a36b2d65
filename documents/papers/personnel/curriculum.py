"""F6: sơ yếu lý lịch, in the form 2C-TCTW-98 or in that of Thông tư 06/2023/TT-BNV, filled in as far as people knows her.

What is not known is dots. Numbers of identity papers are never printed, though both forms have a line for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from congress.personnel.models import Candidate
from congress.personnel.queries.final_list import as_locked
from congress.personnel.queries.papers import candidate_named, has_listed, lives_of
from congress.terms.models import Congress
from documents.layout.details import Details
from documents.papers.paper import Missing, paper_html
from documents.papers.personnel.biography import biography_of
from documents.papers.personnel.dotted import Field, Shown, blank_line, dotted, with_room
from documents.papers.personnel.paper import ABOUT_CANDIDATE, NOBODY, PersonnelPaper
from documents.papers.personnel.wording import STYLE, day
from documents.papers.queries import police_name
from documents.printing.forms import Piece, register
from members.people.models import Member, Office
from vietnamese.dates import PartialDate

OLD, NEW, BOTH = "2c", "tt06", "2c_tieu_su"
BESIDE_PHOTO = 119.0
DEGREES = frozenset({"doctorate", "master"})


class AboutCandidate(PersonnelPaper):
    """A paper about one candidate, or about all who are proposed, each on pages of her own."""

    about = ABOUT_CANDIDATE

    def missing_about(self, congress: Congress, about: int | None) -> list[Missing]:
        if about is None:
            return [] if has_listed(congress) else [Missing(NOBODY, "personnel:board", (congress.pk,))]
        return [] if candidate_named(congress, about) else [Missing("Không còn người này trong nguồn nhân sự.")]

    def title_about(self, congress: Congress, about: int | None) -> str:
        return f"{self.title} (một người)" if about is not None else f"{self.title} (danh sách đề nghị)"


@register
class Curriculum(AboutCandidate):
    code = "so-yeu-ly-lich"
    title = "Sơ yếu lý lịch"
    description = "Điền sẵn những gì đã biết, còn lại để chấm; không in số định danh, số căn cước."
    asks = ("dated_on", "place")
    sizes = ((OLD, "Mẫu 2C-TCTW/98"), (NEW, "Mẫu theo Thông tư 06/2023/TT-BNV"), (BOTH, "Mẫu 2C-TCTW/98 và tiểu sử tóm tắt"))
    size_label = "Mẫu"

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        people = lives_of(congress, inside["about"])
        form = inside.get("size") or OLD
        fill = successor if form == NEW else old_form
        place = details.place or congress.unit.place
        return [
            {
                "form": NEW if form == NEW else OLD,
                "sheet": fill(one, congress) | {"place": place, "declarant": one.member.full_name},
                # beside her own declaration of today stands what is known of her today, whatever was locked
                "biography": biography_of(as_locked(one), one.biography, congress) if form == BOTH else None,
            }
            for one in people
        ]

    def pieces(self, content: Any) -> list[Piece]:
        found = []
        for one in content:
            template = "curriculum_2023" if one["form"] == NEW else "curriculum_2c"
            found.append(Piece(html=paper_html(template, one["sheet"]), style=STYLE))
            if one["biography"]:
                found.append(Piece(html=paper_html("biography", one["biography"]), style=STYLE))
        return found


def offices_of(member: Member) -> list[Office]:
    return list(member.offices.all())


def career_rows(member: Member) -> list[list[str]]:
    """The posts in the union that are known, from the first on, with what she is now at the end."""
    rows = []
    for office in offices_of(member):
        until = f"{office.ends_on:%m/%Y}" if office.ends_on else "nay"
        rows.append([f"{office.starts_on:%m/%Y} - {until}", f"{office.position_label}, {office.unit.name}"])
    now = ", ".join(filter(None, (member.rank_label, member.police_position, member.workplace or member.unit.name)))
    return [*rows, ["Hiện nay", now]] if now else rows


def awards_words(member: Member) -> str:
    return "; ".join(f"{one.title}{f' ({one.year})' if one.year else ''}" for one in member.awards.all())


def disciplines_words(member: Member) -> str:
    return "; ".join(f"{one.form}{f' ({one.year})' if one.year else ''}" for one in member.disciplines.all())


def _posts(member: Member) -> str:
    return "; ".join(filter(None, (member.party_position, member.union_position_label, member.police_position)))


def _birth(birth: PartialDate | None) -> tuple[str, str, str]:
    if birth is None:
        return "", "", ""
    return (f"{birth.day:02}" if birth.day else ""), (f"{birth.month:02}" if birth.month else ""), str(birth.year)


def _photo_side(*fields: Field) -> list[Shown]:
    return dotted(*fields, width=BESIDE_PHOTO)


def _home(member: Member, *, width: float = 165.0) -> list[Shown]:
    """Quê quán; the levels of government that are there are in her own words."""
    return dotted(Field("6) Quê quán (xã, phường, tỉnh, thành phố):", member.home_town), width=width)


def old_form(candidate: Candidate, congress: Congress) -> dict[str, Any]:
    """Mẫu 2C-TCTW-98, items 1 to 31."""
    member = candidate.member
    on, month, year = _birth(member.birth)
    degree = member.degree or (member.education_label if member.education in DEGREES else "")
    return {
        "left": [
            dotted(Field("Tỉnh:", police_name(congress)), width=100),
            dotted(Field("Đơn vị trực thuộc:", member.workplace or member.unit.label), width=100),
            dotted(Field("Đơn vị cơ sở:", member.unit.label), width=100),
        ],
        "right": [dotted(Field("Số hiệu cán bộ:"), width=58)],
        "beside": [
            _photo_side(Field("1) Họ và tên khai sinh:", member.full_name.upper(), bold=True), Field("Nam, nữ:", "Nữ")),
            _photo_side(Field("2) Các tên gọi khác:")),
            _photo_side(Field("3) Cấp uỷ hiện tại:", member.party_position), Field("Cấp uỷ kiêm:")),
            _photo_side(Field("Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm):", _posts(member))),
            _photo_side(Field("Phụ cấp chức vụ:")),
            _photo_side(Field("4) Sinh ngày", on), Field("tháng", month), Field("năm", year)),
            _photo_side(Field("5) Nơi sinh:")),
            _home(member, width=BESIDE_PHOTO),
        ],
        "lines": [
            dotted(Field("7) Nơi ở hiện nay:", member.residence), Field("đ/thoại:", member.phone)),
            dotted(
                Field("8) Dân tộc (Kinh, Tày, Mông, Ê đê…):", member.ethnicity_label),
                Field("9) Tôn giáo:", member.religion_label),
            ),
            dotted(Field("10) Thành phần gia đình xuất thân:", member.family_background)),
            dotted(Field("11) Nghề nghiệp bản thân trước khi được tuyển dụng:")),
            dotted(Field("12) Ngày được tuyển dụng:"), Field("Vào cơ quan nào, ở đâu:")),
            dotted(Field("13) Ngày vào cơ quan hiện đang công tác:"), Field("Ngày tham gia cách mạng:")),
            dotted(
                Field("14) Ngày vào Đảng Cộng sản Việt Nam:", day(member.party_joined)),
                Field("Ngày chính thức:", day(member.party_official)),
            ),
            dotted(Field("15) Ngày tham gia các tổ chức chính trị, xã hội:", _joined_union(member))),
            dotted(Field("16) Ngày nhập ngũ:"), Field("Ngày xuất ngũ:")),
            dotted(Field("Quân hàm, chức vụ cao nhất (năm):", member.rank_label)),
            dotted(
                Field("17) Trình độ học vấn: Giáo dục phổ thông:", member.general_education),
                Field("Học hàm, học vị cao nhất:", degree),
            ),
            dotted(Field("Chuyên môn:", _education(member)), Field("Lý luận chính trị:", member.political_theory_label)),
            dotted(Field("Ngoại ngữ:", member.languages)),
            dotted(Field("18) Công tác chính đang làm:", member.police_position)),
            dotted(Field("19) Ngạch công chức:"), Field("(mã số:"), Field(") Bậc lương:"), Field("hệ số:"), Field("từ tháng:")),
            dotted(Field("20) Danh hiệu được phong (năm nào):")),
            dotted(Field("21) Sở trường công tác:"), Field("Công việc đã làm lâu nhất:")),
            dotted(Field("22) Khen thưởng:", awards_words(member))),
            dotted(
                Field(
                    "23) Kỷ luật (Đảng, Chính quyền, đoàn thể; cấp quyết định, năm, lý do, hình thức):", disciplines_words(member)
                )
            ),
            dotted(Field("24) Tình trạng sức khoẻ:"), Field("Cao: 1m"), Field("Cân nặng (kg):"), Field("Nhóm máu:")),
            dotted(Field("25) Số chứng minh nhân dân:"), Field("Thương binh loại:"), Field("Gia đình liệt sĩ:")),
        ],
        "training": with_room(_training(member), columns=5),
        "career": with_room(career_rows(member), columns=2),
        "history": [blank_line() for _ in range(4)],
        "abroad": [blank_line() for _ in range(3)],
        "family": [
            (
                "a) Về bản thân: bố, mẹ, chồng, các con, anh chị em ruột",
                _rows("Bố, mẹ", "Chồng", "Các con", "Anh chị em ruột"),
            ),
            ("b) Về bên chồng: bố, mẹ, anh chị em ruột", _rows("Bố, mẹ", "Anh chị em ruột")),
        ],
        "economy": [blank_line() for _ in range(2)],
        "salary": [["Tháng, năm", *[""] * 6], ["Ngạch, bậc", *[""] * 6], ["Hệ số lương", *[""] * 6]],
    }


def successor(candidate: Candidate, congress: Congress) -> dict[str, Any]:
    """The form of Thông tư 06/2023/TT-BNV, as far as its labels are known here (formats.md F6)."""
    member = candidate.member
    on, month, year = _birth(member.birth)
    return {
        "left": [
            dotted(Field("Cơ quan quản lý cán bộ, công chức, viên chức:", police_name(congress)), width=100),
            dotted(
                Field("Cơ quan, đơn vị sử dụng cán bộ, công chức, viên chức:", member.workplace or member.unit.label), width=100
            ),
        ],
        "right": [dotted(Field("Số hiệu:"), width=58), dotted(Field("Mã số định danh:"), width=58)],
        "beside": [
            _photo_side(Field("1) Họ và tên khai sinh (in hoa):", member.full_name.upper(), bold=True)),
            _photo_side(Field("2) Tên gọi khác:"), Field("Giới tính:", "Nữ")),
            _photo_side(Field("3) Sinh ngày", on), Field("tháng", month), Field("năm", year)),
            _photo_side(Field("4) Nơi sinh:")),
            _photo_side(Field("5) Quê quán:", member.home_town)),
            _photo_side(Field("6) Dân tộc:", member.ethnicity_label), Field("7) Tôn giáo:", member.religion_label)),
            _photo_side(Field("8) Số CCCD:"), Field("Ngày cấp:")),
            _photo_side(Field("SĐT liên hệ:", member.phone)),
        ],
        "lines": [
            dotted(Field("9) Số BHXH:"), Field("Số thẻ BHYT:")),
            dotted(Field("10) Nơi ở hiện nay:", member.residence)),
            dotted(Field("11) Thành phần gia đình xuất thân:", member.family_background)),
            dotted(Field("12) Nghề nghiệp trước khi được tuyển dụng:")),
            dotted(Field("13) Ngày được tuyển dụng lần đầu:"), Field("Cơ quan tuyển dụng:")),
            dotted(Field("14) Ngày vào cơ quan hiện đang công tác:")),
            dotted(
                Field("15) Ngày vào Đảng Cộng sản Việt Nam:", day(member.party_joined)),
                Field("Ngày chính thức:", day(member.party_official)),
            ),
            dotted(Field("16) Ngày tham gia tổ chức chính trị - xã hội:", _joined_union(member))),
            dotted(Field("17) Cấp bậc hàm:", member.rank_label), Field("Ngày nhập ngũ:"), Field("Ngày xuất ngũ:")),
            dotted(Field("18) Chức vụ, chức danh hiện tại:", _posts(member))),
            dotted(Field("19) Trình độ giáo dục phổ thông:", member.general_education)),
            dotted(Field("20) Trình độ chuyên môn cao nhất:", _education(member)), Field("Học hàm, học vị:", member.degree)),
            dotted(
                Field("21) Lý luận chính trị:", member.political_theory_label), Field("Ngoại ngữ, tin học:", member.languages)
            ),
            dotted(Field("22) Công việc chính được giao:", member.police_position)),
            dotted(Field("23) Ngạch, chức danh nghề nghiệp:"), Field("Mã số:"), Field("Bậc:"), Field("Hệ số:")),
            dotted(Field("24) Khen thưởng:", awards_words(member))),
            dotted(Field("25) Kỷ luật:", disciplines_words(member))),
            dotted(Field("26) Tình trạng sức khoẻ:"), Field("Chiều cao:"), Field("Cân nặng:"), Field("Nhóm máu:")),
        ],
        "training": with_room(_training(member), columns=5),
        "career": with_room(career_rows(member), columns=2),
        "history": [blank_line() for _ in range(4)],
        "family": [
            ("a) Bản thân", _rows("Bố, mẹ", "Chồng", "Các con", "Anh chị em ruột")),
            ("b) Bên chồng", _rows("Bố, mẹ", "Anh chị em ruột")),
        ],
        "economy": [blank_line() for _ in range(2)],
        "salary": [["Tháng, năm", *[""] * 6], ["Ngạch, bậc", *[""] * 6], ["Hệ số lương", *[""] * 6]],
    }


def _rows(*labels: str) -> Sequence[Sequence[str]]:
    return [[label, "", "", ""] for label in labels]


def _joined_union(member: Member) -> str:
    return f"Hội Phụ nữ: {day(member.union_joined)}" if member.union_joined else ""


def _education(member: Member) -> str:
    return ", ".join(filter(None, (member.education_label, member.education_field)))


def _training(member: Member) -> list[list[str]]:
    if not member.education:
        return []
    return [["", member.education_field, "", "", member.education_label]]

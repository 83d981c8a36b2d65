"""The columns of a "danh sách trích ngang" (procedure.md §3.5) and the headings under which chapters write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from vietnamese.search import search_key


class Content(StrEnum):
    """How the cells of a column are read."""

    NAME = "name"
    DATE = "date"
    REFERENCE = "reference"
    EDUCATION = "education"
    POSITION = "position"
    CATEGORY = "category"
    YES_NO = "yes_no"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` is what we print; `synonyms` are further headings, written without accents as `heading_key` gives them."""

    key: str
    heading: str
    content: Content = Content.TEXT
    synonyms: tuple[str, ...] = ()
    longest: int = 200
    width: int = 18
    sensitive: bool = False


def _synonyms(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


COLUMNS: tuple[Column, ...] = (
    Column(
        "full_name", "Họ và tên", Content.NAME,
        _synonyms("ho ten|ho va ten khai sinh|ho ten khai sinh|ho ten dai bieu|ho va ten dai bieu|ho va ten hoi vien|"
                  "ho ten hoi vien|ten hoi vien|ten dai bieu|ho va ten can bo|ho va ten dong chi|ho va ten dc|"
                  "ho chu dem va ten|ho dem va ten|ho va ten chi in hoa|ho va ten viet chu in hoa|hoten|hovaten|full name"),
        80, 28,
    ),
    Column(
        "birth_date", "Ngày, tháng, năm sinh", Content.DATE,
        _synonyms("ngay sinh|nam sinh|sinh ngay|sinh nam|ngay thang nam sinh|ngay thang sinh|ntns|ngay thg nam sinh|"
                  "ngay thang nam sinh nu|ngay sinh nu|nam sinh nu|ngay thang nam sinh nam|ngay sinh nam|nam sinh nam|"
                  "ns|sinh|n sinh|ngay thang nam sinh nam nu|date of birth|ngaysinh|namsinh"),
        40, 16,
    ),
    Column("ethnicity", "Dân tộc", Content.REFERENCE, _synonyms("dtoc|d toc|thanh phan dan toc|dan toc it nguoi|dt thieu so"),
           40, 11, sensitive=True),
    Column("religion", "Tôn giáo", Content.REFERENCE, _synonyms("ton giao neu co|t giao|theo ton giao|"
                  "dao"), 60, 12, sensitive=True),
    Column(
        "home_town", "Quê quán", Content.TEXT,
        _synonyms("nguyen quan|que quan xa tinh|que|que quan xa phuong tinh thanh pho|que quan xa phuong tinh tp|noi sinh"),
        200, 28,
    ),
    Column(
        "residence", "Nơi ở hiện nay", Content.TEXT,
        _synonyms("cho o hien nay|noi o|cho o|noi cu tru|thuong tru|noi thuong tru|ho khau thuong tru|dia chi|"
                  "dia chi hien nay|noi o hien tai|dia chi thuong tru"),
        200, 28,
    ),
    Column(
        "rank", "Cấp bậc hàm", Content.REFERENCE,
        _synonyms("cap bac|cap ham|quan ham|cap bac quan ham|cb ham|cap bac ham hien tai|ham|cap bac hien tai|cb"),
        40, 14,
    ),
    Column(
        "position", "Chức vụ", Content.POSITION,
        _synonyms("chuc danh|chuc vu hien nay|chuc vu chuc danh|chuc vu don vi|chuc vu don vi cong tac|"
                  "chuc vu noi cong tac|chuc vu va don vi cong tac|chuc vu chuc danh don vi cong tac|chuc vu cong tac|"
                  "cap bac chuc vu|cap bac chuc vu don vi|cap bac chuc danh|chuc vu cap bac|cap bac ham chuc vu|"
                  "cap bac chuc vu don vi cong tac|cap bac ham chuc vu don vi"),
        200, 22,
    ),
    Column(
        "police_position", "Chức vụ chính quyền", Content.TEXT,
        _synonyms("chuc vu chuyen mon|chuc vu chinh quyen chuyen mon|chuc vu cong an|chuc vu cq|chinh quyen|"
                  "chuc vu ve chinh quyen|chuc vu cong tac chuyen mon|chuc vu chinh quyen hien nay|chuc vu trong cong an"),
        150, 22,
    ),
    Column(
        "party_position", "Chức vụ trong Đảng", Content.TEXT,
        _synonyms("chuc vu dang|chuc vu ve dang|cap uy|chuc vu cap uy|dang uy|chuc vu dang hien nay|chuc vu dang cap uy"),
        150, 20,
    ),
    Column(
        "union_position", "Chức vụ trong Hội", Content.REFERENCE,
        _synonyms("chuc vu hoi|chuc vu hoi phu nu|chuc vu hoi pn|chuc vu ve hoi|chuc vu trong hoi phu nu|chuc vu doan the|"
                  "chuc danh hoi|chuc danh trong hoi|chuc vu cong tac hoi|chuc vu phu nu|chuc vu to chuc hoi|"
                  "chuc vu trong to chuc hoi|chuc vu chi hoi"),
        60, 18,
    ),
    Column(
        "workplace", "Đơn vị công tác", Content.TEXT,
        _synonyms("don vi|noi cong tac|co quan|co quan don vi|don vi hien nay|co quan cong tac|don vi cong tac hien nay|"
                  "noi lam viec|co quan don vi cong tac|phong don vi"),
        200, 26,
    ),
    Column(
        "electing_unit", "Đơn vị bầu", Content.TEXT,
        _synonyms("don vi bau dai bieu|to chuc hoi|hoi co so|chi hoi|chi hoi co so|don vi bau to chuc hoi|cum|doan dai bieu|"
                  "thuoc chi hoi|thuoc hoi co so|don vi bau ra|chi hoi phu nu|to chuc hoi phu nu"),
        200, 24,
    ),
    Column(
        "union_joined", "Ngày vào Hội", Content.DATE,
        _synonyms("nam vao hoi|ngay vao hoi phu nu|vao hoi|ngay gia nhap hoi|ngay thang nam vao hoi|nam vao hoi phu nu|"
                  "thoi gian vao hoi|ngay tham gia hoi|ngay vao hoi lhpn"),
        40, 14,
    ),
    Column("party_stage", "Đảng viên, đoàn viên", Content.REFERENCE,
           _synonyms("dang vien|la dang vien|dang doan|doan vien|dang vien doan vien quan chung|chinh tri"), 40, 16),
    Column(
        "party_joined", "Ngày vào Đảng", Content.DATE,
        _synonyms("vao dang|nam vao dang|ngay vao dang du bi|ngay ket nap dang|ngay ket nap|ngay vao dcsvn|du bi|"
                  "ngay vao dang csvn|ngay thang nam vao dang|vao dang ngay|ngay vao dang cong san viet nam|vao dang du bi|"
                  "ngay vao dang du bi chinh thuc|ngay vao dang chinh thuc du bi|ngay du bi|thoi gian vao dang|"
                  "ngay thang nam vao dang du bi|ket nap dang|ngay ket nap vao dang"),
        60, 14,
    ),
    Column(
        "party_official", "Ngày chính thức", Content.DATE,
        _synonyms("ngay vao dang chinh thuc|chinh thuc|ngay cong nhan chinh thuc|ngay cong nhan dang vien chinh thuc|"
                  "vao dang chinh thuc|ngay chuyen dang chinh thuc|ngay thang nam vao dang chinh thuc|ngay chuyen chinh thuc"),
        40, 14,
    ),
    Column(
        "general_education", "Giáo dục phổ thông", Content.TEXT,
        _synonyms("trinh do giao duc pho thong|trinh do van hoa|van hoa|pho thong|hoc van|trinh do hoc van|trinh do pho thong|"
                  "gdpt|trinh do gdpt|trinh do vh|td van hoa"),
        20, 12,
    ),
    Column(
        "education", "Trình độ chuyên môn", Content.EDUCATION,
        _synonyms("chuyen mon|trinh do cm|trinh do cmnv|trinh do chuyen mon nghiep vu|cmnv|trinh do|cm|chuyen mon nghiep vu|"
                  "bang cap|td chuyen mon|trinh do dao tao|trinh do chuyen mon cao nhat|hoc van chuyen mon|trinh do nghiep vu"),
        200, 20,
    ),
    Column("degree", "Học hàm, học vị", Content.TEXT, _synonyms("hoc ham|hoc vi|trinh do hoc ham hoc vi"), 80, 14),
    Column(
        "political_theory", "Lý luận chính trị", Content.REFERENCE,
        _synonyms("trinh do llct|llct|trinh do ly luan chinh tri|trinh do ly luan|ly luan|trinh do chinh tri|ly luan ct|"
                  "td llct|trinh do ly luan ct|li luan chinh tri|trinh do li luan chinh tri"),
        40, 14,
    ),
    Column("languages", "Ngoại ngữ, tin học", Content.TEXT,
           _synonyms("ngoai ngu|tin hoc|trinh do ngoai ngu|trinh do tin hoc|trinh do ngoai ngu tin hoc|"
                  "tin hoc ngoai ngu"), 150, 18),
    Column(
        "family_background", "Thành phần gia đình", Content.TEXT,
        _synonyms("thanh phan xuat than|gia dinh chinh sach|con liet si|con thuong binh|"
                  "thanh phan gia dinh con liet si thuong binh|"
                  "thanh phan|gia dinh|doi tuong chinh sach"),
        150, 18, sensitive=True,
    ),
    Column(
        "awards", "Khen thưởng", Content.TEXT,
        _synonyms("danh hieu thi dua|danh hieu thi dua khen thuong|thi dua khen thuong|hinh thuc khen thuong|thanh tich|"
                  "danh hieu|khen thuong cao nhat|hinh thuc khen thuong cao nhat|khen thuong trong nhiem ky"),
        500, 26,
    ),
    Column("discipline", "Kỷ luật", Content.TEXT, _synonyms("ki luat|hinh thuc ky luat|ky luat neu co|ky luat trong nhiem ky"),
           300, 14, sensitive=True),
    Column(
        "category", "Loại đại biểu", Content.CATEGORY,
        _synonyms("dai bieu|thanh phan dai bieu|dien dai bieu|loai|doi tuong dai bieu|tu cach dai bieu|hinh thuc dai bieu"),
        60, 18,
    ),
    Column("alternate", "Dự khuyết", Content.YES_NO, _synonyms("dai bieu du khuyet|la du khuyet|dk"), 20, 10),
    Column(
        "times_attended", "Dự Đại hội lần thứ", Content.TEXT,
        _synonyms("dai bieu du lan thu|dai bieu du lan thu may|so lan du dai hoi|da du dai hoi|lan thu|du dai hoi lan|"
                  "so lan tham du|tham du dai hoi lan thu|dai bieu du lan thu may nhiem ky truoc"),
        60, 14,
    ),
    Column("phone", "Điện thoại", Content.PHONE,
           _synonyms("so dien thoai|sdt|dien thoai lien he|di dong|dtdd|so dt|dt|dien thoai di dong|"
                  "so dien thoai lien he|so di dong|mobile"),
           30, 14),
    Column("email", "Thư công vụ", Content.EMAIL,
           _synonyms("email|e mail|thu dien tu|email cong vu|hop thu|dia chi email|mail|hop thu cong vu|"
                  "thu dien tu cong vu"), 254, 22),
    Column("service_number", "Số hiệu CAND", Content.NUMBER,
           _synonyms("so hieu|shcand|sh cand|so hieu cong an|so hieu cong an nhan dan|so cmcand|so chung minh cand|so hieu sq"),
           30, 12, sensitive=True),
    Column("identity_number", "Số CCCD", Content.NUMBER,
           _synonyms("cccd|so can cuoc|can cuoc cong dan|so can cuoc cong dan|cmnd|so cmnd|can cuoc|so dinh danh|"
                  "so dinh danh ca nhan|"
                     "cmnd cccd|so cmnd cccd|cccd cmnd|ma dinh danh"),
           30, 15, sensitive=True),
    Column("logistics", "Yêu cầu ăn ở, sức khoẻ", Content.TEXT,
           _synonyms("yeu cau an uong|an uong|suc khoe|con nho|an chay|yeu cau an uong con nho suc khoe|yeu cau rieng|"
                  "yeu cau khac"),
           300, 20, sensitive=True),
    Column("note", "Ghi chú", Content.TEXT, _synonyms("gc|g chu|ghi chu khac|luu y"), 300, 20),
)  # fmt: skip

BY_KEY: Mapping[str, Column] = MappingProxyType({column.key: column for column in COLUMNS})

# parts of the name in columns of their own; joined into full_name
FAMILY_PART, GIVEN_PART, ORDINAL = "family_part", "given_part", "ordinal"
# columns of our own error sheet: known, and of no interest when it comes back
IGNORED = "ignored"
PARTS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            _synonyms("ho|ho dem|ho va dem|ho lot|ho va ten dem|ho ten dem|ho va chu dem|ho va chu lot|ho chu dem"), FAMILY_PART
        ),
        "ten": GIVEN_PART,
        **dict.fromkeys(_synonyms("stt|tt|so tt|so thu tu|s tt|thu tu|no|so"), ORDINAL),
        **dict.fromkeys(_synonyms("ly do can sua|dong trong tep goc"), IGNORED),
    }
)
LONGEST_HEADING = 160
NOISE = re.compile(r"\b(?:neu co|ghi ro|bat buoc|dd mm yyyy|ngay thang nam|dong chi|vi du .*|hien nay|cao nhat)\b")
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def heading_key(text: str) -> str:
    """A heading without accents, capitals, punctuation and spare spaces: "Năm\\nsinh (*)" → "nam sinh"."""
    return search_key(text)


def _index() -> Mapping[str, str]:
    index = dict(PARTS)
    for column in COLUMNS:
        for synonym in (heading_key(column.heading), *column.synonyms):
            index.setdefault(synonym, column.key)
    return MappingProxyType(index)


INDEX = _index()


@lru_cache(maxsize=4096)
def recognise_heading(text: str) -> str:
    """The key of the column that this heading names, "" when nobody knows it. Whole headings only: nothing is guessed."""
    if len(text) > LONGEST_HEADING:
        return ""
    key = heading_key(text)
    if found := INDEX.get(key):
        return found
    bare = heading_key(PARENTHESES.sub(" ", text))
    if found := INDEX.get(bare):
        return found
    return INDEX.get(" ".join(NOISE.sub(" ", bare or key).split()), "")


def headings_of(key: str, *, at_most: int = 4) -> tuple[str, ...]:
    """Headings under which this column is recognised, ours first."""
    shown = {
        "full_name": ("Họ và tên", "Họ tên", "Họ và tên đại biểu", "Họ đệm + Tên"),
        "birth_date": ("Ngày, tháng, năm sinh", "Ngày sinh", "Năm sinh", "Sinh ngày"),
        "rank": ("Cấp bậc hàm", "Cấp bậc", "Cấp hàm"),
        "union_position": ("Chức vụ trong Hội", "Chức vụ Hội", "Chức vụ"),
        "police_position": ("Chức vụ chính quyền", "Chức vụ chuyên môn", "Chức vụ"),
        "workplace": ("Đơn vị công tác", "Đơn vị", "Nơi công tác"),
        "education": ("Trình độ chuyên môn", "Chuyên môn", "Trình độ"),
        "political_theory": ("Lý luận chính trị", "LLCT", "Trình độ LLCT"),
        "category": ("Loại đại biểu", "Thành phần đại biểu"),
    }
    return shown.get(key, (BY_KEY[key].heading,))[:at_most]

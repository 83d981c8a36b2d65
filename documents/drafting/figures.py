"""The numbers of the system that a text can name as `{{Tên số liệu}}`: what each is, its value as printed, where it is from.

Only what a text names is counted, each kind of row once. A value nobody can know yet is "……" with the reason in its source, and
a name that isn't here is no figure: nothing is guessed. Ethnicity, religion and the Party appear only as counts and shares.
"""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone

from congress.delegates.models import Allocation
from congress.delegates.queries.snapshots import alternates, convened, delegate_records
from congress.delegates.rules.categories import Category
from congress.delegates.rules.statistics import DelegateRecord
from congress.delegates.rules.statistics import ages as ages_of
from congress.terms.models import Congress, Session, SessionKind, Term
from congress.terms.queries import level_of, rule_set_of
from congress.terms.rules.catalogue import Kind, Level, catalogue
from congress.terms.rules.names import term_years, women_of
from congress.terms.rules.rule_set import RuleSet
from documents.drafting.models import AnswerKind, Comment, CommentState, Origin, Participation
from members.people.models import Member
from members.units.models import Unit, UnitKind
from vietnamese.dates import long_date, weekday_name
from vietnamese.numbers import format_number, percent, roman, two_digits
from vietnamese.search import search_key

UNKNOWN = "……"
NO_CONGRESS = "Văn bản chưa gắn với đại hội nào: hãy chọn đại hội của văn bản"
PARTY_STAGES = ("full", "probationary")
HIGHER_EDUCATION = ("doctorate", "master", "university")
MAJORITY, NO_RELIGION = "kinh", "none"
CHAPTERS = (UnitKind.CHAPTER_OF_BRANCH, UnitKind.COMMUNE_CHAPTER, UnitKind.JOINT_CHAPTER)
COMMUNE_CHAPTERS = (UnitKind.COMMUNE_CHAPTER, UnitKind.JOINT_CHAPTER)


@dataclass(frozen=True)
class Found:
    """A value with the sentence that says where it is from, and the page behind it; no value: the sentence says why."""

    value: str | None
    source: str
    url_name: str = ""
    url_args: tuple[int, ...] = ()


@dataclass(frozen=True)
class Figure:
    """What stands for a token in a text, as it was when it was computed."""

    name: str
    description: str
    value: str
    source: str
    is_known: bool
    url_name: str
    url_args: tuple[int, ...]
    computed_at: datetime

    @property
    def url(self) -> str:
        """The page with the rows behind it, "" where there is none; whether she may open it, that page asks."""
        return reverse(self.url_name, args=self.url_args) if self.url_name else ""

    def as_dict(self) -> dict[str, Any]:
        """What a frozen version keeps of it."""
        return {"value": self.value, "source": self.source, "computed_at": self.computed_at.isoformat()}


@dataclass(frozen=True)
class Entry:
    name: str
    description: str
    of_congress: bool
    find: Callable[["Facts"], Found]


class Facts:
    """The rows behind the figures, each kind asked for once and only when a figure needs it."""

    def __init__(self, unit: Unit, congress: Congress | None) -> None:
        self.unit = unit
        self._congress = congress

    @property
    def congress(self) -> Congress:
        if self._congress is None:
            raise LookupError("A figure of a congress was asked for without one.")
        return self._congress

    @cached_property
    def members(self) -> dict[str, int]:
        return (
            Member.objects.present()
            .filter(unit__path__startswith=self.unit.path)
            .aggregate(
                all=Count("id"),
                party=Count("id", filter=Q(party_stage__in=PARTY_STAGES)),
                minority=Count("id", filter=~Q(ethnicity__in=["", MAJORITY])),
                educated=Count("id", filter=Q(education__in=HIGHER_EDUCATION)),
            )
        )

    @cached_property
    def units(self) -> dict[str, int]:
        in_force = Unit.objects.below(self.unit).in_force(on=timezone.localdate()).exclude(pk=self.unit.pk)
        counted = in_force.order_by().values_list("kind").annotate(number=Count("id"))
        return dict(counted)

    @cached_property
    def rules(self) -> RuleSet:
        return rule_set_of(self.congress)

    @cached_property
    def sessions(self) -> dict[str, Session]:
        return {session.kind: session for session in self.congress.sessions.order_by("-starts_at")}

    @cached_property
    def previous_term(self) -> Term | None:
        term = self.congress.term
        return Term.objects.filter(unit=term.unit_id, starts_year__lt=term.starts_year).order_by("-starts_year").first()

    @cached_property
    def allocation(self) -> Allocation | None:
        """The one in force, with the members that it was counted from."""
        frozen = self.congress.allocations.filter(frozen_at__isnull=False)
        return frozen.annotate(counted=Sum("rows__member_count"), electing=Count("rows")).order_by("-number").first()

    @cached_property
    def delegates(self) -> Sequence[DelegateRecord]:
        return delegate_records(convened(self.congress))

    @cached_property
    def asked(self) -> dict[str, int | None]:
        """The units asked for comments on this unit's own documents of the congress, and who of them answered."""
        return Participation.objects.filter(**self._own("round__document")).aggregate(
            units=Count("unit", distinct=True),
            answered=Count("unit", filter=Q(answered_at__isnull=False), distinct=True),
            people=Sum("people"),
        )

    @cached_property
    def comments(self) -> dict[str, int]:
        taken = Q(answer__kind__in=[AnswerKind.FULL, AnswerKind.PARTLY])
        said = Comment.objects.filter(state=CommentState.SENT, **self._own("round__document"))
        return said.aggregate(
            all=Count("id"),
            taken=Count("id", filter=taken),
            explained=Count("id", filter=Q(answer__kind=AnswerKind.EXPLAINED)),
        )

    def _own(self, document: str) -> dict[str, Any]:
        return {f"{document}__congress": self.congress, f"{document}__unit": self.unit, f"{document}__origin": Origin.OWN}


# ---- what others call -----------------------------------------------------------------------------------------------


def figures_for(unit: Unit, congress: Congress | None) -> list[tuple[str, str]]:
    """Name and description of what a text of this unit may name, in the order in which it is offered.

    Without a congress only the unit's own are offered; every unit has the same.
    """
    return [(entry.name, entry.description) for entry in REGISTRY.values() if congress is not None or not entry.of_congress]


def compute(names: Iterable[str], unit: Unit, congress: Congress | None) -> dict[str, Figure]:
    """The figures with these names as they are now; a name that is none is left out (`unknown_names` says which).

    The number of queries depends on which kinds of rows the names need, never on how many rows or names there are. Whether
    the reader may see the unit's figures the caller has asked.
    """
    facts, now = Facts(unit, congress), timezone.now()
    return {name: _figure(REGISTRY[name], facts, now) for name in dict.fromkeys(names) if name in REGISTRY}


def unknown_names(names: Iterable[str]) -> dict[str, str]:
    """Names that are no figure, each with the one that may have been meant, "" where none is near."""
    known = {search_key(name): name for name in REGISTRY}
    found = {}
    for name in dict.fromkeys(names):
        if name not in REGISTRY:
            near = difflib.get_close_matches(search_key(name), known, n=1, cutoff=0.75)
            found[name] = known[near[0]] if near else ""
    return found


def unknown_sentence(name: str, meant: str) -> str:
    """What to tell a person about a name that is none."""
    question = f" Có phải là “{meant}”?" if meant else " Hãy chọn trong danh sách số liệu."
    return f"Không có số liệu nào tên là “{name}”.{question}"


def _figure(entry: Entry, facts: Facts, now: datetime) -> Figure:
    missing = entry.of_congress and facts._congress is None
    found = Found(None, NO_CONGRESS) if missing else entry.find(facts)
    return Figure(
        name=entry.name,
        description=entry.description,
        value=found.value or UNKNOWN,
        source=found.source,
        is_known=bool(found.value),
        url_name=found.url_name,
        url_args=found.url_args,
        computed_at=now,
    )


# ---- the figures of a unit --------------------------------------------------------------------------------------------


def _said(value: str, source: str, missing: str, url_name: str, pk: int) -> Found:
    return Found(value or None, source if value else missing, url_name, (pk,))


def _of_unit(value: Callable[[Unit], str], label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        missing = f"Đơn vị chưa ghi {label}"
        return _said(value(facts.unit), f"Hồ sơ đơn vị: {label}", missing, "units:unit-detail", facts.unit.pk)

    return find


def _members(key: str, label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        source = f"Danh sách hội viên đang sinh hoạt của {facts.unit.name} và các tổ chức trực thuộc: {label}"
        return Found(two_digits(facts.members[key]), source, "people:member-list")

    return find


def _share_of_members(key: str, label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        part, base = facts.members[key], facts.members["all"]
        if not base:
            return Found(None, "Chưa có hội viên nào để tính tỷ lệ", "people:member-list")
        source = f"{two_digits(part)} trên {two_digits(base)} hội viên đang sinh hoạt: {label}"
        return Found(f"{percent(part, base)}%", source, "people:member-list")

    return find


def _units(kinds: Sequence[str], label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        number = sum(facts.units.get(kind, 0) for kind in kinds)
        return Found(two_digits(number), f"Cây tổ chức của {facts.unit.name}: {label} đang hoạt động", "units:unit-list")

    return find


# ---- the figures of a congress ------------------------------------------------------------------------------------------


def _of_congress(value: Callable[[Congress], str], label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        missing = f"Hồ sơ đại hội chưa ghi {label}"
        return _said(value(facts.congress), f"Hồ sơ đại hội: {label}", missing, "terms:congress-detail", facts.congress.pk)

    return find


def _session(kind: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        session = facts.sessions.get(kind)
        label = SessionKind(kind).label.lower()
        value = "" if session is None else _moment(session.starts_at)
        missing = f"Hồ sơ đại hội chưa ghi giờ {label}"
        return _said(value, f"Hồ sơ đại hội: giờ bắt đầu {label}", missing, "terms:congress-detail", facts.congress.pk)

    return find


def _moment(moment: datetime) -> str:
    """ "08 giờ 00 phút, ngày 14 tháng 11 năm 2025 (thứ Sáu)"."""
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M} phút, {long_date(local.date())} ({weekday_name(local.date())})"


def _previous_term(facts: Facts) -> Found:
    term = facts.previous_term
    value = "" if term is None else term_years(term.starts_year, term.ends_year)
    missing = "Nhiệm kỳ trước chưa có trong hệ thống"
    return _said(value, "Các nhiệm kỳ của đơn vị", missing, "terms:congress-detail", facts.congress.pk)


def _allocated(value: Callable[[Any], int | None], label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        link = ("delegates:allocation", (facts.congress.pk,))
        issued = facts.allocation
        number = None if issued is None else value(issued)
        if issued is None or number is None:
            return Found(None, "Chưa có bản phân bổ đại biểu đã chốt", *link)
        source = f"Bản phân bổ đại biểu số {issued.number}, mốc {issued.member_count_on:%d/%m/%Y}: {label}"
        return Found(two_digits(number), source, *link)

    return find


def _delegates(counts: Callable[[DelegateRecord], bool], label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        number = sum(counts(record) for record in facts.delegates)
        return Found(two_digits(number), f"Danh sách đại biểu được triệu tập: {label}", *_credentials(facts))

    return find


def _share_of_delegates(counts: Callable[[DelegateRecord], bool], label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        part, base = sum(counts(record) for record in facts.delegates), len(facts.delegates)
        if not base:
            return Found(None, "Chưa có đại biểu nào để tính tỷ lệ", *_credentials(facts))
        share = percent(part, base, facts.rules.integer("so_chu_so_ty_le_thong_ke"))
        return Found(
            f"{share}%", f"{two_digits(part)} trên {two_digits(base)} đại biểu được triệu tập: {label}", *_credentials(facts)
        )

    return find


def _waiting_alternates(facts: Facts) -> Found:
    number = alternates(facts.congress).order_by().count()
    return Found(two_digits(number), "Danh sách đại biểu: dự khuyết chưa thay ai", *_credentials(facts))


def _age(which: str, label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        found = ages_of(facts.delegates, on=facts.congress.held_on)
        if found.mean is None:
            return Found(None, "Chưa có ngày sinh của đại biểu nào", *_credentials(facts))
        ages = {"mean": found.mean, "highest": Decimal(found.oldest[0].age), "lowest": Decimal(found.youngest[0].age)}
        day = facts.congress.held_on
        source = f"Danh sách đại biểu được triệu tập: {label} tính đến {day:%d/%m/%Y}, {found.known} đại biểu có ngày sinh"
        return Found(f"{format_number(ages[which])} tuổi", source, *_credentials(facts))

    return find


def _credentials(facts: Facts) -> tuple[str, tuple[int, ...]]:
    return "delegates:credentials", (facts.congress.pk,)


def _present(facts: Facts) -> Found:
    return Found(
        None, "Số có mặt chỉ biết khi điểm danh tại đại hội: điền tay hoặc ghi khi hoàn chỉnh văn bản", *_credentials(facts)
    )


def _rule(key: str) -> Callable[[Facts], Found]:
    return lambda facts: _rule_value(facts, key)


def _rule_value(facts: Facts, key: str) -> Found:
    entry, link = catalogue()[key], ("terms:rule-set", (facts.congress.pk,))
    if not facts.rules.is_set(key):
        return Found(None, f"Bộ quy tắc của đại hội chưa đặt “{entry.label}”", *link)
    value = facts.rules.display(key)
    # a choice is written as an option; in the middle of a sentence it begins with a small letter
    shown = value[0].lower() + value[1:] if entry.kind is Kind.CHOICE else value
    return Found(shown, f"Bộ quy tắc của đại hội: {entry.label}", *link)


def _size_of_board(facts: Facts) -> Found:
    keys = {Level.PROVINCE: "so_luong_BPN_tinh", Level.BRANCH: "so_luong_BCH_cs"}
    key = keys.get(level_of(facts.congress.unit))
    if key is None:
        return Found(None, "Bộ quy tắc không có số lượng cho hội nghị chi hội")
    return _rule_value(facts, key)


def _least_present(facts: Facts) -> Found:
    key = "ty_le_trieu_tap_toi_thieu"
    if not facts.rules.is_set(key) or not facts.delegates:
        return Found(None, "Chưa có đại biểu, hoặc bộ quy tắc chưa đặt tỷ lệ có mặt tối thiểu", *_credentials(facts))
    share: Fraction = facts.rules.fraction(key)
    least = -(-share.numerator * len(facts.delegates) // share.denominator)
    source = f"{share} của {two_digits(len(facts.delegates))} đại biểu được triệu tập, làm tròn lên"
    return Found(two_digits(least), source, *_credentials(facts))


def _rounds(rows: str, key: str, label: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        number = getattr(facts, rows)[key] or 0
        return Found(two_digits(number), f"Các vòng góp ý văn kiện của đại hội: {label}")

    return find


def _is_party_member(record: DelegateRecord) -> bool:
    return record.party_stage in PARTY_STAGES


def _is_minority(record: DelegateRecord) -> bool:
    return record.ethnicity not in ("", MAJORITY)


def _has_religion(record: DelegateRecord) -> bool:
    return record.religion not in ("", NO_RELIGION)


def _is(category: Category) -> Callable[[DelegateRecord], bool]:
    return lambda record: record.category is category


# ---- the registry -----------------------------------------------------------------------------------------------------

OF_UNITS: tuple[tuple[str, str, Callable[[Facts], Found]], ...] = (
    ("Tên tổ chức Hội", "Tên đầy đủ của đơn vị", _of_unit(lambda unit: unit.name, "tên")),
    ("Phụ nữ đơn vị", "“Phụ nữ Công an tỉnh …”", _of_unit(lambda unit: women_of(unit.name), "tên")),
    ("Địa danh", "Địa danh ghi trên văn bản", _of_unit(lambda unit: unit.place, "địa danh")),
    ("Cấp uỷ lãnh đạo", "Cấp uỷ lãnh đạo đơn vị", _of_unit(lambda unit: unit.leading_party_committee, "cấp uỷ lãnh đạo")),
    ("Số hội viên", "Hội viên đang sinh hoạt, cả các tổ chức trực thuộc", _members("all", "tổng số")),
    ("Số hội cơ sở", "Hội cơ sở trực thuộc đang hoạt động", _units([UnitKind.BRANCH], "hội cơ sở")),
    ("Số chi hội", "Mọi chi hội đang hoạt động", _units(CHAPTERS, "chi hội")),
    ("Số chi hội Công an xã, phường", "Chi hội Công an xã, phường, liên xã", _units(COMMUNE_CHAPTERS, "chi hội xã, phường")),
    ("Số hội viên là đảng viên", "Đảng viên chính thức và dự bị", _members("party", "đảng viên")),
    ("Tỷ lệ hội viên là đảng viên", "Phần trăm của số hội viên", _share_of_members("party", "đảng viên")),
    ("Số hội viên dân tộc thiểu số", "Hội viên không phải dân tộc Kinh", _members("minority", "dân tộc thiểu số")),
    ("Số hội viên có trình độ đại học trở lên", "Đại học, thạc sĩ, tiến sĩ", _members("educated", "đại học trở lên")),
    (
        "Tỷ lệ hội viên có trình độ đại học trở lên",
        "Phần trăm của số hội viên",
        _share_of_members("educated", "đại học trở lên"),
    ),
)
OF_CONGRESSES: tuple[tuple[str, str, Callable[[Facts], Found]], ...] = (
    ("Tên đại hội", "Tên gọi đầy đủ", _of_congress(lambda one: one.name, "tên gọi")),
    ("Lần thứ", "Chữ số La Mã", _of_congress(lambda one: roman(one.ordinal) if one.ordinal else "", "lần thứ")),
    ("Nhiệm kỳ", "2025-2030", _of_congress(lambda one: term_years(one.term.starts_year, one.term.ends_year), "nhiệm kỳ")),
    ("Nhiệm kỳ trước", "Nhiệm kỳ được tổng kết", _previous_term),
    ("Hình thức đại hội", "Đại biểu, toàn thể, hội nghị", _of_congress(lambda one: one.get_kind_display(), "hình thức")),
    ("Ngày khai mạc", "Ngày khai mạc phiên chính thức", _of_congress(lambda one: long_date(one.held_on), "ngày khai mạc")),
    ("Phiên trù bị", "Giờ, ngày phiên trù bị", _session(SessionKind.PREPARATORY)),
    ("Phiên chính thức", "Giờ, ngày phiên chính thức", _session(SessionKind.OFFICIAL)),
    ("Địa điểm", "Nơi tổ chức", _of_congress(lambda one: one.place, "địa điểm")),
    ("Trang phục", "Trang phục của đại biểu", _of_congress(lambda one: one.dress, "trang phục")),
    ("Liên hệ Ban Tổ chức", "Người, số điện thoại liên hệ", _of_congress(lambda one: one.contact, "liên hệ Ban Tổ chức")),
    ("Cơ quan lãnh đạo", "Ban Phụ nữ, Ban Chấp hành", _of_congress(lambda one: one.body_name, "cơ quan lãnh đạo")),
    ("Chức danh đứng đầu", "Trưởng ban, Chủ tịch", _of_congress(lambda one: one.head_title, "chức danh đứng đầu")),
    ("Số hội viên tại mốc tính", "Hội viên đã dùng để phân bổ đại biểu", _allocated(lambda one: one.counted, "số hội viên")),
    ("Số đơn vị bầu đại biểu", "Trong bản phân bổ đã chốt", _allocated(lambda one: one.electing, "số đơn vị bầu")),
    ("Số đại biểu được phân bổ", "Tổng số trong bản phân bổ đã chốt", _allocated(lambda one: one.total, "tổng số đại biểu")),
    ("Đại biểu triệu tập", "Số đại biểu chính thức trong danh sách", _delegates(lambda _: True, "tổng số")),
    ("Đại biểu đương nhiên", "Số đại biểu đương nhiên", _delegates(_is(Category.EX_OFFICIO), "đương nhiên")),
    ("Đại biểu được bầu", "Số đại biểu được bầu", _delegates(_is(Category.ELECTED), "được bầu")),
    ("Đại biểu chỉ định", "Số đại biểu được chỉ định", _delegates(_is(Category.APPOINTED), "chỉ định")),
    ("Đại biểu dự khuyết", "Số dự khuyết chưa thay ai", _waiting_alternates),
    ("Đại biểu có mặt", "Ghi khi điểm danh tại đại hội", _present),
    ("Số đại biểu có mặt tối thiểu", "Để tiến hành đại hội", _least_present),
    ("Đại biểu là đảng viên", "Số đại biểu là đảng viên", _delegates(_is_party_member, "đảng viên")),
    ("Tỷ lệ đại biểu là đảng viên", "Phần trăm của số triệu tập", _share_of_delegates(_is_party_member, "đảng viên")),
    ("Đại biểu dân tộc thiểu số", "Số đại biểu dân tộc thiểu số", _delegates(_is_minority, "dân tộc thiểu số")),
    ("Tỷ lệ đại biểu dân tộc thiểu số", "Phần trăm của số triệu tập", _share_of_delegates(_is_minority, "dân tộc thiểu số")),
    ("Đại biểu có tôn giáo", "Số đại biểu có tôn giáo", _delegates(_has_religion, "có tôn giáo")),
    ("Độ tuổi bình quân đại biểu", "Tính đến ngày khai mạc", _age("mean", "tuổi bình quân")),
    ("Tuổi đại biểu cao nhất", "Tính đến ngày khai mạc", _age("highest", "tuổi cao nhất")),
    ("Tuổi đại biểu thấp nhất", "Tính đến ngày khai mạc", _age("lowest", "tuổi thấp nhất")),
    ("Số đơn vị được lấy ý kiến", "Ở các vòng góp ý văn kiện", _rounds("asked", "units", "đơn vị được lấy ý kiến")),
    ("Số đơn vị góp ý", "Đơn vị đã trả lời", _rounds("asked", "answered", "đơn vị đã trả lời")),
    ("Số lượt góp ý", "Lượt người dự các hội nghị góp ý", _rounds("asked", "people", "lượt người dự hội nghị góp ý")),
    ("Số ý kiến góp ý", "Ý kiến đã gửi, không tính ý kiến rút", _rounds("comments", "all", "ý kiến đã gửi")),
    ("Số ý kiến tiếp thu", "Tiếp thu toàn bộ hoặc một phần", _rounds("comments", "taken", "tiếp thu toàn bộ, một phần")),
    ("Số ý kiến giải trình", "Ý kiến được giải trình", _rounds("comments", "explained", "giải trình")),
    ("Số lượng cơ quan lãnh đạo", "Khung số lượng theo bộ quy tắc", _size_of_board),
    ("Tỷ lệ có mặt tối thiểu", "Để tiến hành đại hội", _rule("ty_le_trieu_tap_toi_thieu")),
    ("Ngưỡng biểu quyết", "Thông qua khi quá tỷ lệ này", _rule("nguong_bieu_quyet")),
    ("Cách tính biểu quyết", "Mẫu số khi biểu quyết", _rule("mau_so_bieu_quyet")),
    ("Hình thức bầu cử", "Bầu cơ quan lãnh đạo và đại biểu", _rule("bau_cu.hinh_thuc")),
    (
        "Hình thức bầu cơ quan của đại hội",
        "Bầu Đoàn Chủ tịch, Đoàn Thư ký, các ban",
        _rule("bau_cu.hinh_thuc_co_quan_dai_hoi"),
    ),
    ("Ngưỡng trúng cử", "Trúng cử khi được quá tỷ lệ này", _rule("nguong_trung_cu")),
    ("Cách tính trúng cử", "Mẫu số khi tính trúng cử", _rule("mau_so_trung_cu")),
    ("Số dư tối đa", "Số dư của danh sách bầu", _rule("so_du_max")),
    ("Số lần bầu tối đa", "Khi bầu chưa đủ số lượng", _rule("lan_bau_max")),
    ("Khi bằng phiếu", "Cách xử lý khi bằng phiếu ở chỗ cuối", _rule("quy_tac_ngang_phieu")),
    ("Thời hạn lưu phiếu", "Lưu phiếu đã niêm phong", _rule("thoi_han_luu_phieu")),
    ("Số uỷ viên Đoàn Chủ tịch", "Theo bộ quy tắc", _rule("doan_chu_tich")),
    ("Số thành viên Đoàn Thư ký", "Theo bộ quy tắc", _rule("doan_thu_ky")),
    ("Số thành viên Ban Thẩm tra", "Theo bộ quy tắc", _rule("ban_tham_tra")),
    ("Số thành viên Ban Kiểm phiếu", "Theo bộ quy tắc", _rule("ban_kiem_phieu")),
)
REGISTRY: dict[str, Entry] = {
    name: Entry(name, description, of_congress, find)
    for of_congress, group in ((False, OF_UNITS), (True, OF_CONGRESSES))
    for name, description, find in group
}

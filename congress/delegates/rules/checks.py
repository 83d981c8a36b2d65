"""Checks of a delegate and of a whole list (§3.3), each a small function; their severities come from the rule set.

Nothing is looked up here: who reads the database fills in `DelegateFacts` and `ListFacts`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from congress.delegates.rules.categories import Category
from congress.delegates.rules.columns import label_of
from vietnamese.dates import PartialDate, age_on
from vietnamese.search import search_key, tone_key


class Severity(StrEnum):
    """How much a finding weighs; only `BLOCK` stands against sending."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"

    @property
    def label(self) -> str:
        return {Severity.BLOCK: "Phải sửa", Severity.WARN: "Cần xem lại", Severity.INFO: "Để biết"}[self]


@dataclass(frozen=True)
class Photo:
    """A picture in pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class DelegateFacts:
    """What the checks must know of one person on a list. None means: not known, so nothing is concluded."""

    key: str
    full_name: str
    birth: PartialDate | None = None
    category: Category = Category.ELECTED
    values: Mapping[str, str] = field(default_factory=dict)
    same_person: Hashable = None
    row: int | None = None
    was_member_on_freeze: bool | None = None
    # the day on which the members were counted, when she was written down after it and nobody says since when she is one
    counted_without_her_on: date | None = None
    is_ex_officio: bool = False
    replacement_place_settled: bool = False
    under_discipline: bool = False
    discipline_cleared: bool = False
    gone_since: date | None = None
    gone_why: str = ""
    on_leave: str = ""
    also_listed_at: str | None = None
    photo: Photo | None = None

    def is_also(self, other: "DelegateFacts") -> bool:
        """Whether two rows are one person: by the number where both have one, else by name and birth date (§3.3)."""
        if self.same_person is not None and other.same_person is not None:
            return self.same_person == other.same_person
        return self.birth is not None and self.birth == other.birth and may_be_one_name(self.full_name, other.full_name)


def may_be_one_name(first: str, second: str) -> bool:
    """Whether two ways to write a name may mean one: Hương is not Hường, but HUONG may be either."""
    plain, tones = search_key(first), {tone_key(first), tone_key(second)}
    return plain == search_key(second) and (len(tones) == 1 or plain in tones)


@dataclass(frozen=True)
class CheckRules:
    """The rule set's values that the checks need."""

    congress_day: date
    required: Sequence[str]
    severities: Mapping[str, str] = field(default_factory=dict)
    photo_width: int = 0
    photo_height: int = 0
    youngest: int = 0
    oldest: int = 200
    needs_minutes: bool = True
    needs_signed_list: bool = True


@dataclass(frozen=True)
class Finding:
    """A thing to look at: where, what, and what to do. `key` names the person, "" the whole list."""

    code: str
    severity: Severity
    field: str
    message: str
    what_to_do: str
    key: str = ""
    rows: tuple[int, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCK


@dataclass(frozen=True)
class _Said:
    message: str
    what_to_do: str
    field: str = ""


@dataclass(frozen=True)
class DelegateCheck:
    """A check of one person, with the severity that it has unless the rule set says otherwise."""

    code: str
    label: str
    severity: Severity
    test: Callable[[DelegateFacts, CheckRules], Iterator[_Said]]


@dataclass(frozen=True)
class ListFacts:
    """What the checks must know of one unit's list."""

    seats: int
    alternates: int
    delegates: Sequence[DelegateFacts]
    has_minutes: bool
    has_signed_list: bool
    is_late: bool = False
    late_reason: str = ""
    unreached_targets: Sequence[str] = ()

    @property
    def elected(self) -> list[DelegateFacts]:
        return [facts for facts in self.delegates if facts.category in {Category.ELECTED, Category.APPOINTED}]

    @property
    def reserve(self) -> list[DelegateFacts]:
        return [facts for facts in self.delegates if facts.category is Category.ALTERNATE]


@dataclass(frozen=True)
class ListCheck:
    """A check of a list as a whole."""

    code: str
    label: str
    severity: Severity
    test: Callable[[ListFacts, CheckRules], Iterator["_SaidOfList"]]


@dataclass(frozen=True)
class _SaidOfList:
    message: str
    what_to_do: str
    keys: tuple[str, ...] = ("",)
    rows: tuple[int, ...] = ()


# ---- of one person ------------------------------------------------------------------------------------------------


def _required_missing(facts: DelegateFacts, rules: CheckRules) -> Iterator[_Said]:
    for code in rules.required:
        if code == "category":
            continue
        if not facts.values.get(code, "").strip():
            yield _Said(f"Thiếu “{label_of(code)}”.", f"Điền “{label_of(code)}”.", code)


def _not_a_member(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.was_member_on_freeze is False:
        yield _Said(
            "Không phải hội viên của đơn vị vào ngày chốt số hội viên.",
            "Kiểm tra lại họ tên, ngày sinh; nếu đồng chí mới chuyển đến, báo Ban Phụ nữ để cập nhật hội viên.",
            "full_name",
        )


def _not_on_roll(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.counted_without_her_on is not None and facts.was_member_on_freeze is not False:
        yield _Said(
            f"Chưa có trong danh sách hội viên đã chốt ngày {facts.counted_without_her_on:%d/%m/%Y}, hồ sơ mới được lập sau đó.",
            "Ghi ngày vào Hội của đồng chí, hoặc hỏi Ban Phụ nữ nếu đồng chí mới vào Hội.",
            "union_joined",
        )


def _listed_elsewhere(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.also_listed_at is not None:
        where = f" của {facts.also_listed_at}" if facts.also_listed_at else " của đơn vị khác"
        yield _Said(
            f"Đã có trong danh sách đại biểu{where}.",
            f"Rút đồng chí khỏi danh sách này, hoặc báo Ban Phụ nữ nếu danh sách kia sai{_or_two(facts)}.",
            "full_name",
        )


def _by_right_and_elected(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.is_ex_officio and facts.category is not Category.EX_OFFICIO and not facts.replacement_place_settled:
        yield _Said(
            "Đã là đại biểu đương nhiên nên không tính vào số đại biểu được bầu.",
            "Chọn: rút khỏi danh sách và đưa đồng chí dự khuyết lên, hoặc bầu người khác.",
            "category",
        )


def _claims_by_right(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.category is Category.EX_OFFICIO and not facts.is_ex_officio:
        yield _Said(
            "Ghi là đại biểu đương nhiên nhưng không có trong danh sách đương nhiên của đại hội.",
            "Sửa loại đại biểu thành “Được bầu”, hoặc hỏi lại Ban Phụ nữ.",
            "category",
        )


def _under_discipline(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.under_discipline and not facts.discipline_cleared:
        yield _Said(
            "Đang trong thời gian xem xét kỷ luật.",
            "Chọn người khác, hoặc đề nghị người có thẩm quyền xác nhận đủ tư cách.",
            "discipline",
        )


def _gone(facts: DelegateFacts, rules: CheckRules) -> Iterator[_Said]:
    if facts.gone_since is not None and facts.gone_since <= rules.congress_day:
        why = facts.gone_why or "không còn công tác tại đơn vị"
        yield _Said(
            f"Từ ngày {facts.gone_since:%d/%m/%Y}: {why}.",
            "Thay bằng đại biểu dự khuyết của đơn vị hoặc bầu bổ sung.",
            "workplace",
        )


def _on_leave(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.on_leave:
        yield _Said(f"Hiện đang {facts.on_leave}.", "Hỏi đồng chí có dự được không; nếu không, đề nghị thay bằng dự khuyết.")


def _photo_missing(facts: DelegateFacts, rules: CheckRules) -> Iterator[_Said]:
    if rules.photo_width and facts.photo is None:
        yield _Said("Chưa có ảnh để in thẻ đại biểu.", "Tải lên ảnh chân dung 3×4 hoặc 4×6.", "photo")


def _photo_too_small(facts: DelegateFacts, rules: CheckRules) -> Iterator[_Said]:
    picture = facts.photo
    if picture and (picture.width < rules.photo_width or picture.height < rules.photo_height):
        yield _Said(
            f"Ảnh {picture.width} × {picture.height} điểm, in thẻ sẽ bị mờ.",
            f"Tải lên ảnh từ {rules.photo_width} × {rules.photo_height} điểm trở lên.",
            "photo",
        )


def _age_unlikely(facts: DelegateFacts, rules: CheckRules) -> Iterator[_Said]:
    if facts.birth is None:
        return
    age = age_on(facts.birth, rules.congress_day)
    if not rules.youngest <= age <= rules.oldest:
        yield _Said(
            f"Sinh {facts.birth.display()} thì ngày đại hội là {age} tuổi.",
            "Kiểm tra lại năm sinh.",
            "birth_date",
        )


def _birth_not_exact(facts: DelegateFacts, _: CheckRules) -> Iterator[_Said]:
    if facts.birth is not None and facts.birth.exact is None:
        yield _Said(
            f"Mới khai {facts.birth.display()}, tuổi được tính theo năm.",
            "Bổ sung đủ ngày, tháng, năm sinh nếu biết.",
            "birth_date",
        )


DELEGATE_CHECKS = (
    DelegateCheck("not_a_member", "Là hội viên của đơn vị vào ngày chốt", Severity.BLOCK, _not_a_member),
    DelegateCheck("not_on_roll", "Có trong danh sách hội viên đã chốt", Severity.WARN, _not_on_roll),
    DelegateCheck("listed_elsewhere", "Không có trong danh sách khác", Severity.BLOCK, _listed_elsewhere),
    DelegateCheck("by_right_and_elected", "Không vừa đương nhiên vừa được bầu", Severity.WARN, _by_right_and_elected),
    DelegateCheck("claims_by_right", "Đại biểu đương nhiên có tên trong danh sách", Severity.WARN, _claims_by_right),
    DelegateCheck("under_discipline", "Không đang xem xét kỷ luật", Severity.BLOCK, _under_discipline),
    DelegateCheck("required_missing", "Đủ các cột bắt buộc", Severity.BLOCK, _required_missing),
    DelegateCheck("photo_missing", "Có ảnh để in thẻ", Severity.WARN, _photo_missing),
    DelegateCheck("photo_too_small", "Ảnh đủ nét để in thẻ", Severity.WARN, _photo_too_small),
    DelegateCheck("gone", "Còn công tác đến ngày đại hội", Severity.WARN, _gone),
    DelegateCheck("on_leave", "Không đang nghỉ dài ngày", Severity.INFO, _on_leave),
    DelegateCheck("age_unlikely", "Tuổi hợp lý", Severity.WARN, _age_unlikely),
    DelegateCheck("birth_not_exact", "Ngày sinh đầy đủ", Severity.INFO, _birth_not_exact),
)


# ---- of the whole list --------------------------------------------------------------------------------------------


def _empty(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    if not facts.delegates:
        yield _SaidOfList("Danh sách chưa có ai.", "Nhập đại biểu bằng tệp Excel, bằng biểu mẫu hoặc chọn từ hội viên.")


def _too_many(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    surplus = len(facts.elected) - facts.seats
    if surplus > 0:
        yield _SaidOfList(
            f"Có {len(facts.elected)} đại biểu được bầu, đơn vị được phân bổ {facts.seats}.",
            f"Bớt {surplus} đồng chí hoặc chuyển thành dự khuyết.",
        )


def _too_few(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    short = facts.seats - len(facts.elected)
    if facts.delegates and short > 0:
        yield _SaidOfList(
            f"Mới có {len(facts.elected)} trong {facts.seats} đại biểu được phân bổ.",
            f"Bổ sung {short} đồng chí; nếu đơn vị chỉ bầu được chừng ấy, hãy báo Ban Phụ nữ.",
        )


def _too_many_alternates(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    surplus = len(facts.reserve) - facts.alternates
    if surplus > 0:
        yield _SaidOfList(
            f"Có {len(facts.reserve)} dự khuyết, đơn vị được phân bổ {facts.alternates}.", f"Bớt {surplus} dự khuyết."
        )


def _too_few_alternates(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    if facts.delegates and len(facts.reserve) < facts.alternates:
        yield _SaidOfList(
            f"Mới có {len(facts.reserve)} trong {facts.alternates} dự khuyết.",
            "Bổ sung dự khuyết nếu đã bầu; không có dự khuyết thì khi vắng sẽ không có người thay.",
        )


def _listed_twice(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    for people in _groups_of_one(facts.delegates):
        if len(people) > 1:
            rows = tuple(person.row for person in people if person.row is not None)
            where = f" ở các dòng {', '.join(map(str, rows))}" if len(rows) == len(people) else f" {len(people)} lần"
            yield _SaidOfList(
                f"{people[0].full_name} có tên{where}.",
                f"Giữ một dòng và bỏ các dòng còn lại{_or_two(people[0])}.",
                tuple(person.key for person in people),
                rows,
            )


def _groups_of_one(delegates: Sequence[DelegateFacts]) -> Iterator[list[DelegateFacts]]:
    """Rows of one person together. Only rows of like names or numbers are compared with one another."""
    alike: dict[Hashable, list[list[DelegateFacts]]] = defaultdict(list)
    groups: list[list[DelegateFacts]] = []
    for person in delegates:
        keys = [search_key(person.full_name), *([("number", person.same_person)] if person.same_person is not None else [])]
        group = next((one for key in keys for one in alike[key] if one[0].is_also(person)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(person)
        for key in keys:
            if not any(one is group for one in alike[key]):
                alike[key].append(group)
    yield from groups


def _or_two(person: DelegateFacts) -> str:
    """Two women of one name and year are told apart by the day."""
    if person.birth is None or person.birth.exact is not None:
        return ""
    return "; nếu là hai người, hãy ghi đủ ngày, tháng, năm sinh"


def _minutes_missing(facts: ListFacts, rules: CheckRules) -> Iterator[_SaidOfList]:
    if rules.needs_minutes and not facts.has_minutes:
        yield _SaidOfList(
            "Chưa đính kèm biên bản (trích biên bản) bầu đại biểu.", "Chụp hoặc quét biên bản rồi tải lên (PDF, JPEG, PNG)."
        )


def _signed_list_missing(facts: ListFacts, rules: CheckRules) -> Iterator[_SaidOfList]:
    if rules.needs_signed_list and not facts.has_signed_list:
        yield _SaidOfList(
            "Chưa đính kèm danh sách đã ký, có xác nhận của cấp uỷ đơn vị.",
            "In danh sách, ký, lấy xác nhận rồi chụp hoặc quét và tải lên.",
        )


def _late_without_reason(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    if facts.is_late and not facts.late_reason.strip():
        yield _SaidOfList("Danh sách gửi sau hạn.", "Ghi lý do gửi chậm.")


def _targets_unreached(facts: ListFacts, _: CheckRules) -> Iterator[_SaidOfList]:
    for sentence in facts.unreached_targets:
        yield _SaidOfList(sentence, "Không bắt buộc; cân nhắc khi còn thay đổi được danh sách.")


LIST_CHECKS = (
    ListCheck("empty", "Danh sách có người", Severity.BLOCK, _empty),
    ListCheck("too_many", "Không quá số đại biểu được phân bổ", Severity.BLOCK, _too_many),
    ListCheck("too_few", "Đủ số đại biểu được phân bổ", Severity.WARN, _too_few),
    ListCheck("too_many_alternates", "Không quá số dự khuyết", Severity.BLOCK, _too_many_alternates),
    ListCheck("too_few_alternates", "Đủ số dự khuyết", Severity.INFO, _too_few_alternates),
    ListCheck("listed_twice", "Mỗi người một dòng", Severity.BLOCK, _listed_twice),
    ListCheck("minutes_missing", "Có biên bản bầu", Severity.BLOCK, _minutes_missing),
    ListCheck("signed_list_missing", "Có danh sách đã ký", Severity.BLOCK, _signed_list_missing),
    ListCheck("late_without_reason", "Gửi chậm có lý do", Severity.BLOCK, _late_without_reason),
    ListCheck("target_unreached", "Định hướng cơ cấu", Severity.INFO, _targets_unreached),
)
CHECK_LABELS = {check.code: check.label for check in (*DELEGATE_CHECKS, *LIST_CHECKS)}


# ---- asking -------------------------------------------------------------------------------------------------------


def check_delegate(facts: DelegateFacts, rules: CheckRules) -> list[Finding]:
    """All findings about one person, those that block first."""
    rows = () if facts.row is None else (facts.row,)
    return by_weight(
        Finding(
            check.code,
            _severity(check, rules),
            said.field,
            said.message,
            said.what_to_do,
            facts.key,
            rows,
        )
        for check in DELEGATE_CHECKS
        for said in check.test(facts, rules)
    )


def check_list(facts: ListFacts, rules: CheckRules) -> list[Finding]:
    """All findings about a list and about everybody on it, those that block first.

    A finding about several people (the same person twice) comes once for each, so that each row shows it.
    """
    whole = [
        Finding(check.code, _severity(check, rules), "", said.message, said.what_to_do, key, said.rows)
        for check in LIST_CHECKS
        for said in check.test(facts, rules)
        for key in said.keys
    ]
    return by_weight([*whole, *(finding for person in facts.delegates for finding in check_delegate(person, rules))])


def is_blocked(findings: Iterable[Finding]) -> bool:
    """Whether anything stands against sending."""
    return any(finding.blocks for finding in findings)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Blocking findings first, the rest in the order in which they came."""
    weights = list(Severity)
    return sorted(findings, key=lambda finding: weights.index(finding.severity))


def _severity(check: DelegateCheck | ListCheck, rules: CheckRules) -> Severity:
    return Severity(rules.severities.get(check.code, check.severity))

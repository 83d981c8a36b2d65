"""The demo's personnel work, where a new user takes it up: the funnel of the worked example (procedure.md §10.6) at step B2.

Adopted, reviewed, called and introduced is everything that the steps B3 to B8 need; who is to pass them stands in the order of
the cast below, so that the figures of the example come out when she plays it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone

from congress.personnel.actions.candidates import describe_candidate
from congress.personnel.actions.direction import adopt_direction, edit_direction
from congress.personnel.actions.documents import receive_document
from congress.personnel.actions.files import seal_upload
from congress.personnel.actions.introductions import (
    MeetingEntry,
    call_units,
    introduce,
    record_meeting,
    send_introduction,
    take_up,
)
from congress.personnel.actions.processes import choose_process
from congress.personnel.actions.reviews import Decision, make_reviews, save_reviews
from congress.personnel.actions.steps import StepEntry, close_step, open_step, record_step
from congress.personnel.actions.vetting import answer_vetting, ask_vetting, record_answer
from congress.personnel.models import (
    BodyChange,
    BodyChangeKind,
    Candidate,
    CandidateDocument,
    DocumentState,
    GoesBecause,
    Introduction,
    IntroductionCall,
    Origin,
    SealedFile,
    Stays,
    Vetting,
    VettingState,
)
from congress.personnel.queries.rule_values import limits_of, service_left_of
from congress.personnel.rules.completeness import document_kinds, good_until, is_required
from congress.personnel.rules.vetting import questions
from congress.terms.models import Congress
from congress.terms.rules.catalogue import Level
from congress.terms.rules.rule_set import RuleSet
from demo.people import Cast
from members.access.models import Account, Grant
from members.people.models import Member, Office
from members.units.models import Unit, UnitKind
from vietnamese.dates import PartialDate, age_on

SEATS = 21
# months left on the day of the congress, by rank (§10.6): one passes 36 and fails 48, one fails both, one passes 60
MONTHS_LEFT = {"thuong_ta": 36, "trung_ta": 21, "thieu_ta": 90}
# of those in office: over 45 and proposed again, proposed again, and among those the one whom B5 leaves out
OLD, OLDEST_WHO_STAY = 45, 5
STAY = 14
# why the five go; the first is she who reaches the age of service
GOES = (
    (GoesBecause.AGE, "Còn 21 tháng công tác, không đủ 36 tháng để tái cử."),
    (GoesBecause.WISH, "Có đơn xin không tái cử, nhường chỗ cho cán bộ trẻ."),
    (GoesBecause.MOVED, "Dự kiến điều động sang đơn vị ngoài Công an tỉnh."),
    (GoesBecause.RENEWAL, "Đã tham gia ba nhiệm kỳ."),
    (GoesBecause.WISH, "Có đơn xin không tái cử vì lý do sức khoẻ."),
)
# 32 who are new, from 20 hội cơ sở and 12 chi hội: the first 11 come to the list, then those who drop out, in this order
FROM_BRANCHES = {0, 1, 2, 8, 9, 11, 12, 15, 16, *range(20, 31)}
NEW = 32
LISTED, YOUNG_AND_LISTED = 11, 4
WAITS, REFUSED, WITHDRAWS, MUST_SUPPLY, COMPLAINT, THIN_FILE = range(11, 17)
SHORTLISTED = 17
TARGETS = (
    ("re_elected", "Tái cử", "", "2/3"),
    ("new", "Tham gia lần đầu", "1/3", ""),
    ("band_1", "Dưới 35", "4", ""),
    ("band_2", "35–45", "", ""),
    ("band_3", "Trên 45", "", ""),
    ("full_time", "Chuyên trách", "3", "3"),
    ("branch", "Hội cơ sở", "10", ""),
    ("chapter", "Chi hội xã, phường", "5", ""),
    ("minority", "Dân tộc thiểu số", "2", ""),
    ("party", "Đảng viên", "", ""),
)
REQUIREMENTS = (
    "Bảo đảm sự lãnh đạo của Đảng uỷ Công an tỉnh; dân chủ, khách quan, đúng quy trình.\n"
    "Cơ cấu hợp lý giữa các lực lượng, địa bàn, độ tuổi; coi trọng chất lượng, không vì cơ cấu mà hạ thấp tiêu chuẩn."
)
STANDARDS = (
    "Bản lĩnh chính trị vững vàng, phẩm chất đạo đức tốt, gương mẫu trong công tác và gia đình.\n"
    "Có năng lực vận động phụ nữ, có uy tín trong hội viên, đủ sức khoẻ.\n"
    "Ba năm gần nhất hoàn thành tốt nhiệm vụ trở lên; không trong thời hạn kỷ luật."
)
CALL = (
    "Đề nghị Ban Chấp hành họp, bỏ phiếu kín giới thiệu nhân sự tham gia Ban Phụ nữ Công an tỉnh nhiệm kỳ tới; "
    "người được giới thiệu phải được quá một nửa số người có mặt đồng ý và được cấp uỷ đơn vị nhất trí."
)
REASONS = (
    "Nhiệt tình, có trách nhiệm, được hội viên tín nhiệm.",
    "Có năng lực tổ chức phong trào, ba năm liền hoàn thành tốt nhiệm vụ.",
    "Am hiểu địa bàn, gần gũi hội viên, có sáng kiến trong công tác Hội.",
)
SERVICE = "Trưởng thành từ cơ sở, đồng chí công tác trong lực lượng Công an từ năm {year}, hiện là {position}, {workplace}."
DEEDS = (
    "Phụ trách mô hình “Mẹ đỡ đầu”, vận động đỡ đầu 12 trẻ mồ côi trên địa bàn tỉnh",
    "Chủ trì phong trào “Phụ nữ Công an học tập, rèn luyện theo sáu điều Bác Hồ dạy” của đơn vị",
    "Tổ chức 15 buổi tuyên truyền phòng, chống lừa đảo trên không gian mạng cho phụ nữ các xã",
    "Xây dựng tổ tư vấn pháp luật miễn phí cho phụ nữ, trẻ em vùng dân tộc",
    "Duy trì quỹ tương trợ, giúp 20 hội viên có hoàn cảnh khó khăn",
)
PRAISE = "Nhiều năm được tặng Giấy khen; gia đình chấp hành tốt chủ trương, chính sách của Đảng, pháp luật của Nhà nước."


@dataclass
class Personnel:
    """Who plays which part, for the tests and the stories: candidates by their part in the funnel."""

    staying: list[Candidate] = field(default_factory=list)
    new: list[Candidate] = field(default_factory=list)

    @property
    def left_out_in_b5(self) -> Candidate:
        return self.staying[-1]

    @property
    def listed(self) -> list[Candidate]:
        """The 24."""
        return self.staying[:-1] + self.new[:LISTED]

    @property
    def vetted(self) -> list[Candidate]:
        """The 25 whose answers are in order by the end of B4."""
        return self.staying + self.new[:LISTED]

    @property
    def shortlist(self) -> list[Candidate]:
        """31 of those with more than half of the votes in B3."""
        return self.staying + self.new[:SHORTLISTED]

    @property
    def over_half(self) -> list[Candidate]:
        """39 of 46 in B3."""
        return self.staying + self.new[:-7]

    @property
    def lacks_a_paper(self) -> Candidate:
        return self.new[0]

    @property
    def with_expired_certificate(self) -> Candidate:
        return self.new[1]


# ---- ages, before anybody is saved --------------------------------------------------------------------------------


def set_ages(cast: Cast, held_on: date, *, not_called: Iterable[Unit]) -> None:
    """Give the board in office the three ages of §10.6, and as many over 45 as its funnel needs.

    The example's congress is on 14/11/2025 and its three are born 03/1971, 08/1972 and 05/1978. Here the ranks are the same
    and the months that are left are the same; years of birth are shifted to the day of this congress. She whose birth is
    taken gets that of another delegate of the age wanted, so that the figures of §10.5 stay.
    """
    cases = [_age_case(cast, rank, months, held_on) for rank, months in MONTHS_LEFT.items()]
    old = [member for member in cast.by_right if _age(member, held_on) > OLD]
    spare = len(old) - (len(GOES) + 1 + OLDEST_WHO_STAY)
    young = [member for members in cast.elected.values() for member in members if OLD - 2 <= _age(member, held_on) <= OLD]
    going = {unit.pk for unit in not_called}
    swapped = [member for member in reversed(old) if member not in cases and member.unit_id not in going][: max(0, spare)]
    for member, other in zip(swapped, young, strict=False):
        _swap_births(member, other)


def _age_case(cast: Cast, rank: str, months: int, held_on: date) -> Member:
    """The oldest of this rank in the board, born so that so many months are left on the day."""
    member = min((one for one in cast.by_right if one.rank == rank), key=lambda one: one.birth_date)
    limits = limits_of(RuleSet({}, Level.PROVINCE))
    wanted = member.birth_date
    for back in range(36 * 12):
        year, month = divmod(held_on.year * 12 + held_on.month - 1 - 30 * 12 - back, 12)
        member.birth_date = f"{year}-{month + 1:02}-15"
        left = service_left_of(member, on=held_on, limits=limits)
        if left.least is not None and left.least <= months:
            break
    born, member.birth_date = member.birth_date, wanted
    age = age_on(PartialDate(int(born[:4]), int(born[5:7]), 15), held_on)
    others = [one for members in cast.elected.values() for one in members]
    if alike := [one for one in others if one.party_joined and abs(_age(one, held_on) - age) <= 1]:
        _swap_births(member, alike[0])
    member.birth_date = born
    return member


def _age(member: Member, on: date) -> int:
    return age_on(member.birth, on) if member.birth else 0


def _swap_births(one: Member, other: Member) -> None:
    """With a birth go the years that follow from it."""
    if not (one.party_joined and other.party_joined):
        return
    for column in ("birth_date", "union_joined", "party_joined", "party_official"):
        mine, hers = getattr(one, column), getattr(other, column)
        setattr(one, column, hers)
        setattr(other, column, mine)


# ---- the work so far ----------------------------------------------------------------------------------------------


def make_personnel(
    *,
    congress: Congress,
    last: Congress,
    board: Sequence[Member],
    branches: Sequence[Unit],
    chapters: Sequence[Unit],
    not_called: Iterable[Unit],
    accounts: Mapping[str, Account],
    scan: bytes,
    today: date,
) -> Personnel:
    """From the direction to the 46 who were introduced, step B2 open. `not_called`: units of which nobody is asked, so that
    those who sign in for them find nothing of it, and a user can call them herself."""
    head, staff = accounts["truongban"], accounts["nhansu"]
    _remember_changes(last, board, head)
    _direction(congress, staff, head, scan, today)
    left_out = {unit.pk for unit in not_called}
    staying = _review(congress, board, left_out, staff, today)
    process = choose_process(congress=congress, branch="B", by=staff)
    steps = {step.code: step for step in process.steps.all()}
    for code, days, entry in (
        ("B0", 38, StepEntry(chair="Tiểu ban Nhân sự", conclusion="Đã rà soát 19 người đương nhiệm; đề nghị 14 tái cử.")),
        ("B1", 35, StepEntry(figures={"summoned": 19, "present": 18}, conclusion="17/18 đồng ý phương hướng nhân sự.")),
    ):
        step = open_step(step=steps[code], by=staff)
        meeting = StepEntry(
            held_on=today - timedelta(days=days),
            place="Phòng họp số 2, Công an tỉnh",
            chair=entry.chair or head.full_name,
            secretary=staff.full_name,
            figures=entry.figures,
            conclusion=entry.conclusion,
            minutes=_sealed(congress, scan, f"bien-ban-{code}.png", staff),
        )
        step = record_step(step=step, entry=meeting, revision=step.revision, today=today, by=staff)
        close_step(step=step, revision=step.revision, by=staff)
    called = [unit for unit in branches if unit.pk not in left_out]
    women = _new_women(called, [unit for unit in chapters if unit.pk not in left_out], board, congress.held_on)
    _introductions(congress, [*staying, *women], accounts, today)
    found = {one.member_id: one for one in Candidate.objects.filter(congress=congress).select_related("member__unit")}
    made = Personnel([found[member.pk] for member in staying], [found[member.pk] for member in women])
    open_step(step=steps["B2"], by=staff)
    _describe(made, staff, head)
    _files(congress, made, staff, scan, today)
    _vetting(congress, made, accounts, today)
    return made


def _sealed(congress: Congress, scan: bytes, name: str, by: Account) -> SealedFile:
    return seal_upload(congress=congress, upload=ContentFile(scan, name=name), by=by)


def _remember_changes(last: Congress, board: Sequence[Member], head: Account) -> None:
    """Why three have left the body and one has joined it since the last congress (§10.3): 21, less three, and one, are 19.

    Of years ago, so the rows are written at once; the offices of those who left have ended already.
    """
    reasons = {"Chuyển công tác": GoesBecause.MOVED, "Nghỉ hưu": GoesBecause.AGE}
    changes = [
        BodyChange(
            congress=last,
            member=office.member,
            kind=BodyChangeKind.LEFT,
            position=office.position,
            because=reasons[office.end_reason],
            on=office.ends_on + timedelta(days=1),
            decision=f"Quyết định số {100 + place}/QĐ-BPN",
            recorded_by=head,
        )
        for place, office in enumerate(Office.objects.filter(unit=last.unit).exclude(ends_on=None).select_related("member"))
        if office.ends_on is not None
    ]
    joined = Office.objects.get(member=board[-1], unit=last.unit, ends_on=None)
    joined.starts_on = changes[0].on + timedelta(days=30)
    joined.save(update_fields=["starts_on"])
    changes.append(
        BodyChange(
            congress=last,
            member=board[-1],
            kind=BodyChangeKind.ADDED,
            position=joined.position,
            on=joined.starts_on,
            decision="Quyết định số 118/QĐ-BPN",
            recorded_by=head,
        )
    )
    BodyChange.objects.bulk_create(changes)


def _direction(congress: Congress, staff: Account, head: Account, scan: bytes, today: date) -> None:
    edit_direction(
        congress=congress,
        seats=SEATS,
        requirements=REQUIREMENTS,
        standards=STANDARDS,
        targets=[dict(zip(("key", "label", "minimum", "maximum"), row, strict=True)) for row in TARGETS],
        keep_until=congress.held_on + timedelta(days=365),
        revision=None,
        by=staff,
    )
    adopt_direction(
        congress=congress,
        adopted_on=today - timedelta(days=35),
        meeting="Hội nghị Ban Phụ nữ Công an tỉnh",
        in_favour=17,
        present=18,
        minutes=_sealed(congress, scan, "bien-ban-phuong-huong.png", head),
        revision=None,
        today=today,
        by=head,
    )


def _review(congress: Congress, board: Sequence[Member], left_out: set[int], staff: Account, today: date) -> list[Member]:
    """The 19: 14 stay, five go. Returned are those who stay, the last of them she whom B5 leaves out."""
    reviews = {review.member_id: review for review in make_reviews(congress=congress, on=today, by=staff)}
    by_months = sorted(board, key=lambda member: reviews[member.pk].months_left or 0)
    ending = by_months[0]
    # the age case that passes 36, and those of the board's head, stay
    kept = {board[0].pk, *(member.pk for member in board if reviews[member.pk].months_left in (36, 90))}
    older = [member for member in board if _age(member, congress.held_on) > OLD and member.pk not in {*kept, ending.pk}]
    # whose own unit is not called can't be introduced by it
    older.sort(key=lambda member: member.unit_id not in left_out)
    leaving = [ending, *older[: len(GOES) - 1]]
    out_in_b5 = older[len(GOES) - 1]
    decisions = {}
    for member in board:
        review = reviews[member.pk]
        if member in leaving:
            because, note = GOES[leaving.index(member)]
            decisions[review.pk] = Decision(Stays.GOES, because, note, review.revision)
        else:
            decisions[review.pk] = Decision(Stays.STAYS, "", "", review.revision)
    save_reviews(congress=congress, decisions=decisions, by=staff)
    return [member for member in board if member not in leaving and member is not out_in_b5] + [out_in_b5]


def _new_women(branches: Sequence[Unit], chapters: Sequence[Unit], board: Sequence[Member], held_on: date) -> list[Member]:
    """32 who are not in office, one a unit: branches without anybody of the board first."""
    taken = {member.unit_id for member in board}
    hosts = iter(sorted(branches, key=lambda unit: unit.pk in taken))
    communes = iter([unit for unit in chapters if unit.kind == UnitKind.COMMUNE_CHAPTER])
    in_office = {member.pk for member in board}
    women: list[Member] = []
    for place in range(NEW):
        units = hosts if place in FROM_BRANCHES else communes
        found = (_fitting(unit, in_office, held_on, young=place < YOUNG_AND_LISTED) for unit in units)
        women.append(next(member for member in found if member is not None))
    return women


def _fitting(unit: Unit, in_office: set[int], held_on: date, *, young: bool) -> Member | None:
    """A Party member of this unit, under 35 or from 35 to 45, who may serve another term."""
    for member in unit.members.filter(state="active", party_stage="full").order_by("pk"):
        age = _age(member, held_on)
        if member.pk not in in_office and (age in range(28, 35) if young else age in range(35, OLD)):
            return member
    return None


def _introductions(congress: Congress, people: Sequence[Member], accounts: Mapping[str, Account], today: date) -> None:
    """Each unit meets, votes and sends; then the staff takes all of them into the pool."""
    staff = accounts["nhansu"]
    units = {member.unit_id: member.unit for member in people}
    due_on = today + timedelta(days=3)
    call_units(congress=congress, units=units.values(), due_on=due_on, request=CALL, most=2, today=today, by=staff)
    heads = {grant.unit_id: grant.account for grant in Grant.objects.select_related("account").order_by("pk")}
    calls = IntroductionCall.objects.filter(congress=congress).select_related("unit", "congress__unit").order_by("unit__code")
    for place, call in enumerate(calls):
        by = heads.get(call.unit_id, staff)
        introduce(call=call, members=[member for member in people if member.unit_id == call.unit_id], by=by)
        summoned = min(40, max(3, call.unit.members.count()))
        present = summoned - (place % 3 if summoned > 8 else 0)
        rows = list(call.introductions.order_by("pk"))
        call.refresh_from_db(fields=["revision"])
        meeting = MeetingEntry(
            held_on=today - timedelta(days=20 - place % 6),
            summoned=summoned,
            present=present,
            valid=present,
            committee_agrees=True,
            votes={row.pk: present - (row.pk + place) % (1 + present // 6) for row in rows},
            reasons={row.pk: REASONS[(row.pk + place) % len(REASONS)] for row in rows},
        )
        record_meeting(call=call, entry=meeting, revision=call.revision, today=today, by=by)
        send_introduction(call=call, by=by)
    sent = Introduction.objects.filter(call__congress=congress).values_list("pk", flat=True)
    take_up(congress=congress, introduction_ids=set(sent), today=today, by=staff)


# ---- what is known of them ----------------------------------------------------------------------------------------


def _describe(made: Personnel, staff: Account, head: Account) -> None:
    """Biographies of those who will be vetted, posts, and the groups that people doesn't tell."""
    posts = ("Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban")
    for place, one in enumerate(made.vetted):
        incumbent = place < STAY
        describe_candidate(
            candidate=one,
            origin=Origin(one.origin),
            is_incumbent=one.is_incumbent,
            post=posts[place] if place < len(posts) else "",
            # chuyên trách 3, khác 2 (§10.6)
            block="Khác" if incumbent and place in (3, 4) else "",
            is_full_time=place < len(posts),
            biography=_biography(one.member, place),
            revision=one.revision,
            by=staff,
        )
        one.refresh_from_db()


def _biography(member: Member, place: int) -> str:
    service = SERVICE.format(
        year=int(member.birth_date[:4]) + 22, position=member.police_position.lower(), workplace=member.workplace
    )
    deeds = "; ".join((DEEDS[place % len(DEEDS)], DEEDS[(place + 2) % len(DEEDS)].lower()))
    return f"{service}\n{deeds}.\n{PRAISE}"


def _files(congress: Congress, made: Personnel, staff: Account, scan: bytes, today: date) -> None:
    """Complete files of the 25 but for one paper and one certificate; those of the others are begun.

    Accepted papers are some three hundred rows: written at once. What has a story of its own goes through the actions.
    """
    rows: list[CandidateDocument] = []
    for place, one in enumerate([*made.vetted, *made.new[LISTED:]]):
        complete = place < len(made.vetted) or one in (made.new[WAITS], made.new[REFUSED], made.new[MUST_SUPPLY])
        for number, kind in enumerate(document_kinds().values()):
            wanted = is_required(kind, level=Level.PROVINCE, incumbent=one.is_incumbent) and not kind.automatic
            if not wanted or not (complete or number < 1 + place % 3):
                continue
            if one == made.lacks_a_paper and kind.code == "bang_cap":
                continue
            # a certificate is good for six months: one was made out too early for the day of the congress
            days = 160 if one == made.with_expired_certificate and kind.months else 20 + (place + number) % 15
            dated_on = today - timedelta(days=days)
            rows.append(
                CandidateDocument(
                    candidate=one,
                    kind=kind.code,
                    state=DocumentState.ACCEPTED,
                    dated_on=dated_on,
                    expires_on=good_until(dated_on, kind.months) if kind.months else None,
                    reviewed_by=staff,
                    reviewed_at=timezone.now(),
                )
            )
    CandidateDocument.objects.bulk_create(rows)
    for one, code, name in (
        (made.new[SHORTLISTED], "giay_kham_suc_khoe", "giay-kham-suc-khoe.png"),
        (made.new[THIN_FILE], "nhan_xet_don_vi", "nhan-xet-don-vi.png"),
        (made.new[COMPLAINT], "bang_cap", "bang-cap.png"),
    ):
        upload = ContentFile(scan, name=name)
        day = today - timedelta(days=9)
        receive_document(candidate=one, kind=code, dated_on=day, upload=upload, today=today, by=staff)


def _vetting(congress: Congress, made: Personnel, accounts: Mapping[str, Account], today: date) -> None:
    """Asked about the shortlist. In order for the 25 but for what is still to come; `thamdinh` answered three and owes three."""
    staff, body = accounts["nhansu"], accounts["thamdinh"]
    political = "tieu_chuan_chinh_tri"
    by_body = [made.new[WAITS], made.new[4], made.staying[5], made.new[REFUSED], made.new[2], made.new[3]]
    paper, paper_on = "Công văn số 412/PX01-Đ2", today - timedelta(days=6)
    for kind in questions():
        people = {one.pk for one in made.shortlist}
        if kind == political:
            people -= {one.pk for one in by_body}
            _ask(congress, kind, {one.pk for one in by_body}, body, staff, today)
        _ask(congress, kind, people, None, staff, today)
    # some two hundred answers that came on paper: written down at once
    waiting = {made.new[place].pk for place in (5, 6)}
    answered = Vetting.objects.filter(candidate__congress=congress, asked_of=None, candidate__in=made.vetted)
    answered.exclude(kind="ket_luan_tham_dinh", candidate__in=waiting).update(
        state=VettingState.PASSED,
        paper=paper,
        paper_on=paper_on,
        answered_by=staff,
        answered_at=timezone.now(),
        revision=F("revision") + 1,
    )
    for one, state in ((made.new[REFUSED], "failed"), (made.new[2], "passed"), (made.new[3], "passed")):
        vetting = Vetting.objects.get(candidate=one, kind=political)
        answer_vetting(
            vetting=vetting,
            state=state,
            paper="318/PX01",
            paper_on=paper_on,
            note="",
            revision=vetting.revision,
            today=today,
            by=body,
        )
    for one, kind, note in (
        (made.new[MUST_SUPPLY], "nhan_xet_cu_tru", "Nhận xét của chi uỷ nơi cư trú thiếu chữ ký, dấu."),
        (made.new[COMPLAINT], "khieu_nai_to_cao", "Chờ kết luận của cơ quan có thẩm quyền."),
    ):
        revision = Vetting.objects.get(candidate=one, kind=kind).revision
        record_answer(
            candidate=one,
            kind=kind,
            state="more",
            body="",
            paper="",
            paper_on=None,
            note=note,
            revision=revision,
            today=today,
            by=staff,
        )


def _ask(congress: Congress, kind: str, people: set[int], asked_of: Account | None, by: Account, today: date) -> None:
    ask_vetting(
        congress=congress,
        kind=kind,
        candidate_ids=people,
        asked_of=asked_of,
        body="",
        question="",
        due_on=today + timedelta(days=7),
        today=today,
        by=by,
    )

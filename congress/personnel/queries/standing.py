"""Where the personnel work of a congress stands: what is done, what comes next, what is missing."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from congress.personnel.models import (
    AppointmentDecision,
    Candidate,
    Direction,
    FinalList,
    IntroductionCall,
    Method,
    OfficeReview,
    Place,
    Process,
    ProcessStep,
    Stays,
    StepState,
    Submission,
    SubmissionAnswer,
    SubmittedTo,
)
from congress.personnel.queries.outcome import AGREED, words_of
from congress.personnel.queries.rule_values import surplus_rules_of
from congress.personnel.rules.agreement import agrees
from congress.personnel.rules.processes import takes_names
from congress.personnel.rules.surplus import Surplus, judge_surplus
from congress.terms.models import Congress, PersonnelMode
from congress.terms.rules.rule_set import RuleSet

DONE, CURRENT, TODO = "done", "current", "todo"


@dataclass(frozen=True)
class Stage:
    """One part of the work: its state, a line that says how it stands, and what is missing in it."""

    label: str
    state: str
    note: str
    url: str = ""
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class NextTask:
    """The one thing to do next: what, where its page is, and what the button to it says."""

    text: str
    url: str
    button: str
    note: str = ""


@dataclass(frozen=True)
class RoomStanding:
    stages: list[Stage]
    next: NextTask | None
    surplus: Surplus | None
    direction: Direction | None = None


def _url(name: str, *args: object) -> str:
    """Pages of parts that are built beside this one: their stage has no link until they are there."""
    try:
        return reverse(f"personnel:{name}", args=args)
    except NoReverseMatch:
        return ""


def standing_of(congress: Congress, rules: RuleSet) -> RoomStanding:
    """From a constant number of questions, however many people are on the list."""
    direction = Direction.objects.filter(congress=congress).first()
    reviews = OfficeReview.objects.filter(congress=congress).aggregate(
        all=Count("pk"),
        undecided=Count("pk", filter=Q(decision=Stays.UNDECIDED)),
        stays=Count("pk", filter=Q(decision=Stays.STAYS)),
    )
    process = Process.objects.filter(congress=congress).first()
    steps = list(process.steps.order_by("position")) if process else []
    people = Candidate.objects.filter(congress=congress).aggregate(
        all=Count("pk"),
        proposed=Count("pk", filter=Q(place=Place.PROPOSED)),
        again=Count("pk", filter=Q(place=Place.PROPOSED, is_incumbent=True)),
    )
    calls = IntroductionCall.objects.filter(congress=congress).aggregate(
        all=Count("pk"), sent=Count("pk", filter=Q(sent_at__isnull=False))
    )
    submissions = list(Submission.objects.filter(congress=congress))
    final = FinalList.objects.filter(congress=congress).first()
    decision = AppointmentDecision.objects.filter(congress=congress).first()
    surplus = _surplus(congress, direction, people["proposed"], rules) if _is_voted(steps) else None
    tasks = [
        _next_of_direction(congress, direction),
        _next_of_reviews(congress, reviews),
        _next_of_steps(congress, process, steps, calls),
        _next_of_list(congress, surplus),
        _next_of_submissions(congress, submissions),
        _next_of_final(congress),
    ]
    stages = [
        _direction(congress, direction),
        _reviews(congress, reviews),
        _steps(congress, process, steps, calls),
        _list(congress, people, surplus, _is_voted(steps)),
        _submissions(congress, submissions, steps),
        _final(congress, final, decision),
    ]
    current = next((place for place, stage in enumerate(stages) if stage.state != DONE), None)
    shown = [
        Stage(stage.label, CURRENT if place == current else stage.state, stage.note, stage.url, stage.missing)
        for place, stage in enumerate(stages)
    ]
    return RoomStanding(shown, tasks[current] if current is not None else None, surplus, direction)


def _is_voted(steps: list[ProcessStep]) -> bool:
    """All votes on people are over: before that the pool is no list, and its number says nothing."""
    voting = [step for step in steps if step.method != Method.NONE and takes_names(step.purpose)] or steps
    return bool(voting) and all(step.state == StepState.CLOSED for step in voting)


def _surplus(congress: Congress, direction: Direction | None, proposed: int, rules: RuleSet) -> Surplus | None:
    if direction is None or not direction.seats or not proposed or congress.personnel_mode == PersonnelMode.APPOINTED:
        return None
    return judge_surplus(candidates=proposed, seats=direction.seats, rules=surplus_rules_of(rules))


def _direction(congress: Congress, direction: Direction | None) -> Stage:
    url = _url("direction", congress.pk)
    if direction is not None and direction.is_adopted:
        note = f"Thông qua ngày {direction.adopted_on:%d/%m/%Y}, số lượng {direction.seats:02} người."
        missing = [] if direction.minutes_id else ["Chưa có bản quét biên bản thông qua phương hướng."]
        return Stage("Phương hướng", DONE, note, url, missing)
    missing = ["Phương hướng chưa được thông qua nên chưa nhập được người nào."]
    if direction is None or direction.seats is None:
        missing.append("Chưa ghi số lượng cần bầu (chỉ định).")
    return Stage("Phương hướng", TODO, "Đang soạn." if direction else "Chưa có.", url, missing)


def _next_of_direction(congress: Congress, direction: Direction | None) -> NextTask:
    if direction is None or direction.seats is None:
        url = _url("direction", congress.pk)
        return NextTask("Soạn phương hướng nhân sự", url, "Soạn phương hướng", "Thông qua phương hướng rồi mới nhập được người.")
    return NextTask("Ghi việc thông qua phương hướng nhân sự", _url("direction", congress.pk), "Mở phương hướng")


def _reviews(congress: Congress, reviews: dict[str, int]) -> Stage:
    url = _url("reviews", congress.pk)
    if not reviews["all"]:
        return Stage("Rà soát đương nhiệm", TODO, "Chưa lập bảng.", url, ["Chưa lập bảng rà soát người đương nhiệm."])
    note = f"{reviews['all']:02} người, {reviews['stays']:02} tái cử."
    if reviews["undecided"]:
        return Stage(
            "Rà soát đương nhiệm", TODO, note, url, [f"Còn {reviews['undecided']:02} người đương nhiệm chưa quyết định."]
        )
    return Stage("Rà soát đương nhiệm", DONE, note, url)


def _next_of_reviews(congress: Congress, reviews: dict[str, int]) -> NextTask:
    url = _url("reviews", congress.pk)
    if not reviews["all"]:
        return NextTask("Lập bảng rà soát người đương nhiệm", url, "Lập bảng", "Bảng lấy từ chức vụ đang giữ, không phải gõ lại.")
    return NextTask(f"Ghi tái cử hay không cho {reviews['undecided']:02} người đương nhiệm", url, "Mở bảng rà soát")


def _steps(congress: Congress, process: Process | None, steps: list[ProcessStep], calls: dict[str, int]) -> Stage:
    url = _url("process", congress.pk)
    if process is None:
        return Stage("Các bước", TODO, "Chưa chọn quy trình.", url, ["Chưa chọn quy trình nhân sự."])
    done = sum(step.state == StepState.CLOSED for step in steps)
    missing = []
    # once the step is over, who sent nothing introduces nobody
    introducing = [step for step in steps if step.purpose == "introduction"]
    if calls["sent"] < calls["all"] and not (introducing and all(step.state == StepState.CLOSED for step in introducing)):
        missing.append(f"{calls['all'] - calls['sent']} đơn vị chưa gửi giới thiệu.")
    coming = next((step for step in steps if step.state != StepState.CLOSED), None)
    if coming is None:
        return Stage("Các bước", DONE, f"Xong cả {done} bước.", url, missing)
    doing = "Đang làm" if coming.state == StepState.OPEN else "Tiếp theo"
    return Stage("Các bước", TODO, f"Xong {done}/{len(steps)} bước. {doing}: {coming.code}. {coming.name}", url, missing)


def _next_of_steps(congress: Congress, process: Process | None, steps: list[ProcessStep], calls: dict[str, int]) -> NextTask:
    coming = next((step for step in steps if step.state != StepState.CLOSED), None)
    if process is None or coming is None:
        return NextTask("Chọn quy trình nhân sự", _url("process", congress.pk), "Chọn quy trình")
    url = _url("step", coming.pk)
    begun = coming.state == StepState.OPEN
    text = f"{'Ghi kết quả' if begun else 'Bắt đầu'} bước {coming.code}: {coming.name}"
    waiting = calls["all"] - calls["sent"] if coming.purpose == "introduction" else 0
    note = f"Còn {waiting} đơn vị chưa gửi giới thiệu." if waiting else ""
    return NextTask(text, url, f"Mở bước {coming.code}", note)


def _list(congress: Congress, people: dict[str, int], surplus: Surplus | None, is_voted: bool) -> Stage:
    url = _url("board", congress.pk)
    if not people["proposed"] or not is_voted:
        pool = f"{people['all']:02} người trong nguồn." if people["all"] else "Chưa có ai trong nguồn."
        return Stage("Danh sách", TODO, pool, url)
    new = people["proposed"] - people["again"]
    note = f"Đề nghị {people['proposed']:02}: {people['again']:02} tái cử, {new:02} mới."
    blocked = surplus is not None and surplus.verdict == "block"
    missing = [surplus.sentence] if surplus is not None and surplus.verdict != "ok" else []
    return Stage("Danh sách", TODO if blocked else DONE, note, url, missing)


def _submissions(congress: Congress, submissions: list[Submission], steps: list[ProcessStep]) -> Stage:
    """The committee's word and the upper level's: the answer to what was last put to each, or its closed step with its paper."""
    url = _url("outcome", congress.pk)
    # a list that came back is put again
    last = {one.to: one for one in sorted(submissions, key=lambda one: one.pk)}
    closed = {step.purpose for step in steps if step.state == StepState.CLOSED}
    said, is_agreed = [], True
    for to, purpose in ((SubmittedTo.COMMITTEE, "committee"), (SubmittedTo.UPPER, "upper")):
        found = last.get(to)
        stands = purpose in closed or (found is not None and found.answer in AGREED)
        is_agreed = is_agreed and stands and agrees(words_of(to, submissions, steps))
        answer = "đã đồng ý" if purpose in closed else "chưa trình"
        said.append(f"{to.label}: {found.get_answer_display().lower() if found else answer}.")
    return Stage("Trình", DONE if is_agreed else TODO, " ".join(said), url)


def _next_of_list(congress: Congress, surplus: Surplus | None) -> NextTask:
    url = _url("board", congress.pk)
    return NextTask("Đưa danh sách về đúng số dư", url, "Mở bảng cơ cấu", surplus.sentence if surplus else "")


def _next_of_submissions(congress: Congress, submissions: list[Submission]) -> NextTask:
    url = _url("outcome", congress.pk)
    waiting = next((one for one in submissions if one.answer == SubmissionAnswer.WAITING), None)
    if waiting is not None:
        return NextTask(f"Ghi ý kiến của {waiting.body}", _url("submission", waiting.pk), "Ghi ý kiến")
    return NextTask("Trình danh sách: cấp uỷ cùng cấp trước, Hội cấp trên sau", url, "Mở trang trình duyệt")


def _next_of_final(congress: Congress) -> NextTask:
    if congress.personnel_mode == PersonnelMode.APPOINTED:
        return NextTask("Ghi quyết định chỉ định", _url("outcome", congress.pk), "Mở trang trình duyệt", "Việc của Trưởng ban.")
    return NextTask("Khoá danh sách bầu cử", _url("outcome", congress.pk), "Xem trước khi khoá", "Việc của Trưởng ban.")


def _final(congress: Congress, final: FinalList | None, decision: AppointmentDecision | None) -> Stage:
    url = _url("outcome", congress.pk)
    if congress.personnel_mode == PersonnelMode.APPOINTED:
        if decision is None:
            return Stage("Quyết định chỉ định", TODO, "Chưa ghi.", url)
        return Stage("Quyết định chỉ định", DONE, f"Số {decision.number}, ngày {decision.dated_on:%d/%m/%Y}.", url)
    if final is None:
        return Stage("Danh sách chính thức", TODO, "Chưa khoá.", url)
    return Stage("Danh sách chính thức", DONE, "Đã khoá.", url)

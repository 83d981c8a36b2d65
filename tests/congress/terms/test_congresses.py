"""Congresses are called with a rule set and a plan, changed, moved and postponed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from congress.terms.actions import (
    add_milestone,
    call_congress,
    change_congress,
    check_rule,
    finish_milestone,
    move_state,
    open_term,
    postpone_congress,
    set_rule,
    set_session,
)
from congress.terms.models import Congress, CongressState, Session
from congress.terms.queries import current_congress_of, postponement_of, rule_set_of, rule_value
from members.access.models import Account, Entry
from members.access.refusal import Changed, Refusal
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_province, make_unit

pytestmark = pytest.mark.django_db

HELD = date(2026, 12, 18)
TODAY = date(2026, 11, 1)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def province() -> Unit:
    return make_province()


@pytest.fixture
def staff(province: Unit) -> Account:
    return make_account("standing", province)


@pytest.fixture
def head(province: Unit) -> Account:
    return make_account("head", province)


def called(unit: Unit, by: Account | None = None, **fields: object) -> Congress:
    term = open_term(unit=unit, ordinal=11, starts_year=2025, ends_year=2030, by=by)
    values: dict[str, object] = {
        "kind": "DAI_BIEU",
        "ordinal": 11,
        "held_on": HELD,
        "personnel_mode": "BAU",
        "delegate_mode": "BAU",
        "plan": "rut_gon",
    } | fields
    return call_congress(unit=unit, term=term, by=by, **values)  # type: ignore[arg-type]


def test_called_congress_has_a_name_the_defaults_of_its_level_and_a_plan(province: Unit) -> None:
    congress = called(province)

    assert congress.name == "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030"
    assert rule_value(congress, "tong_dai_bieu") == 150
    assert congress.rules.get(key="ty_le_trieu_tap_toi_thieu").value == "2/3"
    assert congress.milestones.get(code="DANH_SACH").due_on(HELD) == date(2026, 12, 7)
    assert not congress.rules.exclude(checked_at=None).exists()


def test_lists_are_due_on_the_day_that_the_plan_says(province: Unit) -> None:
    short, usual = called(province), called(province, kind="TOAN_THE", plan="chuan_120_ngay")

    assert (rule_value(short, "han_nop_danh_sach"), rule_value(usual, "han_nop_danh_sach")) == (11, 20)
    assert short.rules.get(key="han_nop_danh_sach").basis == "Kế hoạch mẫu “Rút gọn 45–70 ngày”"


def test_chapter_meeting_is_called_without_a_plan_and_with_the_defaults_of_a_chapter(province: Unit) -> None:
    chapter = make_unit(parent=province, kind=UnitKind.COMMUNE_CHAPTER, name="Chi hội Công an xã Bình An")

    meeting = called(chapter, kind="HOI_NGHI", plan="")

    assert meeting.name == "Hội nghị Chi hội Phụ nữ Công an xã Bình An, nhiệm kỳ 2025-2030"
    assert not meeting.milestones.exists()
    assert rule_value(meeting, "thoi_luong_toi_da") == 1


def test_rules_copied_from_the_previous_congress_keep_their_basis_and_lose_their_mark(
    province: Unit, staff: Account, head: Account
) -> None:
    previous = called(province)
    set_rule(congress=previous, key="tong_dai_bieu", value_text="180", basis="Hướng dẫn 01/HD", by=staff)
    check_rule(congress=previous, key="tong_dai_bieu", by=head)
    term = open_term(unit=province, ordinal=12, starts_year=2030, ends_year=2035, by=staff)

    congress = call_congress(
        unit=province, term=term, kind="DAI_BIEU", ordinal=12, held_on=date(2031, 1, 5), personnel_mode="BAU",
        delegate_mode="BAU", previous=previous, by=staff,
    )  # fmt: skip

    rule = congress.rules.get(key="tong_dai_bieu")
    assert (rule.value, rule.basis, rule.checked_at) == (180, "Hướng dẫn 01/HD", None)


def test_terms_of_a_unit_do_not_overlap(province: Unit) -> None:
    open_term(unit=province, ordinal=11, starts_year=2025, ends_year=2030, by=None)

    with pytest.raises(Refusal, match="trùng năm với nhiệm kỳ 2025-2030"):
        open_term(unit=province, ordinal=12, starts_year=2029, ends_year=2034, by=None)


def test_the_same_term_twice_is_one(province: Unit) -> None:
    first = open_term(unit=province, ordinal=11, starts_year=2025, ends_year=2030, by=None)

    assert open_term(unit=province, ordinal=11, starts_year=2025, ends_year=2030, by=None) == first


# ---- rules --------------------------------------------------------------------------------------------------------


def test_set_rule_refuses_what_the_rule_can_not_be(province: Unit, staff: Account) -> None:
    congress = called(province)

    with pytest.raises(Refusal, match="không phải là số"):
        set_rule(congress=congress, key="tong_dai_bieu", value_text="nhiều", basis="", by=staff)


def test_changed_rule_has_to_be_checked_again(province: Unit, staff: Account, head: Account) -> None:
    congress = called(province)
    set_rule(congress=congress, key="tong_dai_bieu", value_text="160", basis="Công văn 12", by=staff)
    check_rule(congress=congress, key="tong_dai_bieu", by=head)

    rule = set_rule(congress=congress, key="tong_dai_bieu", value_text="155", basis="Công văn 13", by=staff)

    assert rule.checked_by is None
    assert rule_set_of(congress).integer("tong_dai_bieu") == 155


def test_rule_emptied_is_not_set_whatever_the_default(province: Unit, staff: Account) -> None:
    congress = called(province)

    set_rule(congress=congress, key="tong_dai_bieu", value_text="", basis="Chờ hướng dẫn", by=staff)

    assert rule_value(congress, "tong_dai_bieu") is None


def test_check_rule_refuses_the_one_who_entered_it(province: Unit, head: Account) -> None:
    congress = called(province)
    set_rule(congress=congress, key="tong_dai_bieu", value_text="160", basis="Công văn 12", by=head)

    with pytest.raises(Refusal, match="không tự đối chiếu"):
        check_rule(congress=congress, key="tong_dai_bieu", by=head)


def test_check_rule_wants_the_document_named(province: Unit, staff: Account, head: Account) -> None:
    congress = called(province)
    set_rule(congress=congress, key="tong_dai_bieu", value_text="160", basis="", by=staff)

    with pytest.raises(Refusal, match="Hãy ghi văn bản"):
        check_rule(congress=congress, key="tong_dai_bieu", by=head)

    assert check_rule(congress=congress, key="tong_dai_bieu", by=head, basis="HD 02 ngày 01/9").checked_by == head


# ---- changes and states ---------------------------------------------------------------------------------------------


def test_change_congress_refuses_an_old_revision(province: Unit, staff: Account) -> None:
    congress = called(province)
    change_congress(congress=congress, revision=1, changes={"place": "Hội trường A"}, by=staff)

    with pytest.raises(Changed):
        change_congress(congress=congress, revision=1, changes={"place": "Hội trường B"}, by=staff)


def test_ready_is_refused_while_something_is_missing_and_passed_with_a_reason(province: Unit, staff: Account) -> None:
    congress = called(province)

    with pytest.raises(Refusal, match="Chưa ghi địa điểm"):
        move_state(congress=congress, state=CongressState.READY, by=staff, today=TODAY)

    moved = move_state(congress=congress, state=CongressState.READY, by=staff, today=TODAY, reason="Đảng uỷ đã duyệt")
    assert moved.state == CongressState.READY
    assert Entry.objects.filter(action="congress.move").latest("id").details["passed_over"]


def test_preparing_congress_can_not_be_closed(province: Unit, staff: Account) -> None:
    with pytest.raises(Refusal, match="không chuyển được"):
        move_state(congress=called(province), state=CongressState.CLOSED, by=staff, today=TODAY, reason="x")


def test_current_congress_is_the_one_being_prepared(province: Unit, staff: Account) -> None:
    congress = called(province)

    assert current_congress_of(province, on=TODAY) == congress
    move_state(congress=congress, state=CongressState.CANCELLED, by=staff, reason="Chỉ định", today=TODAY)
    assert current_congress_of(province, on=TODAY) is None


def test_preparatory_session_begins_before_the_official_one(province: Unit, staff: Account) -> None:
    congress = called(province)
    start = datetime(2026, 12, 18, 7, 30, tzinfo=HANOI)
    set_session(congress=congress, kind="chinh_thuc", starts_at=start, by=staff)

    with pytest.raises(Refusal, match="trước phiên chính thức"):
        set_session(congress=congress, kind="tru_bi", starts_at=start + timedelta(hours=2), by=staff)


# ---- postponing (R23) -------------------------------------------------------------------------------------------------


def test_postponing_moves_what_is_relative_and_keeps_what_is_fixed_or_done(province: Unit, staff: Account) -> None:
    session = Session(kind="chinh_thuc", starts_at=datetime(2026, 12, 18, 7, 30, tzinfo=HANOI))
    congress = called(province, member_count_on=date(2026, 9, 30), sessions=[session])
    add_milestone(congress=congress, code="GAP", name="Gặp mặt", fixed_on=date(2026, 10, 20), by=staff)
    finish_milestone(milestone=congress.milestones.get(code="G0"), on=date(2026, 10, 1), by=staff)

    postpone_congress(congress=congress, to_day=date(2027, 1, 8), reason="Bão", by=staff, today=TODAY)

    congress.refresh_from_db()
    assert congress.held_on == date(2027, 1, 8)
    assert congress.member_count_on == date(2026, 9, 30)
    due = {step.code: step.due_on(congress.held_on) for step in congress.milestones.all()}
    assert due["DANH_SACH"] == date(2026, 12, 28)
    assert due["GAP"] == date(2026, 10, 20)
    assert due["G0"] == date(2026, 10, 9)
    assert congress.sessions.get().starts_at == datetime(2027, 1, 8, 7, 30, tzinfo=HANOI)
    assert congress.postponements.get().reason == "Bão"


def test_preview_of_a_postponement_is_what_then_happens(province: Unit, staff: Account) -> None:
    congress = called(province)
    to_day = date(2027, 1, 8)
    foreseen = {one.label: one.after for one in postponement_of(congress, to_day)}

    postpone_congress(congress=congress, to_day=to_day, reason="Bão", by=staff, today=TODAY)

    congress.refresh_from_db()
    assert {step.name: step.due_on(to_day) for step in congress.milestones.all()}.items() <= foreseen.items()


def test_postponing_twice_to_the_same_day_is_once(province: Unit, staff: Account) -> None:
    congress = called(province)
    for _ in range(2):
        postpone_congress(congress=congress, to_day=date(2027, 1, 8), reason="Bão", by=staff, today=TODAY)

    assert congress.postponements.count() == 1


def test_congress_in_session_is_not_postponed(province: Unit, staff: Account) -> None:
    congress = called(province)
    Congress.objects.filter(pk=congress.pk).update(state=CongressState.IN_SESSION)

    with pytest.raises(Refusal, match="không dời ngày"):
        postpone_congress(congress=congress, to_day=date(2027, 1, 8), reason="Bão", by=staff, today=TODAY)


def test_late_milestone_is_finished_with_a_reason(province: Unit, staff: Account) -> None:
    step = called(province).milestones.get(code="G0")

    with pytest.raises(Refusal, match="lý do chậm"):
        finish_milestone(milestone=step, on=date(2026, 12, 1), by=staff)

    assert finish_milestone(milestone=step, on=date(2026, 12, 1), by=staff, late_reason="Chờ chỉ thị").done_on

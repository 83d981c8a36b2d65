"""The numbers of the system that a text can name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import JSONField, Value
from django.test.utils import CaptureQueriesContext

from congress.delegates.models import Delegate
from congress.terms.models import Congress, Rule, Session, SessionKind, Term
from congress.terms.rules.catalogue import catalogue
from documents.drafting.figures import REGISTRY, UNKNOWN, compute, figures_for, unknown_names, unknown_sentence
from members.units.models import Unit, UnitKind
from tests.congress.delegates.made import make_lists
from tests.factories import make_congress, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


def value(name: str, unit: Unit, congress: Congress | None = None) -> str:
    return compute([name], unit, congress)[name].value


def held(unit: Unit, **fields: Any) -> Congress:
    term = Term.objects.create(unit=unit, ordinal=11, starts_year=2025, ends_year=2030)
    return make_congress(unit, term=term, ordinal=11, held_on=date(2025, 11, 14), **fields)


def queries(names: list[str], unit: Unit, congress: Congress | None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        compute(names, unit, congress)
    return len(found)


def test_members_are_those_of_the_unit_and_of_all_below_who_are_there_now() -> None:
    province = make_province()
    below = make_unit(parent=province)
    for unit in (province, below, below):
        make_member(unit)
    make_member(make_province(code="KHAC"))

    assert value("Số hội viên", province) == "03"
    assert value("Số hội viên", below) == "02"


def test_units_are_counted_by_kind_and_without_the_unit_itself() -> None:
    province = make_province()
    branch = make_unit(parent=province)
    make_unit(parent=branch, kind=UnitKind.CHAPTER_OF_BRANCH)
    make_unit(parent=province, kind=UnitKind.COMMUNE_CHAPTER)
    make_unit(parent=province, kind=UnitKind.JOINT_CHAPTER)

    assert value("Số hội cơ sở", province) == "01"
    assert value("Số chi hội", province) == "03"
    assert value("Số chi hội Công an xã, phường", province) == "02"
    assert value("Số hội cơ sở", branch) == "00"


def test_party_members_are_told_as_a_count_and_a_share() -> None:
    province = make_province()
    for stage in ("full", "probationary", "none", ""):
        make_member(province, party_stage=stage)

    assert value("Số hội viên là đảng viên", province) == "02"
    assert value("Tỷ lệ hội viên là đảng viên", province) == "50,0%"


def test_who_has_not_told_her_ethnicity_is_no_minority() -> None:
    province = make_province()
    for ethnicity in ("kinh", "tay", ""):
        make_member(province, ethnicity=ethnicity)

    assert value("Số hội viên dân tộc thiểu số", province) == "01"


def test_a_share_of_nobody_is_not_known() -> None:
    figure = compute(["Tỷ lệ hội viên là đảng viên"], make_province(), None)["Tỷ lệ hội viên là đảng viên"]

    assert (figure.value, figure.is_known) == (UNKNOWN, False)
    assert figure.source == "Chưa có hội viên nào để tính tỷ lệ"


def test_the_congress_is_told_as_papers_write_it() -> None:
    province = make_province()
    congress = held(province, place="Hội trường Công an tỉnh", body_name="Ban Phụ nữ Công an tỉnh Hà Sơn")
    Session.objects.create(congress=congress, kind=SessionKind.PREPARATORY, starts_at=datetime(2025, 11, 13, 7, 0, tzinfo=UTC))

    assert value("Tên đại hội", province, congress) == congress.name
    assert value("Lần thứ", province, congress) == "XI"
    assert value("Nhiệm kỳ", province, congress) == "2025-2030"
    assert value("Ngày khai mạc", province, congress) == "ngày 14 tháng 11 năm 2025"
    assert value("Phiên trù bị", province, congress) == "14 giờ 00 phút, ngày 13 tháng 11 năm 2025 (thứ Năm)"
    assert value("Địa điểm", province, congress) == "Hội trường Công an tỉnh"
    assert value("Cơ quan lãnh đạo", province, congress) == "Ban Phụ nữ Công an tỉnh Hà Sơn"


def test_the_term_that_ends_is_the_one_before() -> None:
    province = make_province()
    congress = held(province)
    assert value("Nhiệm kỳ trước", province, congress) == UNKNOWN

    Term.objects.create(unit=province, ordinal=10, starts_year=2021, ends_year=2025)

    assert value("Nhiệm kỳ trước", province, congress) == "2021-2025"


def test_what_nobody_has_entered_says_where_to_enter_it() -> None:
    province = make_province()
    congress = held(province)

    figure = compute(["Phiên chính thức"], province, congress)["Phiên chính thức"]

    assert figure.value == UNKNOWN
    assert figure.source == "Hồ sơ đại hội chưa ghi giờ phiên chính thức"
    assert figure.url.endswith(f"/{congress.pk}/")


def test_delegates_are_counted_by_category_from_the_lists() -> None:
    made = make_lists(units=2, seats=3, members=5, ex_officio=1, appointed=1)
    for position, (category, members) in enumerate((("elected", 0), ("elected", 1), ("appointed", 1))):
        Delegate.objects.create(
            congress=made.congress, member=made.members[members][position], category=category, badge_code=f"MA{position:014}"
        )

    assert value("Đại biểu triệu tập", made.unit, made.congress) == "03"
    assert value("Đại biểu được bầu", made.unit, made.congress) == "02"
    assert value("Đại biểu chỉ định", made.unit, made.congress) == "01"
    assert value("Đại biểu đương nhiên", made.unit, made.congress) == "00"
    assert value("Số đại biểu được phân bổ", made.unit, made.congress) == "08"
    assert value("Số đơn vị bầu đại biểu", made.unit, made.congress) == "02"
    assert value("Số đại biểu có mặt tối thiểu", made.unit, made.congress) == "02"
    assert value("Độ tuổi bình quân đại biểu", made.unit, made.congress).endswith(" tuổi")


def test_who_came_is_left_to_be_written_in_on_the_day() -> None:
    province = make_province()

    assert value("Đại biểu có mặt", province, held(province)) == UNKNOWN


def test_a_number_of_the_statute_comes_from_the_congress_s_rule_set() -> None:
    province = make_province()
    congress = held(province)
    Rule.objects.create(congress=congress, key="nguong_bieu_quyet", value="3/5")

    figure = compute(["Ngưỡng biểu quyết"], province, congress)["Ngưỡng biểu quyết"]

    assert figure.value == "3/5"
    assert figure.source == "Bộ quy tắc của đại hội: Biểu quyết thông qua khi tán thành quá"


def test_a_choice_of_the_rule_set_begins_small_in_a_sentence() -> None:
    province = make_province()

    assert value("Hình thức bầu cử", province, held(province)) == "bỏ phiếu kín"
    assert value("Số dư tối đa", province, held(make_province(code="HAI"))) == "30%"


def test_a_rule_that_is_not_set_gives_no_number() -> None:
    province = make_province()
    congress = held(province)
    Rule.objects.create(congress=congress, key="so_du_max", value=Value(None, JSONField()))

    assert value("Số dư tối đa", province, congress) == UNKNOWN


def test_every_rule_that_a_figure_reads_is_marked_as_read() -> None:
    province = make_province()
    read = [
        figure.source.removeprefix("Bộ quy tắc của đại hội: ") for figure in compute(REGISTRY, province, held(province)).values()
    ]
    later = {entry.label for entry in catalogue().values() if entry.later}

    assert later & set(read) == set()


def test_a_figure_of_a_congress_without_one_says_so() -> None:
    figure = compute(["Tên đại hội"], make_province(), None)["Tên đại hội"]

    assert not figure.is_known
    assert figure.source == "Văn bản chưa gắn với đại hội nào: hãy chọn đại hội của văn bản"
    assert figure.url == ""


def test_without_a_congress_only_the_unit_s_own_figures_are_offered() -> None:
    province = make_province()

    assert ("Số hội viên", REGISTRY["Số hội viên"].description) in figures_for(province, None)
    assert "Tên đại hội" not in dict(figures_for(province, None))
    assert [name for name, _description in figures_for(province, held(province))] == list(REGISTRY)


def test_a_name_that_is_no_figure_is_told_and_never_guessed() -> None:
    names = ["Số hội viên", "Số hội viênn", "Giá vàng"]

    assert list(compute(names, make_province(), None)) == ["Số hội viên"]
    assert unknown_names(names) == {"Số hội viênn": "Số hội viên", "Giá vàng": ""}


def test_the_sentence_about_an_unknown_name_says_what_to_do() -> None:
    assert unknown_sentence("Số hội viênn", "Số hội viên") == (
        "Không có số liệu nào tên là “Số hội viênn”. Có phải là “Số hội viên”?"
    )
    assert unknown_sentence("Giá vàng", "").endswith("Hãy chọn trong danh sách số liệu.")


def test_only_what_is_named_is_asked_of_the_database() -> None:
    province = make_province()
    congress = held(province)

    assert queries(["Tên đại hội", "Ngày khai mạc", "Địa điểm"], province, congress) == 0
    assert queries(["Số hội viên", "Số hội viên là đảng viên", "Tỷ lệ hội viên là đảng viên"], province, congress) == 1


def test_all_figures_take_as_many_queries_for_three_delegates_as_for_one() -> None:
    made = make_lists(units=1, seats=3, members=5)
    person = iter(made.members[0])

    def counted(number: int) -> int:
        for _ in range(number):
            Delegate.objects.create(
                congress=made.congress, member=(one := next(person)), category="elected", badge_code=f"MA{one.pk:014}"
            )
        return queries(list(REGISTRY), made.unit, Congress.objects.select_related("unit", "term").get(pk=made.congress.pk))

    first = counted(1)

    assert counted(2) == first
    assert first <= 16


def test_every_figure_has_a_source_that_fits_where_it_is_kept() -> None:
    made = make_lists(units=1)
    for figure in compute(REGISTRY, made.unit, made.congress).values():
        assert 0 < len(figure.source) <= 300
        assert len(figure.name) <= 120
        assert figure.url.startswith("/") or not figure.url_name
        assert figure.as_dict()["value"] == figure.value

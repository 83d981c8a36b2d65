"""F6: seats added for particular units, within the ceiling of the rule set."""

import pytest

from congress.delegates.models import AllocationRow
from congress.delegates.queries.allocation import Parameters, current_allocation, draft_of, parameters_of
from congress.delegates.rules.priority import Addition, read_additions, written_additions
from congress.terms.models import Congress, Rule
from tests.congress.delegates.test_allocation_pages import NUMBERS, client_for, prepared, url

UNITS = {"XP1": 1, "XP2": 2, "XP3": 3}


def test_lines_are_read_and_written_again_as_they_were():
    additions, problems = read_additions("xp2 ; 2; vùng biên giới; xa\n\nXP1;1;đơn vị điểm", UNITS, cap=3)

    assert problems == []
    assert additions == [Addition(2, 2, "vùng biên giới; xa"), Addition(1, 1, "đơn vị điểm")]
    assert written_additions(additions, {1: "XP1", 2: "XP2"}) == "XP2; 2; vùng biên giới; xa\nXP1; 1; đơn vị điểm"
    assert additions[0].note == "Cộng thêm 02: vùng biên giới; xa"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("XP9; 1; xa", "không có đơn vị bầu nào mang mã “XP9”"),
        ("XP1; một; xa", "hãy ghi số đại biểu cộng thêm"),
        ("XP1; 0; xa", "hãy ghi số đại biểu cộng thêm"),
        ("XP1; 1", "hãy ghi lý do cộng thêm cho XP1"),
        ("XP1; 1; xa\nXP1; 1; xa", "Dòng 2: đơn vị XP1 đã có"),
        ("XP1; 2; xa\nXP2; 2; xa", "Cộng thêm tất cả 4 đại biểu, vượt mức trần 3 của bộ quy tắc. Hãy bớt 1 đại biểu"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_what_to_write(text: str, sentence: str):
    _, problems = read_additions(text, UNITS, cap=3)

    assert len(problems) == 1
    assert sentence in problems[0]


def with_ceiling(ceiling: int) -> Congress:
    congress = prepared(10, 20, 30)
    Rule.objects.update_or_create(congress=congress, key="tran_uu_tien", defaults={"value": ceiling})
    client_for(congress).post(url("electing-units-make", congress.pk), {"way": "alone"})
    return congress


@pytest.mark.django_db
def test_preview_shows_the_method_and_the_draft_says_who_got_more_and_why():
    congress = with_ceiling(2)
    client = client_for(congress)
    asked = NUMBERS | {"total": "13", "priority": "XP1; 1; vùng biên giới"}

    shown = client.get(url("allocation-preview", congress.pk), asked).content.decode()
    assert "Ưu tiên đặc thù" in shown
    assert 'name="priority" value="XP1; 1; vùng biên giới"' in shown
    client.post(url("allocation-preview", congress.pk), asked | {"method": "F6", "shown": ""})

    draft = draft_of(congress)
    rows = {row.electing_unit.code: (row.seats, row.note) for row in AllocationRow.objects.select_related("electing_unit")}
    assert draft.method == "F6"
    assert rows["XP1"] == (3, "Cộng thêm 01: vùng biên giới")
    assert sum(seats for seats, _ in rows.values()) == 12
    assert Parameters.of(draft.parameters).additions == (
        Addition(congress.electing_units.get(code="XP1").pk, 1, "vùng biên giới"),
    )
    assert "vùng biên giới" in client.get(url("allocation-preview", congress.pk)).content.decode()
    client_for(congress, "head").post(url("allocation-freeze", draft.pk), {"shown": ""})
    assert current_allocation(congress) is None


@pytest.mark.django_db
def test_above_the_ceiling_nothing_is_drafted_and_what_was_typed_stays():
    congress = with_ceiling(2)
    client = client_for(congress)

    page = client.post(
        url("allocation-preview", congress.pk),
        NUMBERS | {"total": "13", "priority": "XP1; 3; vùng biên giới", "method": "F6", "shown": ""},
    ).content.decode()

    assert "vượt mức trần 2" in page
    assert "XP1; 3; vùng biên giới" in page
    assert draft_of(congress) is None


@pytest.mark.django_db
def test_without_a_ceiling_the_page_says_where_to_set_it():
    congress = with_ceiling(0)

    page = client_for(congress).get(url("allocation-preview", congress.pk)).content.decode()

    assert "Mức trần đang là 0" in page
    assert parameters_of(congress).priority_cap == 0


def test_versions_from_before_there_was_this_method_can_be_read():
    old = {
        "total": 10, "ex_officio": 0, "appointed": 0, "minimum": 1, "base": 1, "members_per_seat": 12, "steps": [[15, 1]],
        "alternates_from": 3, "alternates_percent": "1/10", "alternates_cap_percent": None, "appointed_max_percent": None,
    }  # fmt: skip

    assert (Parameters.of(old).priority_cap, Parameters.of(old).additions) == (0, ())

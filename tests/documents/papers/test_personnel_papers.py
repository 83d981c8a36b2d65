"""Papers of the personnel work: what they say, where it stands, who may have them, and what is left of them in the database."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congress.personnel.models import Candidate, Export, ExportState
from documents.papers.models import PaperDetails
from documents.papers.personnel.dotted import Field, dotted
from documents.papers.personnel.nominee_list import COLUMNS
from documents.papers.personnel.paper import PersonnelPaper
from documents.papers.personnel.wording import numbers_in
from documents.printing.actions import perform_rendering
from documents.printing.forms import REGISTRY
from documents.printing.models import Output, Part, Rendering, RenderingState
from documents.printing.queries import visible_renderings
from documents.printing.sealed import pdf_of
from members.access.models import Account, Entry
from members.access.refusal import Refusal
from members.people.models import Award, Member
from tests.documents.papers.measuring import bottom, face, left, middle, pages_of, right, said, top, turned
from tests.documents.papers.personnel_room import Room, make_room, paper_called
from tests.factories import make_account

SIGN_IN = "django.contrib.auth.backends.ModelBackend"
LIST, SCHEME, REQUEST, TARGETS = "trich-ngang-nhan-su", "de-an-nhan-su", "to-trinh-nhan-su", "co-cau-nhan-su"
MINUTES, TALLY = "bien-ban-buoc-nhan-su", "bien-ban-kiem-phieu-nhan-su"
FILE, LIFE = "so-yeu-ly-lich", "tieu-su-tom-tat"
APPROVAL, DECISION = "to-trinh-chuan-y", "quyet-dinh-chuan-y"
PRINTING_ROLES = ("head", "standing", "administrator", "leadership", "credentials_board", "content_committee", "vetting_body")

Printed = Callable[[Rendering], bytes]


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


@pytest.fixture
def small(db: None) -> Room:
    return make_room(4)


@pytest.fixture
def printed() -> Printed:
    def do(rendering: Rendering) -> bytes:
        perform_rendering(rendering.pk)
        rendering.refresh_from_db()
        assert rendering.state == RenderingState.DONE, rendering.error
        assert rendering.output is not None
        return pdf_of(rendering.output)

    return do


def words(pdf: bytes) -> str:
    with pages_of(pdf) as pages:
        return " ".join(" ".join(said(page) for page in pages).split())


def sign_in(account: Account) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk), backend=SIGN_IN)
    return client


# --- what they say ------------------------------------------------------------------------------------------------


def test_the_list_has_the_columns_of_its_form_to_the_millimetre(room: Room, printed: Printed) -> None:
    widths = [9, 36, 20, 30, 13, 13, 17, 40, 12, 20, 14, 18, 10]
    assert [column.width for column in COLUMNS] == widths
    assert sum(widths) == 252

    with pages_of(printed(room.ask(LIST))) as pages:
        page = pages[0]
        assert (round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) == (297, 210)
        edges, at = [30.0], 30.0
        for width in widths:
            at += width
            edges.append(at)
        drawn = sorted({round(line["x0"] / 72 * 25.4, 1) for line in page.lines + page.rects + page.curves if line["height"] > 5})
        assert all(any(abs(edge - one) < 0.5 for one in drawn) for edge in edges), drawn
        # two rows of headings: "Trình độ" in the middle over its three
        assert middle(page, "Trình độ") == pytest.approx(30 + 178 + 23, abs=0.6)
        assert top(page, "Trình độ") < top(page, "GDPT")
        assert face(page, "DANH SÁCH TRÍCH NGANG")[1] == "Bold"


def test_the_list_ends_with_its_sum_the_surplus_and_two_signatures(room: Room, printed: Printed) -> None:
    with pages_of(printed(room.ask(LIST))) as pages:
        text = " ".join(said(pages[-1]).split())
        assert "Tổng số: 24 đồng chí" in text
        assert "24 đồng chí: tái cử 13, tham gia lần đầu 11; cần bầu 21 đồng chí, số dư 03 đồng chí (14,3%)./." in text
        assert right(pages[-1], "NGƯỜI LẬP BIỂU") < left(pages[-1], "TM. BAN PHỤ NỮ")


def test_a_locked_list_carries_the_hash_of_its_ballots(small: Room, printed: Printed) -> None:
    assert "mã kiểm tra" not in words(printed(small.ask(LIST)))
    small.lock()

    assert "mã kiểm tra 0000 0000 0000 0000. Danh sách này có 04 đồng chí" in words(printed(small.ask(LIST)))


def test_a_locked_list_is_printed_again_as_it_was(small: Room, printed: Printed) -> None:
    locked = small.lock().content
    for candidate in Candidate.objects.filter(congress=small.congress):
        Member.objects.filter(pk=candidate.member_id).update(
            full_name="Đã Đổi Tên", home_town="Nơi Khác", rank="dai_ta", ethnicity="thai", education_field="Triết học"
        )
        Award.objects.filter(member=candidate.member_id).update(title="Bằng khen mới")
    Candidate.objects.filter(congress=small.congress).update(biography="Đã viết lại")

    for code in (LIST, LIFE):
        text = words(printed(small.ask(code)))
        assert "Thượng Lâm" in text
        for changed in ("Nơi Khác", "Đại tá", "Triết học", "Bằng khen mới", "Đã viết lại", "đã đổi tên"):
            assert changed.casefold() not in text.casefold(), (code, changed)
        assert all(one["name"].split()[-1].casefold() in text.casefold() for one in locked)
    # the annex of đề án nhân sự is the same list; what it counts before is of today
    text = words(printed(small.ask(SCHEME)))
    assert "Thượng Lâm" in text
    assert "Nơi Khác" not in text


def test_a_list_that_is_not_locked_is_printed_from_the_record_of_today(small: Room, printed: Printed) -> None:
    Member.objects.filter(pk__in=Candidate.objects.filter(congress=small.congress).values("member")).update(home_town="Nơi Khác")

    assert "Nơi Khác" in words(printed(small.ask(LIST)))
    assert "Nơi Khác" in words(printed(small.ask(LIFE)))


def test_the_scheme_says_what_was_done_counts_the_list_and_names_exceptions(room: Room, printed: Printed) -> None:
    text = words(printed(room.ask(SCHEME, texts={"results": "Phong trào thi đua được duy trì"})))

    for part in (
        "ĐỀ ÁN",
        "Nhân sự Ban Phụ nữ Công an tỉnh Hà Sơn, nhiệm kỳ 2025-2030",
        "I. KẾT QUẢ HOẠT ĐỘNG CỦA BAN PHỤ NỮ ĐƯƠNG NHIỆM",
        "Phong trào thi đua được duy trì.",
        "II. PHƯƠNG HƯỚNG NHÂN SỰ",
        "Bầu 21 đồng chí vào Ban Phụ nữ Công an tỉnh Hà Sơn.",
        "thông qua ngày 03 tháng 9 năm 2026, 17/18 người có mặt đồng ý",
        "Tham gia lần đầu: ít nhất 8 (danh sách có 11);",
        "III. QUY TRÌNH ĐÃ THỰC HIỆN",
        "15/09/2026 38/40",
        "IV. DANH SÁCH GIỚI THIỆU",
        "24 đồng chí để bầu 21 đồng chí, số dư 03 đồng chí (14,3%); trong đó tái cử 13 (54,2%), tham gia lần đầu 11 (45,8%)",
        "Đồng chí Nguyễn Thị Hường: Giấy khám sức khoẻ được bổ sung sau",
        "(Kèm theo Đề án số 05/ĐA-BPN ngày 21 tháng 9 năm 2026 của Ban Phụ nữ Công an tỉnh Hà Sơn)",
    ):
        assert part in text, part


def test_the_annex_of_the_scheme_lies_across_and_counts_its_own_pages(room: Room, printed: Printed) -> None:
    with pages_of(printed(room.ask(SCHEME))) as pages:
        across = [page for page in pages if page.width > page.height]
        assert said(across[0]).startswith("Phụ lục")
        assert "CỘNG HÒA" not in said(across[0])
        assert said(across[1]).startswith("2")


def test_the_request_names_nobody_and_goes_to_the_body_that_was_chosen(room: Room, printed: Printed) -> None:
    committee, upper = words(printed(room.ask(REQUEST, size="cap_uy"))), words(printed(room.ask(REQUEST, size="hoi_cap_tren")))

    assert "Kính gửi: Đảng uỷ Công an tỉnh Hà Sơn." in committee
    assert "Kính gửi: Ban Phụ nữ Công an nhân dân." in upper
    assert "1. Số lượng Ban Phụ nữ Công an tỉnh Hà Sơn, nhiệm kỳ 2025-2030: 21 đồng chí." in committee
    for one in room.congress.candidates.all():
        assert one.member.full_name not in committee


def test_minutes_of_a_step_have_no_day_above_and_are_signed_by_two(room: Room, printed: Printed) -> None:
    pdf = printed(room.ask(MINUTES, about=room.step.pk, signer="", preparer="", texts={"discussion": "Hội nghị thảo luận"}))

    with pages_of(pdf) as pages:
        head = said(pages[0]).split("BIÊN BẢN")[0]
        assert "Số: 05/BB-BPN" in head
        assert "ngày" not in head
        assert right(pages[-1], "THƯ KÝ") < left(pages[-1], "CHỦ TOẠ")
        assert top(pages[-1], "THƯ KÝ") == pytest.approx(top(pages[-1], "CHỦ TOẠ"), abs=0.5)
        # from the step itself
        assert right(pages[-1], "Đại uý Lê Thị Hoa") < left(pages[-1], "Thượng tá Nguyễn Thị Thuỷ")
    text = words(pdf)
    assert "triệu tập 40 người, có mặt 38 người, vắng mặt 02." in text
    assert "18 đạt, 06 không đạt." in text
    assert "Đạt khi được quá 1/2 số người có mặt: cần ít nhất 20/38." in text


def test_tally_minutes_give_figures_in_order_and_name_the_denominator(room: Room, printed: Printed) -> None:
    text = words(printed(room.ask(TALLY, about=room.step.pk)))

    order = ["triệu tập: 40", "có mặt: 38", "lấy phiếu: 24", "phát ra: 38", "thu về: 38", "hợp lệ: 37", "không hợp lệ: 01"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "1 Nguyễn Thị Hường 37 0 97,4 Đạt" in text
    assert "24 Nguyễn Thị Nguồn X 14 23 36,8 Không đạt" in text
    with pages_of(printed(room.ask(TALLY, about=room.step.pk))) as pages:
        head = " ".join(said(pages[0]).split("STT")[0].split("không hợp lệ: 01 phiếu.")[-1].split())
    assert "Tỷ lệ (%)" in head
    assert "có mặt" in text


def test_the_head_of_the_counters_signs_by_name(small: Room, printed: Printed) -> None:
    counters = {"counters": "Đỗ Thị Mây, Tổ trưởng\nTrần Thị Lan, Uỷ viên"}

    with pages_of(printed(small.ask(TALLY, about=small.step.pk, texts=counters, signer="", preparer=""))) as pages:
        last = said(pages[-1])
    below = last.split("TỔ TRƯỞNG")[-1]
    assert "Đỗ Thị Mây" in below
    assert "Nguyễn Thị Thuỷ" in below


def test_minutes_of_an_open_step_are_a_draft(small: Room, printed: Printed) -> None:
    type(small.step).objects.filter(pk=small.step.pk).update(state="open", closed_at=None, closed_by=None)

    with pages_of(printed(small.ask(MINUTES, about=small.step.pk))) as pages:
        assert "Dự thảo. Nội bộ nhân sự." in said(pages[0])


def test_recipients_of_minutes_never_stand_alone_on_a_page(small: Room, printed: Printed) -> None:
    with pages_of(printed(small.ask(MINUTES, about=small.step.pk, texts={"discussion": "Hội nghị thảo luận"}))) as pages:
        (last,) = [said(page) for page in pages if "Nơi nhận:" in said(page)]
    assert "CHỦ TOẠ" in last


def test_a_file_is_filled_in_as_far_as_known_and_never_has_numbers_of_identity(small: Room, printed: Printed) -> None:
    one = small.congress.candidates.select_related("member").get(member__full_name="Nguyễn Thị Hường")
    text = words(printed(small.ask(FILE, about=one.pk, size="2c")))

    assert "1) Họ và tên khai sinh: NGUYỄN THỊ HƯỜNG" in text
    assert "4) Sinh ngày 01 tháng 01 năm 1972" in text
    assert "14) Ngày vào Đảng Cộng sản Việt Nam: 03/02/2010" in text
    assert "22) Khen thưởng: Chiến sĩ thi đua cơ sở (2024)" in text
    assert "25) Số chứng minh nhân dân: ...." in text
    for number in range(1, 32):
        assert f"{number})" in text, number
    assert "NGƯỜI KHAI" in text


def test_the_successor_form_is_there_to_choose_and_all_proposed_come_with_their_lives(small: Room, printed: Printed) -> None:
    one = small.congress.candidates.first()
    assert one is not None
    text = words(printed(small.ask(FILE, about=one.pk, size="tt06")))
    assert "SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC" in text
    assert "8) Số CCCD: ...." in text

    everybody = words(printed(small.ask(FILE, size="2c_tieu_su")))
    assert everybody.count("TIỂU SỬ TÓM TẮT") == 4
    assert everybody.count("31) Hoàn cảnh kinh tế gia đình") == 4


def test_a_biography_takes_at_most_a_page_and_half_of_it_as_a_rule(small: Room, printed: Printed) -> None:
    with pages_of(printed(small.ask(LIFE))) as pages:
        assert len(pages) == 4
        assert all(bottom(page, "của đơn vị.") < 160 for page in pages)


def test_approval_takes_the_elected_by_their_numbers_on_the_locked_list(room: Room, printed: Printed) -> None:
    with pytest.raises(Refusal, match="chưa chốt"):
        room.ask(APPROVAL)
    people = room.lock().content
    again = sum(one["re_elected"] for one in [*people[:20], people[23]])

    text = words(printed(room.ask(APPROVAL, texts={"elected": "1-20, 24"})))
    assert f"gồm 21 đồng chí (tái cử {again:02}, tham gia lần đầu {21 - again:02}), có danh sách kèm theo." in text
    assert people[23]["name"] in text
    assert "Tổng số: 21 đồng chí" in text
    decision = words(printed(room.ask(DECISION, texts={"elected": "1-20, 24"})))
    assert "Điều 1. Chuẩn y Ban Phụ nữ Công an tỉnh Hà Sơn, nhiệm kỳ 2025-2030, gồm 21 đồng chí" in decision
    with pytest.raises(Refusal, match="chỉ có số từ 1 đến 24"):
        room.ask(APPROVAL, texts={"elected": "25"})


def test_the_table_of_targets_says_what_is_met(room: Room, printed: Printed) -> None:
    text = words(printed(room.ask(TARGETS)))

    assert "1 Tham gia lần đầu ít nhất 8 11 0/11 Đạt" in text
    assert "Tổng số 24 100,0 13 11" in text


def test_numbers_are_read_as_spans() -> None:
    assert numbers_in("1-3, 7; 2", 9, field="x") == [1, 2, 3, 7]
    with pytest.raises(Refusal):
        numbers_in("ba", 9, field="x")


def test_blanks_of_a_line_share_what_is_left_of_it() -> None:
    known, blank = dotted(Field("Dân tộc:", "Kinh"), Field("Tôn giáo:"))

    assert known.value == "Kinh"
    assert set(blank.value) == {"."}
    assert len(blank.value) > len(dotted(Field("Dân tộc:"), Field("Tôn giáo:"))[1].value)


# --- two people, and her name on it -------------------------------------------------------------------------------


def test_every_page_of_a_paper_with_names_carries_who_printed_it_and_when(small: Room, printed: Printed) -> None:
    rendering = small.ask(LIST)
    with pages_of(printed(rendering)) as pages:
        for page in pages:
            assert turned(page).replace(" ", "").startswith(small.committee.full_name.replace(" ", ""))
            assert f"{small.committee.full_name} in lúc" in said(page)


def test_names_need_an_export_that_a_second_person_agreed_to_and_use_it_up(small: Room) -> None:
    paper = paper_called(LIST)
    from documents.papers.personnel.actions import request_personnel_paper

    asked = small.export(LIST, agreed=False)
    given: dict[str, Any] = {"paper": paper, "congress": small.congress, "details": paper.proposed(small.congress), "texts": {}}
    with pytest.raises(Refusal, match="người thứ hai"):
        request_personnel_paper(**given, export=None, by=small.committee)
    with pytest.raises(Refusal):
        request_personnel_paper(**given, export=asked, by=small.committee)

    rendering = small.ask(LIST)
    used = Export.objects.get(rendering=rendering.pk)
    assert used.state == ExportState.USED
    with pytest.raises(Refusal, match="một lần"):
        request_personnel_paper(**given, export=used, by=small.committee)


def test_an_export_of_one_file_prints_no_other(small: Room) -> None:
    from documents.papers.personnel.actions import request_personnel_paper

    first, second = small.congress.candidates.all()[:2]
    paper = paper_called(FILE)
    with pytest.raises(Refusal, match="người thứ hai"):
        request_personnel_paper(
            paper=paper,
            congress=small.congress,
            details=paper.proposed(small.congress),
            texts={},
            about=second.pk,
            export=small.export(FILE, first.pk),
            by=small.committee,
        )


def test_printing_again_after_a_day_needs_a_new_agreement(small: Room) -> None:
    rendering = small.ask(LIST)
    Export.objects.filter(rendering=rendering.pk).update(used_at=timezone.now() - timedelta(days=2))

    perform_rendering(rendering.pk)

    rendering.refresh_from_db()
    assert rendering.state == RenderingState.FAILED
    assert "quá một ngày" in rendering.error


def test_nobody_else_sees_the_print_and_whoever_may_print_papers_sees_none(small: Room, printed: Printed) -> None:
    rendering = small.ask(LIST)
    printed(rendering)
    others = [small.leader, *(make_account(role, small.unit) for role in PRINTING_ROLES)]

    assert rendering in visible_renderings(small.committee)
    for other in others:
        assert visible_renderings(other) == []
        assert sign_in(other).get(reverse("printing:download", args=[rendering.pk])).status_code == 404


def test_the_list_of_prints_offers_personnel_forms_to_nobody_else(small: Room) -> None:
    head = make_account("head", small.unit)

    assert "Đề án nhân sự" not in sign_in(head).get(reverse("printing:list")).content.decode()
    assert "Đề án nhân sự" in sign_in(small.committee).get(reverse("printing:list")).content.decode()


# --- what is left in the database ---------------------------------------------------------------------------------


def test_nothing_of_a_print_lies_open_before_during_or_after(small: Room) -> None:
    name = "Nguyễn Thị Hường"
    escaped = json.dumps(name)[1:-1]
    rendering = small.ask(LIST, texts={})
    from documents.printing.actions import _plan_if_queued

    _plan_if_queued(rendering.pk)
    sources = json.dumps(list(Part.objects.values_list("source", flat=True)), ensure_ascii=False)
    rendering.refresh_from_db()
    assert rendering.part_keys
    assert name not in sources
    assert "body" not in sources
    perform_rendering(rendering.pk)
    rendering.refresh_from_db()
    output = Output.objects.get(pk=rendering.output_id)
    assert output.sealed_by == LIST
    assert not bytes(output.pdf).startswith(b"%PDF")
    assert pdf_of(output).startswith(b"%PDF")
    assert not Part.objects.filter(key__in=rendering.part_keys).exists()
    row = json.dumps(rendering.parameters)
    assert escaped not in row
    assert "details" not in rendering.parameters
    assert "Nguyễn" not in rendering.title


def test_two_prints_of_the_same_share_nothing(small: Room, printed: Printed) -> None:
    first, second = small.ask(TARGETS), small.ask(TARGETS)
    printed(first)
    printed(second)

    assert first.output_id != second.output_id
    assert set(first.part_keys).isdisjoint(second.part_keys)


def test_what_was_typed_is_not_remembered_and_the_trace_names_nobody(small: Room) -> None:
    secret = "Đồng chí Nguyễn Thị Hường phát biểu"
    small.ask(MINUTES, about=small.step.pk, texts={"discussion": secret})

    assert PaperDetails.objects.get(form=MINUTES).texts == {}
    entries = list(Entry.objects.filter(action__startswith="personnel."))
    assert {"personnel.export_ask", "personnel.export_agree", "personnel.print", "personnel.export_use"} <= {
        entry.action for entry in entries
    }
    for entry in entries:
        assert "Hường" not in f"{entry.details} {entry.object_label} {entry.reason}"


def test_personnel_papers_are_kept_two_days_and_stand_under_a_seal(db: None) -> None:
    papers = [form for form in REGISTRY.values() if isinstance(form, PersonnelPaper)]

    assert len(papers) == 10
    assert all(form.confidential and form.seal is not None and form.kept_days == 2 for form in papers)


# --- pages --------------------------------------------------------------------------------------------------------


def test_the_page_asks_a_second_person_first_then_prints(small: Room) -> None:
    client = sign_in(small.committee)
    address = reverse("papers:personnel-request", args=[small.congress.pk, LIST])

    page = client.get(address)
    assert "một người thứ hai" in page.content.decode()
    assert "Hãy ghi mục đích" in client.post(address, {"purpose": ""}).content.decode()
    assert client.post(address, {"purpose": "Trình Đảng uỷ"}).status_code == 302
    waiting = client.get(address).content.decode()
    assert "Đang chờ một người thứ hai" in waiting

    from congress.personnel.actions.exports import agree_export

    export = Export.objects.get()
    agree_export(export=export, by=small.leader)
    assert client.get(reverse("papers:personnel-export", args=[export.pk])).headers["Location"] == address
    form = client.get(address).content.decode()
    assert "đã đồng ý lúc" in form
    sent = client.post(address, {"profile": "hoi", "separator": "ke", "issuer": "BAN PHỤ NỮ", "authority": "TM. BAN PHỤ NỮ"})
    rendering = Rendering.objects.get()
    assert sent.headers["Location"] == reverse("printing:rendering", args=[rendering.pk])
    export.refresh_from_db()
    assert export.rendering == rendering.pk


def test_the_page_of_one_candidates_paper_asks_what_for_and_is_written_down(small: Room) -> None:
    client, her = sign_in(small.committee), Candidate.objects.filter(congress=small.congress)[0]
    address = reverse("papers:personnel-request", args=[small.congress.pk, FILE]) + f"?candidate={her.pk}"

    asked = client.get(address)
    assert asked.headers["Location"].startswith(reverse("personnel:purpose", args=[small.congress.pk]))
    assert client.post(asked.headers["Location"], {"purpose": "bao_cao"}).headers["Location"] == address
    assert her.member.full_name in client.get(address).content.decode()

    entry = Entry.objects.get(action="personnel.candidate_view")
    assert entry.reason == "Lập đề án, tờ trình, báo cáo"
    assert entry.details == {"candidate": her.pk, "page": FILE}


def test_the_page_of_papers_lists_them_all_with_the_minutes_of_the_steps(small: Room) -> None:
    page = sign_in(small.committee).get(reverse("papers:personnel", args=[small.congress.pk])).content.decode()

    for title in ("Đề án nhân sự", "Danh sách trích ngang nhân sự", "Tờ trình xin ý kiến nhân sự", "Sơ yếu lý lịch"):
        assert title in page
    assert f"{MINUTES}/?step={small.step.pk}" in page
    assert page.count("Chưa in được") == 2  # the two that need the locked list


def test_a_paper_without_names_asks_for_a_purpose_alone(small: Room) -> None:
    client = sign_in(small.committee)
    address = reverse("papers:personnel-request", args=[small.congress.pk, TARGETS])
    given = {"profile": "hoi", "separator": "ke", "issuer": "BAN PHỤ NỮ", "authority": "TM. BAN PHỤ NỮ"}

    assert "Hãy chọn mục đích in." in client.post(address, given).content.decode()
    assert client.post(address, given | {"purpose": "bao_cao"}).status_code == 302
    entry = Entry.objects.get(action="personnel.print_purpose")
    assert entry.details == {"form": TARGETS, "purpose": "Lập đề án, tờ trình, báo cáo"}


@pytest.mark.parametrize("role", PRINTING_ROLES)
def test_for_all_others_there_are_no_such_pages(small: Room, role: str) -> None:
    client = sign_in(make_account(role, small.unit))
    export = small.export(LIST)

    for address in (
        reverse("papers:personnel", args=[small.congress.pk]),
        reverse("papers:personnel-request", args=[small.congress.pk, LIST]),
        reverse("papers:personnel-request", args=[small.congress.pk, MINUTES]) + f"?step={small.step.pk}",
        reverse("papers:personnel-export", args=[export.pk]),
        reverse("papers:request", args=[LIST, small.congress.pk]),
    ):
        assert client.get(address).status_code == 404, address


def test_steps_and_candidates_of_another_congress_are_not_found(small: Room) -> None:
    client = sign_in(small.committee)
    for form, query in ((MINUTES, ""), (MINUTES, "?step=99999"), (FILE, "?candidate=99999"), (FILE, "?candidate=x")):
        address = reverse("papers:personnel-request", args=[small.congress.pk, form]) + query
        assert client.get(address).status_code == 404, address

from datetime import timedelta

import pytest

from congress.terms.models import Rule
from documents.drafting.actions.adoption import correct_text, prepare_congress_text, record_adoption, write_at_congress
from documents.drafting.actions.approval import send_for_approval
from documents.drafting.actions.sections import write_section
from documents.drafting.actions.versions import make_version
from documents.drafting.models import Adoption, Corrigendum, DocumentState, FigureValue, Version, VersionKind
from documents.drafting.rules.text import Block, Kind
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.documents.drafting.approved import before_the_congress, vote, walk
from tests.documents.drafting.synthesised import TODAY, make_work
from tests.documents.register.made import pdf
from tests.factories import make_text

pytestmark = pytest.mark.django_db


def change(work, words="Đại hội sửa đoạn này.", by=None):
    section = work.document.sections.get(key="m1")
    return write_at_congress(
        section=section, heading=section.heading, style=None, blocks=(Block("k1", Kind.PARAGRAPH, words),),
        based_on=section.revision, by=by or work.staff,
    )  # fmt: skip


def correct(work, **more):
    section = work.document.sections.get(key="m1")
    values = {
        "section": section, "heading": section.heading, "style": None, "blocks": (Block("k1", Kind.PARAGRAPH, "Đã đính chính."),),
        "based_on": section.revision, "reason": "Ghi nhầm số hội viên", "agreed_by": "Đoàn Chủ tịch", "by": work.staff,
    }  # fmt: skip
    return correct_text(**values | more)


def test_the_text_put_to_the_congress_is_the_one_that_was_approved():
    work = before_the_congress()
    put = Version.objects.get(document=work.document, kind=VersionKind.CONGRESS_TEXT)
    sent = Version.objects.get(document=work.document, kind=VersionKind.SUBMISSION)
    assert work.document.state == DocumentState.TO_CONGRESS
    assert put.hash == sent.hash
    assert put.is_current
    assert list(work.document.steps.values_list("state", flat=True))[-2:] == ["done", "current"]


def test_nothing_is_put_to_the_congress_before_every_body_has_decided():
    work = make_work()
    send_for_approval(document=work.document, by=work.staff, today=TODAY)
    with pytest.raises(Refusal, match="chưa có kết quả"):
        prepare_congress_text(document=work.document, by=work.staff, today=TODAY)


def test_figures_that_changed_since_the_approval_are_noticed():
    work = make_work(text=make_text("Có {{Số thử}} hội viên."))
    FigureValue.objects.create(document=work.document, name="Số thử", value="1.500")
    send_for_approval(document=work.document, by=work.staff, today=TODAY)
    walk(work.document, {"head": work.head, "leadership": work.leader}, staff=work.staff)
    FigureValue.objects.filter(name="Số thử").update(value="1.600")
    with pytest.raises(Refusal, match="đã khác Bản trình duyệt"):
        prepare_congress_text(document=work.document, by=work.staff, today=TODAY)


def test_the_vote_makes_the_official_text_and_nothing_changes_it_any_more():
    work = before_the_congress()
    adoption = vote(work, upload=pdf())
    work.document.refresh_from_db()
    assert work.document.state == DocumentState.ADOPTED
    assert (adoption.put.kind, adoption.adopted.kind) == (VersionKind.CONGRESS_TEXT, VersionKind.OFFICIAL)
    assert adoption.scan.content_type == "application/pdf"
    assert set(work.document.steps.values_list("state", flat=True)) == {"done"}
    section = work.document.sections.get(key="m1")
    with pytest.raises(Refusal, match="đính chính"):
        write_section(section=section, heading="", style=None, blocks=(), based_on=section.revision, cause="sửa", by=work.staff)
    with pytest.raises(Refusal):
        make_version(document=work.document, kind=VersionKind.DRAFT, by=work.staff)


@pytest.mark.parametrize(("in_favour", "carried"), [(73, False), (74, True)])
def test_more_than_half_of_those_present_must_agree(in_favour, carried):
    work = before_the_congress()
    if carried:
        assert vote(work, in_favour=in_favour, against=60)
        return
    with pytest.raises(Refusal, match="quá 1/2 số đại biểu có mặt: cần ít nhất 74/147"):
        vote(work, in_favour=in_favour, against=60)
    assert not Adoption.objects.exists()


def test_the_rule_set_of_the_congress_may_ask_for_more_and_is_named():
    work = before_the_congress()
    Rule.objects.create(
        congress=work.document.congress, key="nguong_bieu_quyet", value="2/3", basis="Quy chế làm việc của Đại hội, Điều 9"
    )
    with pytest.raises(Refusal, match=r"quá 2/3 .*cần ít nhất 99/147 .*Quy chế làm việc của Đại hội, Điều 9"):
        vote(work, in_favour=98)
    assert vote(work, in_favour=99, against=40)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"in_favour": 140, "against": 6, "other": 2}, "Cộng các số là 148, nhiều hơn 147"),
        ({"present": 0, "in_favour": 0, "against": 0, "other": 0}, "số đại biểu có mặt"),
    ],
)
def test_figures_that_do_not_add_up_are_refused(figures, sentence):
    with pytest.raises(Refusal, match=sentence):
        vote(before_the_congress(), **figures)


def test_a_vote_of_a_day_to_come_is_refused():
    with pytest.raises(Refusal, match="chưa tới"):
        vote(before_the_congress(), adopted_on=TODAY + timedelta(days=1))


def test_what_the_congress_changed_must_be_said_and_stands_in_the_official_text():
    work = before_the_congress()
    change(work)
    with pytest.raises(Refusal, match="đại hội sửa những gì"):
        vote(work)
    adoption = vote(work, note="Sửa đoạn đầu mục 1.")
    assert adoption.put.hash != adoption.adopted.hash
    assert "Đại hội sửa đoạn này." in [block.plain for _section, block in adoption.adopted.text.blocks()]
    assert Entry.objects.get(action="adoption.record").details["changed"] is True


def test_a_vote_is_recorded_once():
    work = before_the_congress()
    assert vote(work) == vote(work, in_favour=100)
    assert Adoption.objects.get().in_favour == 140


def test_the_text_is_changed_by_the_congress_only_while_it_is_before_it():
    work = before_the_congress()
    vote(work)
    with pytest.raises(Refusal, match="khi văn bản đang trình đại hội"):
        change(work)


def test_nothing_is_adopted_that_was_not_put_to_the_congress():
    work = make_work()
    with pytest.raises(Refusal, match="chưa trình đại hội"):
        record_adoption(
            document=work.document, adopted_on=TODAY, present=10, in_favour=10, against=0, other=0, by=work.staff, today=TODAY
        )


def test_a_corrigendum_makes_a_new_current_version_and_keeps_the_old_one():
    work = before_the_congress()
    adopted = vote(work).adopted
    made = correct(work)
    assert (made.number, made.before, made.after.kind, made.after.is_current) == (1, adopted, VersionKind.CORRECTED, True)
    adopted.refresh_from_db()
    assert not adopted.is_current
    second = correct(work, blocks=(Block("k1", Kind.PARAGRAPH, "Đính chính lần nữa."),))
    assert (second.number, second.before) == (2, made.after)


@pytest.mark.parametrize(("missing", "sentence"), [("reason", "lý do"), ("agreed_by", "đồng ý")])
def test_a_corrigendum_says_why_and_who_agreed(missing, sentence):
    work = before_the_congress()
    vote(work)
    with pytest.raises(Refusal, match=sentence):
        correct(work, **{missing: " "})
    assert not Corrigendum.objects.exists()


def test_a_corrigendum_that_changes_nothing_is_refused():
    work = before_the_congress()
    vote(work)
    section = work.document.sections.get(key="m1")
    with pytest.raises(Refusal, match="chưa thay đổi"):
        correct(work, blocks=section.as_section().blocks)


def test_before_the_adoption_there_is_no_corrigendum():
    with pytest.raises(Refusal, match="không cần đính chính"):
        correct(before_the_congress())

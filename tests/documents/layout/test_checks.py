"""What is missing before a paper is issued, by name."""

from dataclasses import replace
from typing import Any

import pytest

from documents.layout.checks import Checked, Paragraph, hints, missing_before_issue, party_warning
from documents.layout.details import DocumentDetails
from documents.layout.structures import Structure

DETAILS = DocumentDetails(
    superior="CÔNG AN TỈNH HÀ SƠN",
    issuer="BAN PHỤ NỮ",
    symbol="KH-BPN",
    place="Hà Sơn",
    authority="TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
    signer="Thượng tá Nguyễn Thị Thuỷ",
    recipients="Các hội cơ sở\nLưu: VT, BPN",
)
PARTY = replace(
    DETAILS, profile="dang", superior="ĐẢNG BỘ TỈNH HÀ SƠN", issuer="ĐẢNG UỶ CÔNG AN TỈNH", symbol="NQ/ĐU",
    authority="T/M BAN THƯỜNG VỤ\nBÍ THƯ", recipients="Lưu Văn phòng Đảng uỷ",
)  # fmt: skip
TEXT = (Paragraph("a", "Căn cứ Điều lệ Hội."), Paragraph("b", "Các đơn vị tổ chức thực hiện./."))


def paper(**changes: Any) -> Checked:
    values: dict[str, Any] = {"details": DETAILS, "title": "Tổ chức Đại hội", "paragraphs": TEXT, "abbreviation": "KH"}
    return Checked(**(values | changes))


def fields(checked: Checked) -> list[str]:
    return [one.field for one in missing_before_issue(checked)]


def test_complete_plan_lacks_nothing() -> None:
    assert missing_before_issue(paper()) == []


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("issuer", "", "issuer"),
        ("symbol", "", "symbol"),
        ("symbol", "KH - BPN", "symbol"),
        ("symbol", "NQ/ĐU", "symbol"),
        ("place", "  ", "place"),
        ("authority", "", "authority"),
        ("signer", "", "signer"),
        ("recipients", "", "recipients"),
        ("recipients", "Lưu: VT\nCác hội cơ sở", "recipients"),
    ],
)
def test_each_part_is_missed_by_name(name: str, value: str, field: str) -> None:
    assert fields(paper(details=replace(DETAILS, **{name: value}))) == [field]


def test_abstract_and_text_are_missed() -> None:
    assert fields(paper(title=" ")) == ["title"]
    assert fields(paper(paragraphs=())) == ["text"]


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["Một./.", "Hai./."], "có 2 lần"),
        (["Một./.", "Hai."], "chưa ở cuối"),
    ],
)
def test_end_mark_stands_once_at_the_end(texts: list[str], sentence: str) -> None:
    (missing,) = missing_before_issue(paper(paragraphs=[Paragraph(str(n), text) for n, text in enumerate(texts)]))

    assert sentence in missing.sentence


def test_end_mark_that_nobody_wrote_is_left_to_the_print() -> None:
    assert missing_before_issue(paper(paragraphs=[Paragraph("a", "Thực hiện.")])) == []


def test_each_annex_has_an_end_mark_of_its_own() -> None:
    annexes = [*TEXT, Paragraph("c", "Tổng số: 150 đại biểu./.", part=1), Paragraph("d", "Tiến độ./. và sau", part=2)]

    (missing,) = missing_before_issue(paper(paragraphs=annexes))

    assert missing.sentence == "Dấu “./.” chưa ở cuối phụ lục 2."


def test_speech_needs_no_end_mark_number_or_signature() -> None:
    speech = replace(DETAILS, symbol="", authority="", signer="", recipients="")

    assert missing_before_issue(paper(details=speech, structure=Structure.SPEECH, paragraphs=TEXT[:1])) == []


def test_attached_rules_have_no_number_place_or_signature() -> None:
    attached = DocumentDetails(issuer="BAN PHỤ NỮ")

    assert missing_before_issue(paper(details=attached, structure=Structure.ATTACHED, abbreviation="QC")) == []


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"abbreviation": "TTr"}, True),
        ({"abbreviation": "BC", "goes_up": True}, True),
        ({"abbreviation": "BC"}, False),
        ({"abbreviation": "", "structure": Structure.LETTER, "details": replace(DETAILS, symbol="BPN-PX03")}, True),
    ],
)
def test_addressee_is_asked_of_papers_that_address_somebody(changes: dict[str, Any], asked: bool) -> None:
    assert fields(paper(**changes)) == (["addressees"] if asked else [])


def test_decision_names_who_decides() -> None:
    assert fields(paper(structure=Structure.DECISION, abbreviation="QĐ", details=replace(DETAILS, symbol="QĐ-BPN"))) == [
        "issuing_authority"
    ]


def test_minutes_want_the_secretary_and_no_place() -> None:
    minutes = replace(DETAILS, place="", symbol="BB-BPN", left_post="THƯ KÝ")

    assert fields(paper(structure=Structure.MINUTES, abbreviation="BB", details=minutes)) == ["preparer"]


def test_letters_outside_the_font_are_named() -> None:
    (missing,) = missing_before_issue(paper(paragraphs=[Paragraph("a", "Chúc mừng 😀./.")]))

    assert "“😀” (U+1F600)" in missing.sentence


def test_party_paper_is_checked_the_partys_way() -> None:
    assert missing_before_issue(paper(details=PARTY, abbreviation="NQ")) == []
    assert fields(paper(details=replace(PARTY, symbol="NQ-ĐU"), abbreviation="NQ")) == ["symbol"]


def test_union_never_carries_the_partys_heading() -> None:
    (missing,) = missing_before_issue(paper(details=replace(PARTY, issuer="BAN PHỤ NỮ\nCÔNG AN TỈNH"), abbreviation="NQ"))

    assert missing.field == "profile"
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in missing.sentence


def test_unknown_issuer_of_a_party_paper_is_warned_of_until_a_person_says_so() -> None:
    odd = replace(PARTY, issuer="BAN TỔ CHỨC")

    assert party_warning(odd)
    assert [one.key for one in hints(paper(details=odd))] == ["issuer"]
    assert not party_warning(replace(odd, warning_taken=True))
    assert not party_warning(PARTY)


def test_hints_say_where_and_what_instead() -> None:
    (hint,) = hints(paper(paragraphs=[Paragraph("p1", "Theo điều 5, các đơn vị thực hiện./.")]))

    assert (hint.key, hint.found, hint.proposed) == ("p1", "điều 5", "Điều 5")


def test_first_recipient_of_an_addressed_paper_is_the_addressee() -> None:
    addressed = replace(DETAILS, addressees="Đảng uỷ Công an tỉnh")

    (hint,) = hints(paper(details=addressed, abbreviation="TTr"))

    assert (hint.key, hint.proposed) == ("recipients", "Như trên")

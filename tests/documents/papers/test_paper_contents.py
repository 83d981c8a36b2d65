"""What the papers say, before they are laid out."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from congress.delegates.models import DelegateList, DelegateState, ListState
from congress.terms.models import SessionKind
from documents.layout.details import Details
from documents.papers.actions import request_paper
from documents.papers.paper import Paper
from documents.printing.actions import perform_rendering
from documents.printing.forms import REGISTRY
from documents.printing.models import Rendering, RenderingState

pytestmark = pytest.mark.django_db
DETAILS = Details(superior="CÔNG AN TỈNH HÀ SƠN", issuer="BAN PHỤ NỮ", place="Hà Sơn", dated_on=date(2026, 11, 2).isoformat())


def content(province: Any, code: str, **texts: str) -> Any:
    parameters = {"congress": province.congress.pk, "details": DETAILS.as_dict(), "texts": texts}
    return REGISTRY[code].collect(parameters, province.head)


def asked(province: Any, code: str) -> Rendering:
    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    texts = {text.name: text.proposal for text in paper.texts(province.congress)}
    return request_paper(paper=paper, congress=province.congress, details=DETAILS, texts=texts, by=province.head)


def test_report_leaves_presence_to_be_filled_in_until_somebody_writes_it(province: Any) -> None:
    blank = content(province, "bao-cao-tham-tra")["convened"]
    said = content(province, "bao-cao-tham-tra", presence="Đại biểu có mặt: 14 đại biểu, đạt 93,3%; vắng mặt: 01")["convened"]

    assert blank[1] == "Đại biểu có mặt: …… đại biểu, đạt ……% số đại biểu được triệu tập; vắng mặt: ……."
    assert said[1].startswith("Đại biểu có mặt: 14 đại biểu, đạt 93,3%; vắng mặt: 01")
    assert len(content(province, "bao-cao-tham-tra", presence=" ")["convened"]) == 1


def test_letter_says_which_session_is_held_in_which_hall(province: Any) -> None:
    one = content(province, "giay-trieu-tap")["shared"]
    province.congress.sessions.filter(kind=SessionKind.PREPARATORY).update(place="Hội trường B")
    two = content(province, "giay-trieu-tap")["shared"]

    assert one["place"] == "Hội trường Công an tỉnh Hà Sơn"
    assert not any("tại" in time for time in one["times"])
    assert two["place"] == ""
    assert [time.rpartition(", tại ")[2] for time in two["times"]] == ["Hội trường B", "Hội trường Công an tỉnh Hà Sơn"]


def test_list_reopened_while_the_print_waits_is_printed_as_a_draft(province: Any) -> None:
    rendering = asked(province, "bao-cao-tham-tra")
    reopened = province.lists[0]
    DelegateList.objects.filter(pk=reopened.pk).update(state=ListState.RETURNED, approved_by=None, approved_at=None)
    reopened.delegates.update(state=DelegateState.LISTED)

    before = rendering.draft
    perform_rendering(rendering.pk)
    rendering.refresh_from_db()

    assert (before, rendering.state, rendering.draft) == (False, RenderingState.DONE, True)


def test_whose_role_has_ended_while_the_print_waits_gets_nothing(make_hall: Callable[..., Any]) -> None:
    province = make_hall()
    rendering = asked(province, "bao-cao-tham-tra")
    province.head.grants.all().delete()

    perform_rendering(rendering.pk)
    rendering.refresh_from_db()

    assert rendering.state == RenderingState.FAILED
    assert "không còn quyền in" in rendering.error

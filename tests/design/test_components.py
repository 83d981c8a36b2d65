"""Every component, drawn with sample data: no inline style or script, a name for every field, and words that can be read."""

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parents[2]
STYLE_SHEET = (ROOT / "static/css/app.css").read_text(encoding="utf-8")
NAMES = sorted(path.stem for path in (ROOT / "templates/components").glob("_*.html"))
UNLABELLED = {"hidden", "submit"}


@pytest.fixture(autouse=True)
def _static_files_without_a_manifest(settings):
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.STORAGES = storages


class Delegate(forms.Form):
    full_name = forms.CharField(label="Họ và tên", help_text="Ví dụ: Nguyễn Thị Thu Hà")
    standing = forms.ChoiceField(
        label="Tư cách",
        choices=[("a", "Đương nhiên"), ("b", "Được bầu")],
        widget=forms.RadioSelect,
    )
    party = forms.BooleanField(label="Là đảng viên", required=False)
    rank = forms.ChoiceField(label="Cấp bậc hàm", choices=[("", "— Chọn —"), ("a", "Đại uý")])
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    scan = forms.FileField(label="Bản quét", required=False)


def rows(*values):
    return [
        SimpleNamespace(
            label=f"Nhóm {value}",
            value=value,
            text="",
            url="/nhom/",
            kind="",
            target=None,
        )
        for value in values
    ]


def sample(name):
    samples = {
        "_pill": {"text": "Quá hạn", "kind": "late"},
        "_empty": {
            "title": "Chưa có đại biểu nào",
            "text": "Hãy gửi tệp.",
            "url": "/tep/",
            "action": "Gửi tệp",
        },
        "_stat": {
            "value": 1503,
            "label": "hội viên",
            "url": "/hoi-vien/",
            "note": "trên 1.600",
            "kind": "done",
        },
        "_bar_chart": {
            "title": "Độ tuổi",
            "rows": rows(3, 12, 0),
            "note": "Đến ngày chốt",
        },
        "_progress": {
            "label": "Đang in",
            "done": 1120,
            "total": 1500,
            "note": "Có thể rời trang này.",
        },
        "_stepper": {
            "steps": [
                SimpleNamespace(label="Nhập", state="done"),
                SimpleNamespace(label="Gửi", state="current", note="20/08"),
            ]
        },
        "_tabs": {"tabs": [SimpleNamespace(label="Chờ tôi", url="/", active=True, count=7)]},
        "_difference": {"old": "Đại uý", "new": "Thiếu tá"},
        "_copy": {"id": "loi-nhac", "text": "Kính gửi đồng chí"},
        "_file_drop": {
            "help": "Tệp .xlsx",
            "accept": ".xlsx",
            "errors": ["Tệp này là ảnh."],
        },
        "_error_summary": {"form": Delegate({})},
        "_form": {
            "form": Delegate({"full_name": "Nguyễn Thị Hà"}),
            "button": "Lưu",
            "cancel_url": "/",
            "draft": "d",
            "sticky": True,
        },
        "_confirm": {
            "title": "Khoá?",
            "button": "Khoá",
            "cancel_url": "/",
            "reason_label": "Lý do",
            "hidden": {"version": 3},
            "consequences": ["05 đồng chí"],
        },
        "_filter_bar": {"form": Delegate(), "clear_url": "?"},
        "_pagination": {
            "page": Paginator(list(range(500)), 150).page(2),
            "noun": "đại biểu",
        },
        "_messages": {"messages": [SimpleNamespace(level_tag="error")]},
        "_navigation_link": {"item": SimpleNamespace(label="In ấn", url="/in/", active=True, count=2)},
        "_head": {},
    }
    return samples[name]


def draw(template, context=None, *, query=None):
    request = RequestFactory().get("/x/", query or {})
    return render_to_string(template, context or {}, request=request)


def component(name, **context):
    return draw(f"components/{name}.html", context)


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, *tags):
        return [attributes for tag, attributes in self.found if tag in tags]


@pytest.mark.parametrize("name", NAMES)
def test_no_component_carries_style_or_script_of_its_own(name):
    for tag, attributes in Elements(component(name, **sample(name))).found:
        assert tag != "style"
        assert tag != "script" or "src" in attributes
        assert not [key for key in attributes if key == "style" or (key.startswith("on") and len(key) > 2)]


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_name_that_is_read_aloud(name):
    elements = Elements(component(name, **sample(name)))
    labelled = {attributes.get("for") for attributes in elements.all("label")}
    for field in elements.all("input", "select", "textarea"):
        assert field.get("type") in UNLABELLED or "aria-label" in field or field.get("id") in labelled


@pytest.mark.parametrize("name", NAMES)
def test_no_component_uses_an_id_twice(name):
    ids = [attributes["id"] for _, attributes in Elements(component(name, **sample(name))).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_bar_is_as_long_as_its_share_of_the_longest():
    html = component("_bar_chart", title="Độ tuổi", rows=rows(12, 3))
    assert [rect["width"] for rect in Elements(html).all("rect") if "bar-fill" in rect["class"]] == ["1000", "250"]


def test_a_chart_of_nothing_but_zeros_has_no_bars():
    assert "bar-fill" not in component("_bar_chart", title="Độ tuổi", rows=rows(0, 0))


def test_progress_over_a_thousand_is_a_number_for_the_browser():
    bar = Elements(component("_progress", label="Đang in", done=1120, total=1500)).all("progress")[0]
    assert (bar["value"], bar["max"]) == ("1120", "1500")


def test_pages_keep_the_rest_of_the_question():
    page = Paginator(list(range(500)), 150).page(2)
    html = draw("components/_pagination.html", {"page": page}, query={"q": "hà", "page": "2"})
    addresses = [link["href"] for link in Elements(html).all("a")]
    assert addresses == ["?q=h%C3%A0&page=1", "?q=h%C3%A0&page=3"]


def test_pages_by_key_go_on_from_the_last_row():
    page = SimpleNamespace(has_next=True, next_cursor="abc", has_previous=False)
    html = draw("components/_pagination.html", {"page": page, "total": None}, query={"q": "ha"})
    assert [link["href"] for link in Elements(html).all("a")] == ["?q=ha&after=abc"]


def test_the_summary_of_errors_leads_to_each_field():
    form = Delegate({"full_name": ""})
    html = component("_form", form=form)
    ids = {attributes.get("id") for _, attributes in Elements(html).found}
    targets = [link["href"].removeprefix("#") for link in Elements(html).all("a")]
    assert len(targets) == len(form.errors)
    assert set(targets) <= ids


def test_what_was_typed_is_escaped_everywhere():
    assert "<b>" not in component("_form", form=Delegate({"full_name": "<b>", "note": "<b>"}))
    assert "<b>" not in component("_difference", old="<b>", new="<b>")


def test_a_form_with_a_file_is_sent_as_one():
    assert Elements(component("_form", form=Delegate())).all("form")[0]["enctype"] == "multipart/form-data"


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf", "access/locked_out"])
def test_error_pages_need_nothing_and_say_what_to_do(name):
    html = render_to_string(f"{name}.html")
    assert "Hãy" in html or "hãy" in html
    assert Elements(html).all("h1")


# --- contrast ---------------------------------------------------------------------------------------------------------

COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLE_SHEET))
PAIRS = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "plum-tint"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("muted", "plum-tint"),
    ("plum", "paper"),
    ("plum", "surface"),
    ("plum", "plum-tint"),
    ("plum-dark", "plum-tint"),
    ("plum-dark", "plum-line"),
    ("paper", "plum"),
    ("paper", "done"),
    ("paper", "late"),
    ("done", "done-tint"),
    ("due", "due-tint"),
    ("late", "late-tint"),
    ("late", "plum-tint"),
    ("due", "plum-tint"),
    ("neutral", "neutral-tint"),
    ("ink", "done-tint"),
    ("ink", "due-tint"),
    ("ink", "late-tint"),
]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted([luminance(COLOURS[one]), luminance(COLOURS[other])], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


def test_the_edge_of_a_field_can_be_seen():
    assert contrast("line-strong", "paper") >= 3

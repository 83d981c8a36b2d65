"""A member's picture: what goes in, who sees it, what the checks say of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from congress.delegates.models import Delegate
from congress.delegates.queries.findings import report_on
from members.access.refusal import Refusal
from members.files.models import StoredFile
from members.people.actions import remove_photo, set_photo
from members.people.queries import photos_of
from tests.congress.delegates.made import fill, fresh, make_lists
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


def picture(width: int = 1200, height: int = 1600, kind: str = "JPEG", name: str = "anh.jpg", **more) -> SimpleUploadedFile:
    stream = BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, (width, height), (200, 30, 60, 0)[: len(mode)]).save(stream, kind, **more)
    return SimpleUploadedFile(name, stream.getvalue())


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def opened(stored: StoredFile) -> Image.Image:
    return Image.open(BytesIO(bytes(stored.content)))


def test_photo_is_scaled_turned_and_rid_of_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Máy ảnh"
    member = set_photo(
        member=make_member(make_province()), upload=picture(1600, 1200, exif=exif, comment=b"nha rieng"), by=make_account()
    )

    stored = member.photo
    assert (stored.width, stored.height, opened(stored).size) == (600, 800, (600, 800))
    assert dict(opened(stored).getexif()) == {}
    assert b"nha rieng" not in bytes(stored.content)


def test_see_through_png_becomes_white_jpeg_and_is_not_enlarged():
    member = set_photo(member=make_member(make_province()), upload=picture(90, 120, "PNG", "anh.png"), by=make_account())

    stored = member.photo
    assert (stored.content_type, stored.name, stored.width, stored.height) == ("image/jpeg", "anh.jpg", 90, 120)
    assert opened(stored).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("anh.jpg", b"GIF89a" + b"x" * 50), "không phải JPEG, PNG"),
        (SimpleUploadedFile("anh.jpg", b"%PDF-1.7 " + b"x" * 50), "không phải JPEG, PNG"),
        (SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff" + b"x" * 50), "bị hỏng"),
        (SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff" + b"x" * 5 * 1024 * 1024), "quá mức 5 MB"),
        (SimpleUploadedFile("anh.png", picture(400, 500, "PNG").read()[:-300]), "bị hỏng"),
    ],
)
def test_what_is_no_whole_picture_is_refused(upload, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        set_photo(member=make_member(make_province()), upload=upload, by=make_account())


def test_picture_of_too_many_points_is_refused_before_it_is_opened():
    member, upload = make_member(make_province()), picture(5001, 5001, "PNG")

    with pytest.raises(Refusal, match="quá lớn để mở"):
        set_photo(member=member, upload=upload, by=make_account())


def test_new_photo_and_removal_leave_no_bytes_of_the_old_one():
    member, account = make_member(make_province()), make_account()
    set_photo(member=member, upload=picture(), by=account)
    set_photo(member=member, upload=picture(500, 600), by=account)

    assert list(StoredFile.objects.values_list("width", "height")) == [(500, 600)]
    assert photos_of([member.pk])[member.pk].width == 500
    remove_photo(member=member, by=account)
    remove_photo(member=member, by=account)
    assert not StoredFile.objects.exists()


def test_photo_is_shown_to_those_who_see_the_member_and_kept_by_those_who_keep_her_record():
    province = make_province()
    unit, other = make_unit(parent=province), make_unit(parent=province)
    member = make_member(unit)
    chief, reader = signed_in(make_account("chapter_head", unit)), signed_in(make_account("in_charge", province))
    stranger = signed_in(make_account("chapter_head", other))
    address = reverse("people:member-photo", args=[member.pk])
    set_address, page = reverse("people:photo-set", args=[member.pk]), reverse("people:member-detail", args=[member.pk])

    assert chief.get(address).status_code == 404
    assert "Chưa có ảnh" in chief.get(page).content.decode()
    assert reader.post(set_address, {"file": picture()}).status_code == 403
    assert stranger.post(set_address, {"file": picture()}).status_code == 404
    assert chief.post(set_address, {"file": picture()}).status_code == 302
    shown = reader.get(address)
    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert "private" in shown["Cache-Control"]
    assert address in reader.get(page).content.decode()
    assert "Xoá ảnh" not in reader.get(page).content.decode()
    assert stranger.get(address).status_code == 404
    assert chief.get(reverse("people:photo-remove", args=[member.pk])).status_code == 405
    assert reader.post(reverse("people:photo-remove", args=[member.pk])).status_code == 403
    chief.post(reverse("people:photo-remove", args=[member.pk]))
    assert chief.get(address).status_code == 404


def test_page_says_what_is_wrong_with_a_file_beside_the_field():
    unit = make_province()
    client = signed_in(make_account("standing", unit))
    address = reverse("people:photo-set", args=[make_member(unit).pk])

    assert "Hãy chọn tệp ảnh." in client.post(address).content.decode()
    wrong = client.post(address, {"file": SimpleUploadedFile("anh.jpg", b"khong phai anh")}).content.decode()
    assert "không phải JPEG, PNG" in wrong


def test_checks_of_a_list_know_the_true_size_of_a_photo():
    made = make_lists()
    rows = fill(made)
    set_photo(member=rows[0].member, upload=picture(200, 260), by=made.staff)
    set_photo(member=rows[1].member, upload=picture(), by=made.staff)

    report = report_on(fresh(made.lists[0]), account=made.staff, on=timezone.localdate())

    said = {finding.key: finding.code for finding in report.findings if finding.code.startswith("photo")}
    assert said[str(rows[0].pk)] == "photo_too_small"
    assert str(rows[1].pk) not in said
    assert said[str(rows[2].pk)] == "photo_missing"
    assert Delegate.objects.count() == 4

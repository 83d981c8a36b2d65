import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.access.refusal import Refusal
from members.files.actions import SCANS, store_file

LIMIT = 1024 * 1024


def pdf_with(password: str) -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(stream, encryption=pikepdf.Encryption(owner="of the owner", user=password))
    return stream.getvalue()


@pytest.mark.django_db
def test_a_pdf_that_asks_for_a_password_is_refused_with_what_to_do():
    upload = SimpleUploadedFile("bien-ban.pdf", pdf_with("secret"))

    with pytest.raises(Refusal, match="có mật khẩu nên không mở được"):
        store_file(upload=upload, by=None, allowed=SCANS, limit=LIMIT)


@pytest.mark.django_db
def test_a_pdf_that_may_be_read_but_not_changed_is_kept():
    upload = SimpleUploadedFile("bien-ban.pdf", pdf_with(""))

    assert store_file(upload=upload, by=None, allowed=SCANS, limit=LIMIT).content_type == "application/pdf"

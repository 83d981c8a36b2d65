"""Files as people have them: good ones, and those that must not come in."""

import io
import os

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name
from PIL import Image

SECRET_WORDS = b"MOT CHUOI RAT DE TIM THAY TRONG CO SO DU LIEU"


def pdf_bytes(*, size: int = 0, action: Dictionary | None = None, link: Dictionary | None = None, attach: bool = False,
              encryption: pikepdf.Encryption | None = None) -> bytes:  # fmt: skip
    """A PDF with SECRET_WORDS in plain text, of at least `size` bytes."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    content = SECRET_WORDS + os.urandom(max(0, size - 1200))
    document.Root.Filler = document.make_indirect(pikepdf.Stream(document, content))
    if action is not None:
        document.Root.OpenAction = action
    if link is not None:
        document.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=link)])
    if attach:
        document.attachments["hoa-don.exe"] = b"MZ"
    stream = io.BytesIO()
    document.save(stream, compress_streams=False, encryption=encryption or False)
    return stream.getvalue()


def upload(content: bytes | None = None, name: str = "Giấy khám.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content)


def picture_bytes() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(stream, "PNG")
    return stream.getvalue()

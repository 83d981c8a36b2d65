"""Files as people have them: good ones, and those that must not come in."""

import io
import os
import zlib

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


def bomb_bytes(size: int) -> bytes:
    """A PDF of a few kilobytes whose compressed objects become `size` bytes when they are opened."""
    packed = zlib.compress(b"9 0 <<>>" + b" " * size, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    content, places = b"%PDF-1.5\n", [0]
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    rows = b"".join(bytes([place > 0]) + place.to_bytes(4, "big") + bytes(1) for place in places) + bytes([2, 0, 0, 0, 4, 0])
    table = b"<</Type/XRef/Size 10/Index[0 5 9 1]/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%b\nendstream" % (len(rows), rows)
    return content + b"5 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(content))


def upload(content: bytes | None = None, name: str = "Giấy khám.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content)


def photo_bytes() -> bytes:
    """A photograph of a page, some 100,000 bytes of JPEG."""
    stream = io.BytesIO()
    Image.effect_noise((600, 400), 60).save(stream, "JPEG")
    return stream.getvalue()


def picture_bytes() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(stream, "PNG")
    return stream.getvalue()

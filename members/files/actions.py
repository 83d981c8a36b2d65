"""Taking a file in. What it is, its bytes say; what it is called is only a label."""

import hashlib
import io
import warnings
from collections.abc import Collection
from pathlib import PurePosixPath

import pikepdf
from django.core.files.base import File
from django.db import transaction
from PIL import Image, UnidentifiedImageError

from members.access.models import Account
from members.access.refusal import Refusal
from members.files.models import StoredFile
from vietnamese.normalise import clean

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SCANS = (PDF, JPEG, PNG)
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
KNOWN_ENDINGS = {PDF: {".pdf"}, JPEG: {".jpg", ".jpeg"}, PNG: {".png"}}
WORDS = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
MEGABYTE = 1024 * 1024
# a scan of A3 at 600 dots an inch has 70 million points; what claims more is a bomb
MOST_POINTS = 120_000_000
LONGEST_NAME = 150
UNSAFE = frozenset('"<>|:*?%;')


@transaction.atomic
def store_file(*, upload: File, by: Account | None, allowed: Collection[str], limit: int) -> StoredFile:  # type: ignore[type-arg]
    """Keep an uploaded file of at most `limit` bytes whose content is one of the `allowed` types.

    Raises `Refusal` for an empty, too large, broken or other file, whatever its name says.
    """
    words = ", ".join(WORDS.get(kind, kind) for kind in allowed)
    if not upload.size:
        raise Refusal("Tệp rỗng. Hãy chọn lại tệp.", field="file")
    if upload.size > limit:
        raise Refusal(
            f"Tệp nặng {_megabytes(upload.size)} MB, quá mức {_megabytes(limit)} MB. Hãy quét lại ở độ phân giải thấp hơn.",
            field="file",
        )
    upload.seek(0)
    content = upload.read()
    kind = type_of(content)
    if kind is None or kind not in allowed:
        raise Refusal(f"Tệp này không phải {words} (xét theo nội dung, không theo tên). Hãy chọn tệp {words}.", field="file")
    if not _opens(content, kind):
        raise Refusal(f"Tệp {WORDS[kind]} này bị hỏng hoặc có mật khẩu nên không mở được. Hãy quét hoặc xuất lại.", field="file")
    return StoredFile.objects.create(
        name=safe_name(upload.name or "", kind),
        content_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=by,
    )


def type_of(content: bytes) -> str | None:
    """PDF, JPEG or PNG by the bytes at the beginning; None for everything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"%PDF-"):
        return PDF
    return None


def safe_name(name: str, kind: str) -> str:
    """The last part of the name, visible letters only, with the ending that the content has."""
    last = PurePosixPath(clean(name.replace("\\", "/").replace("\x00", ""))).name
    kept = " ".join("".join(" " if sign in UNSAFE else sign for sign in last).split()).strip(" .")
    path = PurePosixPath(kept or "tep")
    if path.suffix.lower() in KNOWN_ENDINGS[kind]:
        return f"{path.stem[:LONGEST_NAME]}{path.suffix.lower()}"
    return f"{kept[:LONGEST_NAME] or 'tep'}{ENDINGS[kind]}"


def _opens(content: bytes, kind: str) -> bool:
    if kind == PDF:
        try:
            with pikepdf.open(io.BytesIO(content)) as document:
                return len(document.pages) > 0
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                return picture.width * picture.height <= MOST_POINTS and _verified(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return False


def _verified(picture: Image.Image) -> bool:
    picture.verify()
    return True


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0")

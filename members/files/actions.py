"""Taking a file in. What it is, its bytes say; what it is called is only a label."""

import hashlib
import io
import warnings
from collections.abc import Collection
from pathlib import PurePosixPath

import pikepdf
import psycopg
from django.core.files.base import File
from django.db import connection, transaction
from PIL import Image, ImageOps

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
# a picture is opened in the web process: 25 million points are a good camera's and take 100 MB for a moment
MOST_PICTURE_POINTS = 25_000_000
LONGEST_NAME = 150
UNSAFE = frozenset('"<>|:*?%;')


@transaction.atomic
def store_file(*, upload: File, by: Account | None, allowed: Collection[str], limit: int) -> StoredFile:  # type: ignore[type-arg]
    """Keep an uploaded file of at most `limit` bytes whose content is one of the `allowed` types.

    Raises `Refusal` for an empty, too large, broken or other file, whatever its name says.
    """
    kind, content = _read(upload, allowed, limit)
    return StoredFile.objects.create(
        name=safe_name(upload.name or "", kind),
        content_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=by,
    )


@transaction.atomic
def store_picture(*, upload: File, by: Account | None, limit: int, within: tuple[int, int]) -> StoredFile:  # type: ignore[type-arg]
    """Keep an uploaded JPEG or PNG as a JPEG of at most `within` (width, height) pixels.

    It is turned as the camera says and painted anew, so that nothing goes in but the picture: no place, no device, no
    comment. A smaller one is not enlarged. Raises `Refusal` as `store_file` does, and for a picture too large to open.
    """
    _, original = _read(upload, (JPEG, PNG), limit)
    try:
        content, width, height = _painted_anew(original, within)
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("Ảnh này bị hỏng nên không mở được. Hãy chọn ảnh khác.", field="file") from error
    return StoredFile.objects.create(
        name=safe_name(f"{PurePosixPath(upload.name or 'anh').stem}.jpg", JPEG),
        content_type=JPEG,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        width=width,
        height=height,
        uploaded_by=by,
    )


@transaction.atomic
def store_made(*, content: bytes, name: str, content_type: str) -> StoredFile:
    """Keep bytes that the program itself made, however many: they go to the database as they are.

    The ORM writes bytes as hexadecimal words of a statement, which for a file of 50 MB costs seconds and four times its memory.
    """
    file = StoredFile.objects.create(
        name=name, content_type=content_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(), content=b""
    )
    table = connection.ops.quote_name(StoredFile._meta.db_table)
    with psycopg.Cursor(connection.connection) as cursor:
        statement = f"UPDATE {table} SET content = %b WHERE id = %s"  # noqa: S608 -- only our own table's name
        cursor.execute(statement.encode(), [content, file.pk])
    file.content = content
    return file


def _painted_anew(original: bytes, within: tuple[int, int]) -> tuple[bytes, int, int]:
    with Image.open(io.BytesIO(original)) as opened:
        if opened.width * opened.height > MOST_PICTURE_POINTS:
            raise Refusal(
                f"Ảnh có {opened.width} × {opened.height} điểm, quá lớn để mở. Hãy thu nhỏ ảnh rồi tải lại.", field="file"
            )
        # a JPEG is read at a fraction of its size where that is enough
        opened.draft("RGB", (within[0] * 2, within[1] * 2))
        turned = ImageOps.exif_transpose(opened).convert("RGBA")
    turned.thumbnail(within, Image.Resampling.LANCZOS)
    # what is see-through becomes white, as it is on paper
    painted = Image.new("RGB", turned.size, "white")
    painted.paste(turned, mask=turned.getchannel("A"))
    stream = io.BytesIO()
    painted.save(stream, "JPEG", quality=88, optimize=True)
    return stream.getvalue(), painted.width, painted.height


def _read(upload: File, allowed: Collection[str], limit: int) -> tuple[str, bytes]:  # type: ignore[type-arg]
    words = ", ".join(WORDS.get(kind, kind) for kind in allowed)
    if not upload.size:
        raise Refusal("Tệp rỗng. Hãy chọn lại tệp.", field="file")
    if upload.size > limit:
        raise Refusal(
            f"Tệp nặng {_megabytes(upload.size)} MB, quá mức {_megabytes(limit)} MB. Hãy quét, chụp lại ở độ phân giải thấp hơn.",
            field="file",
        )
    upload.seek(0)
    content = upload.read()
    kind = type_of(content)
    if kind is None or kind not in allowed:
        raise Refusal(f"Tệp này không phải {words} (xét theo nội dung, không theo tên). Hãy chọn tệp {words}.", field="file")
    if not _opens(content, kind):
        raise Refusal(f"Tệp {WORDS[kind]} này bị hỏng hoặc có mật khẩu nên không mở được. Hãy quét hoặc xuất lại.", field="file")
    return kind, content


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
        except Exception:  # noqa: BLE001 -- whatever a broken document raises, it is a broken document
            return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                return picture.width * picture.height <= MOST_POINTS and _verified(picture)
    except Exception:  # noqa: BLE001 -- whatever a broken picture raises, it is a broken picture
        return False


def _verified(picture: Image.Image) -> bool:
    picture.verify()
    return True


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0")

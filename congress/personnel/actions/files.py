"""Files of the room: looked at by their bytes, sealed, opened again piece by piece, destroyed on their day."""

import hashlib
import io
import warnings
from collections.abc import Collection, Iterator
from typing import Any

import pikepdf
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from PIL import Image

from congress.personnel import binary
from congress.personnel.models import SealedFile, SealedPiece
from congress.personnel.rules.pdf_dangers import TOO_DEEP, dangers_in, sentence
from congress.personnel.sealing import Unopenable, open_piece, pieces_of, present_key, seal_piece
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.actions import JPEG, MEGABYTE, MOST_POINTS, PDF, PNG, WORDS, safe_name, type_of

SCANS = (PDF, JPEG, PNG)
LIMIT = 20 * MEGABYTE
KEEP_PIECE = "INSERT INTO personnel_sealedpiece (file_id, position, content) VALUES (%s, %s, %b)"
READ_PIECE = (
    "SELECT piece.content, file.sealed_with FROM personnel_sealedpiece piece"
    " JOIN personnel_sealedfile file ON file.id = piece.file_id WHERE piece.file_id = %s AND piece.position = %s"
)
# dictionaries inside dictionaries, deeper than any scan has them
DEEPEST = 12
# markers of a JPEG
START_OF_POINTS, END_OF_PICTURE = b"\xff\xda", b"\xff\xd9"
# the words of the library
UNREAD = "error decoding stream data"
PROTECTED = (
    "Tệp PDF này được đặt mật khẩu hoặc mã hoá nên không xem, không kiểm tra được. Hãy bỏ mật khẩu rồi tải lại, hoặc in ra giấy "
    "và quét lại."
)
BROKEN = "Tệp {kind} này bị hỏng nên không mở được. Hãy quét hoặc xuất lại rồi tải lên."


@transaction.atomic
def seal_upload(
    *,
    congress: Congress,
    upload: "File[bytes]",
    by: Account,
    allowed: Collection[str] = SCANS,
    limit: int = LIMIT,
) -> SealedFile:
    """Keep an uploaded file of at most `limit` bytes, sealed; what it is, its bytes say.

    Raises `Refusal` for an empty, too large, broken, protected or other file, and for a PDF that carries more than pages
    (scripts, launch actions, files inside it).
    """
    if not upload.size:
        raise Refusal("Tệp rỗng. Hãy chọn lại tệp.", field="file")
    refuse_too_large(upload.size, limit)
    upload.seek(0)
    return seal_content(congress=congress, name=upload.name or "", content=upload.read(), by=by, allowed=allowed, limit=limit)


@transaction.atomic
def seal_content(
    *,
    congress: Congress,
    name: str,
    content: bytes,
    by: Account,
    allowed: Collection[str] = SCANS,
    limit: int = LIMIT,
) -> SealedFile:
    """As `seal_upload`, for bytes that have arrived already."""
    if not content:
        raise Refusal("Tệp rỗng. Hãy chọn lại tệp.", field="file")
    refuse_too_large(len(content), limit)
    kind = checked_type(content, allowed)
    file = SealedFile.objects.create(
        congress=congress,
        name=safe_name(name, kind),
        content_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sealed_with=present_key(),
        uploaded_by=by,
    )
    # one at a time: of 20 MB only one piece is there twice
    for position, piece in enumerate(pieces_of(content)):
        sealed = seal_piece(piece, place=place_of(file.pk, position))
        binary.execute(KEEP_PIECE, [file.pk, position, sealed])
    return file


def refuse_too_large(size: int, limit: int) -> None:
    """Raise `Refusal` for more than `limit` bytes."""
    if size > limit:
        raise Refusal(
            f"Tệp nặng {megabytes(size)} MB, quá mức {megabytes(limit)} MB. "
            "Hãy quét lại ở độ phân giải thấp hơn (200 dpi, đen trắng).",
            field="file",
        )


def megabytes(size: int) -> str:
    """ "20", "20,4"; rounded up, so that what is over a limit never looks like the limit."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10},{tenths % 10}".removesuffix(",0")


def place_of(file_id: int, position: int) -> str:
    """What a piece is bound to when it is sealed."""
    return f"file:{file_id}:{position}"


def opened_pieces(file: SealedFile) -> Iterator[bytes]:
    """The content, one opened piece after the other. Raises Unopenable, and `Refusal` when it was destroyed."""
    if file.destroyed_at is not None:
        raise Refusal("Tệp này đã được huỷ theo thời hạn lưu.")
    position, length = 0, 0
    while length < file.size:
        # a file may be sealed anew while it is read: each piece comes with the name of its own key
        row = next(binary.rows(READ_PIECE, [file.pk, position]), None)
        if row is None:
            raise Unopenable(place_of(file.pk, position))
        piece = open_piece(row[0], place=place_of(file.pk, position), key_name=row[1])
        length += len(piece)
        position += 1
        yield piece


def is_openable(file: SealedFile) -> bool:
    """Whether a key that we have opens its first piece; the others were sealed with the same one."""
    try:
        next(opened_pieces(file))
    except Unopenable:
        return False
    return True


def opened(file: SealedFile) -> bytes:
    """The whole content, for a paper that prints it."""
    return b"".join(opened_pieces(file))


def note_file_view(*, file: SealedFile, purpose: str, by: Account, **details: Any) -> None:
    """Write down that she opened it, and what for; never whose it is by name (R20)."""
    record("personnel.file_view", file.congress, by=by, unit=file.congress.unit, reason=purpose, file=file.pk, **details)


@transaction.atomic
def destroy_file(file: SealedFile) -> None:
    """Its bytes are gone; that it was there, its type and its hash stay. Twice is the same as once."""
    SealedPiece.objects.filter(file=file).delete()
    if file.destroyed_at is None:
        file.destroyed_at = timezone.now()
        # the name may name a person
        file.name = f"tep-da-huy{_ending(file.name)}"
        file.save(update_fields=["destroyed_at", "name"])


def _ending(name: str) -> str:
    return f".{name.rsplit('.', 1)[-1]}" if "." in name else ""


# ---- what it is -----------------------------------------------------------------------------------------------------


def checked_type(content: bytes, allowed: Collection[str] = SCANS) -> str:
    """The type that the bytes have; raises `Refusal` for another one and for whatever must not be opened by anybody."""
    words = ", ".join(WORDS.get(kind, kind) for kind in allowed)
    kind = type_of(content)
    if kind is None or kind not in allowed:
        raise Refusal(f"Tệp này không phải {words} (xét theo nội dung, không theo tên). Hãy chọn tệp {words}.", field="file")
    if kind == PDF:
        _check_pdf(content)
    elif not _is_picture(content):
        raise Refusal(BROKEN.format(kind=WORDS[kind]), field="file")
    return kind


def _check_pdf(content: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if document.is_encrypted:
                raise Refusal(PROTECTED, field="file")
            if not len(document.pages):
                raise Refusal(BROKEN.format(kind="PDF"), field="file")
            found: set[str] = set()
            for each in document.objects:
                found |= _dangers(each)
            # an object stream that is torn, or grows beyond the limits of members.files: what stands in it was left unread
            if any(UNREAD in str(warning) for warning in document.get_warnings()):
                raise Refusal(BROKEN.format(kind="PDF"), field="file")
    except Refusal:
        raise
    except pikepdf.PasswordError as error:
        raise Refusal(PROTECTED, field="file") from error
    except Exception as error:
        raise Refusal(BROKEN.format(kind="PDF"), field="file") from error
    if found:
        raise Refusal(sentence(found), field="file")


def _dangers(thing: Any, depth: int = 0) -> set[str]:
    """Of an object and what stands directly in it; what it only points at is an object of its own."""
    if depth > DEEPEST:
        # what isn't looked at isn't taken: a viewer follows it however deep it lies
        return {TOO_DEEP}
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict if hasattr(thing, "stream_dict") else pikepdf.Dictionary(dict(thing.items()))
    if isinstance(thing, pikepdf.Dictionary):
        pairs = list(thing.items())
        named = [str(value) for key, value in pairs if key in {"/S", "/Type", "/Subtype"} and isinstance(value, pikepdf.Name)]
        found = dangers_in([key for key, _ in pairs], named)
        children = [value for _, value in pairs]
    elif isinstance(thing, pikepdf.Array):
        found, children = set(), list(thing)
    else:
        return set()
    for child in children:
        if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect:
            found |= _dangers(child, depth + 1)
    return found


def _is_picture(content: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > MOST_POINTS:
                    return False
                picture.verify()
    except Exception:  # noqa: BLE001 -- whatever a broken picture raises, it is a broken picture
        return False
    return type_of(content) != JPEG or _jpeg_ends(content)


def _jpeg_ends(content: bytes) -> bool:
    """Whether the picture comes to its end: one that was cut off in the middle passes every look at its head."""
    at = 2
    # over the segments, among which a small picture with an end of its own may stand, to the points themselves
    while at < len(content) and content[at : at + 2] != START_OF_POINTS:
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return content.find(END_OF_PICTURE, at) != -1

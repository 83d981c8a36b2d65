"""Files of the room: sealed in the database, opened in pieces, sealed anew, refused by their bytes."""

import hashlib
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pikepdf import Dictionary, Name
from pikepdf.settings import set_qpdf_limits

from congress.personnel import sealing
from congress.personnel.actions.files import checked_type, destroy_file, opened, opened_pieces, seal_upload
from congress.personnel.actions.uploads import begin_upload, take_piece
from congress.personnel.models import IncomingPiece, SealedFile, SealedPiece
from congress.personnel.sealing import Unopenable
from members.access.refusal import Refusal
from members.files.apps import MOST_UNPACKED
from tests.congress.personnel.papers import SECRET_WORDS, bomb_bytes, pdf_bytes, photo_bytes, picture_bytes, upload
from tests.congress.personnel.people import Room, make_room

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture
def room() -> Room:
    return make_room()


def seal(room: Room, content: bytes | None = None, name: str = "Giấy khám.pdf") -> SealedFile:
    return seal_upload(congress=room.congress, upload=upload(content, name), by=room.committee)


def stored_bytes() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM personnel_sealedpiece UNION ALL SELECT content FROM personnel_incomingpiece")
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_what_lies_in_the_database_holds_none_of_the_plain_text(room: Room) -> None:
    content = pdf_bytes()
    assert SECRET_WORDS in content

    file = seal(room, content)

    kept = stored_bytes()
    assert SECRET_WORDS not in kept
    assert b"%PDF" not in kept
    assert not any(content[start : start + 24] in kept for start in range(0, len(content) - 24, 24))
    assert opened(file) == content


def test_pieces_of_an_upload_on_its_way_are_sealed_too(room: Room, settings: Any) -> None:
    from django.utils import timezone

    content = pdf_bytes()
    incoming = begin_upload(
        congress=room.congress, purpose="document:1:tieu_su", name="a.pdf", size=len(content), stamp="1", now=timezone.now(),
        by=room.committee,
    )  # fmt: skip
    take_piece(incoming=incoming, start=0, content=content[:900], now=timezone.now())

    assert IncomingPiece.objects.count() == 1
    assert SECRET_WORDS not in stored_bytes()


def test_a_file_of_three_megabytes_is_sealed_in_pieces_and_opened_one_by_one(room: Room) -> None:
    content = pdf_bytes(size=2 * MEGABYTE + 5000)

    file = seal(room, content)

    assert file.pieces.count() == 3
    assert [len(piece) for piece in opened_pieces(file)] == [MEGABYTE, MEGABYTE, len(content) - 2 * MEGABYTE]
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_equal_files_look_different_at_rest(room: Room) -> None:
    content = pdf_bytes()

    first, second = seal(room, content), seal(room, content)

    assert bytes(first.pieces.get().content) != bytes(second.pieces.get().content)


def test_a_changed_byte_does_not_open(room: Room) -> None:
    file = seal(room)
    piece = file.pieces.get()
    changed = bytearray(piece.content)
    changed[40] ^= 1
    SealedPiece.objects.filter(pk=piece.pk).update(content=bytes(changed))

    with pytest.raises(Unopenable):
        opened(file)


def test_a_piece_of_another_file_does_not_open_in_this_one(room: Room) -> None:
    mine, other = seal(room), seal(room)
    SealedPiece.objects.filter(file=mine).update(content=other.pieces.get().content)

    with pytest.raises(Unopenable):
        opened(mine)


def test_pieces_that_changed_places_or_are_gone_do_not_open(room: Room) -> None:
    file = seal(room, pdf_bytes(size=2 * MEGABYTE))
    first, second = file.pieces.filter(position__lt=2)
    one, two = bytes(first.content), bytes(second.content)
    SealedPiece.objects.filter(pk=first.pk).update(content=two)
    SealedPiece.objects.filter(pk=second.pk).update(content=one)
    with pytest.raises(Unopenable):
        opened(file)

    SealedPiece.objects.filter(pk=first.pk).update(content=one)
    SealedPiece.objects.filter(pk=second.pk).delete()
    with pytest.raises(Unopenable):
        opened(file)


def test_the_command_seals_everything_with_the_present_key_and_the_old_one_can_go(
    room: Room, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PERSONNEL_KEY, settings.PERSONNEL_KEYS_BEFORE = "khoá cũ", []
    content = pdf_bytes(size=MEGABYTE + 10)
    file = seal(room, content)
    settings.PERSONNEL_KEY, settings.PERSONNEL_KEYS_BEFORE = "khoá mới", ["khoá cũ"]
    assert opened(file) == content

    call_command("rotate_personnel_key")
    call_command("rotate_personnel_key")

    assert capsys.readouterr().out.splitlines()[0].startswith("1 files")
    settings.PERSONNEL_KEYS_BEFORE = []
    assert opened(SealedFile.objects.get(pk=file.pk)) == content


def test_the_command_stops_at_a_file_whose_key_is_not_named(room: Room, settings: Any) -> None:
    settings.PERSONNEL_KEY, settings.PERSONNEL_KEYS_BEFORE = "khoá cũ", []
    file = seal(room)
    before = bytes(file.pieces.get().content)
    settings.PERSONNEL_KEY = "khoá mới"

    with pytest.raises(CommandError, match="PERSONNEL_KEYS_BEFORE"):
        call_command("rotate_personnel_key")

    assert bytes(file.pieces.get().content) == before


def test_an_upload_on_its_way_survives_a_change_of_the_key(room: Room, settings: Any) -> None:
    settings.PERSONNEL_KEY, settings.PERSONNEL_KEYS_BEFORE = "khoá cũ", []
    sealed = sealing.seal_named(b"abc", place="incoming:1:0")
    settings.PERSONNEL_KEY, settings.PERSONNEL_KEYS_BEFORE = "khoá mới", ["khoá cũ"]

    assert sealing.open_named(sealed, place="incoming:1:0") == b"abc"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp rỗng"),
        (b"MZ\x90\x00 chuong trinh", "không phải PDF, JPEG, PNG"),
        (b"%PDF-1.7 nhung khong co gi", "bị hỏng"),
        (b"\x89PNG\r\n\x1a\n hong", "bị hỏng"),
        (photo_bytes()[:-4_000], "bị hỏng"),
        (picture_bytes()[:-40], "bị hỏng"),
        (pdf_bytes(action=Dictionary(S=Name.JavaScript, JS="app.alert(1)")), "JavaScript"),
        (pdf_bytes(link=Dictionary(S=Name.JavaScript, JS="app.alert(1)")), "JavaScript"),
        (pdf_bytes(action=Dictionary(S=Name.Launch, F="cmd.exe")), "mở chương trình khác"),
        (pdf_bytes(attach=True), "có tệp khác giấu bên trong"),
        (pdf_bytes(encryption=pikepdf.Encryption(owner="a", user="b")), "mật khẩu"),
        (pdf_bytes(encryption=pikepdf.Encryption(owner="a", user="")), "mật khẩu"),
    ],
    ids=[
        "empty",
        "program",
        "broken-pdf",
        "broken-png",
        "photo-cut-off",
        "picture-cut-off",
        "script",
        "script-in-link",
        "launch",
        "embedded",
        "locked",
        "restricted",
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_of_its_own(room: Room, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        seal(room, content)

    assert not SealedFile.objects.exists()


def test_a_script_inside_a_compressed_object_is_found() -> None:
    import io

    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Names = document.make_indirect(
        Dictionary(JavaScript=document.make_indirect(Dictionary(Names=[pikepdf.String("a"), Dictionary(S=Name.JavaScript)])))
    )
    stream = io.BytesIO()
    document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    with pytest.raises(Refusal, match="JavaScript"):
        checked_type(stream.getvalue())


def test_a_script_deeper_than_anything_is_looked_at_is_not_taken() -> None:
    action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    for _ in range(30):
        action = Dictionary(S=Name.GoTo, D=pikepdf.Array([0]), Next=action)

    with pytest.raises(Refusal, match="không kiểm tra hết được"):
        checked_type(pdf_bytes(action=action))


@pytest.mark.parametrize("kind", [Name.SubmitForm, Name.GoToR])
def test_a_pdf_that_sends_or_fetches_something_is_refused(kind: pikepdf.Name) -> None:
    with pytest.raises(Refusal, match="gửi dữ liệu hoặc mở tệp ở nơi khác"):
        checked_type(pdf_bytes(action=Dictionary(S=kind, F="//may-la/chia-se/a.pdf")))


def test_a_pdf_that_grows_beyond_measure_is_refused_before_it_has_grown() -> None:
    before = set_qpdf_limits(flate_max_memory=1024 * 1024)
    try:
        with pytest.raises(Refusal, match="bị hỏng"):
            checked_type(bomb_bytes(4 * MEGABYTE))
    finally:
        set_qpdf_limits(**before)

    assert before == {"flate_max_memory": MOST_UNPACKED}
    assert checked_type(bomb_bytes(1000)) == "application/pdf"


def test_a_file_of_more_than_20_mb_is_refused_with_its_size(room: Room) -> None:
    with pytest.raises(Refusal, match=r"Tệp nặng 21 MB, quá mức 20 MB"):
        seal(room, b"%PDF-" + bytes(21 * MEGABYTE - 5))


def test_what_the_bytes_are_counts_not_the_name(room: Room) -> None:
    file = seal(room, picture_bytes(), "lý lịch.pdf.exe")

    assert (file.content_type, file.name) == ("image/png", "lý lịch.pdf.exe.png")


def test_a_destroyed_file_has_no_bytes_and_no_name_and_is_still_known(room: Room) -> None:
    file = seal(room, name="Nguyen Thi Huong.pdf")

    destroy_file(file)

    found = SealedFile.objects.get(pk=file.pk)
    assert (found.name, found.pieces.count(), found.sha256) == ("tep-da-huy.pdf", 0, file.sha256)
    with pytest.raises(Refusal, match="đã được huỷ"):
        opened(found)

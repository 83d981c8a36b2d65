"""What a PDF may carry beside pages: things that act, or that are files of their own. Plain names in, words out."""

from collections.abc import Iterable

SCRIPT, LAUNCH, SENDING, EMBEDDED, MEDIA, FORM_CODE, TOO_DEEP = (
    "script", "launch", "sending", "embedded", "media", "form_code", "too_deep"
)  # fmt: skip

WORDS = {
    SCRIPT: "có mã lệnh (JavaScript) chạy khi mở",
    LAUNCH: "có lệnh mở chương trình khác",
    SENDING: "có lệnh gửi dữ liệu hoặc mở tệp ở nơi khác",
    EMBEDDED: "có tệp khác giấu bên trong",
    MEDIA: "có phim, âm thanh hoặc vật thể 3D",
    FORM_CODE: "là biểu mẫu điện tử có mã lệnh (XFA)",
    TOO_DEEP: "có cấu trúc rối, không kiểm tra hết được",
}

# names of the PDF language (ISO 32000-1, 7.11.4, 12.6.4, 12.7.8, 13) that stand as a key, and as a value of /S, /Type or /Subtype
KEYS = {"/JS": SCRIPT, "/JavaScript": SCRIPT, "/EmbeddedFiles": EMBEDDED, "/EF": EMBEDDED, "/XFA": FORM_CODE}
VALUES = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCH,
    "/ImportData": LAUNCH,
    "/SubmitForm": SENDING,
    "/GoToR": SENDING,
    "/GoToE": EMBEDDED,
    "/EmbeddedFile": EMBEDDED,
    "/FileAttachment": EMBEDDED,
    "/RichMedia": MEDIA,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/3D": MEDIA,
}


def dangers_in(keys: Iterable[str], values: Iterable[str]) -> set[str]:
    """Which of the dangers the keys and the values of one dictionary name."""
    return {KEYS[key] for key in keys if key in KEYS} | {VALUES[value] for value in values if value in VALUES}


def sentence(dangers: Iterable[str]) -> str:
    """A sentence for a person: what was found, and what to do."""
    found = set(dangers)
    words = "; ".join(words for danger, words in WORDS.items() if danger in found)
    return f"Tệp PDF này {words} nên không nhận. Hãy in ra giấy rồi quét lại, hoặc “In ra PDF” để có tệp chỉ gồm các trang."

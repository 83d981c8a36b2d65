"""The one exception of this package: the whole file can't be read, and what to do about it."""

SENTENCES = {
    "empty_file": "Tệp rỗng (0 byte). Hãy mở tệp trên máy xem còn nội dung không, lưu lại rồi tải lên.",
    "too_large": "Tệp nặng {size} MB, quá mức {limit} MB. Hãy mở tệp bằng Word, xoá bớt ảnh (hoặc chọn ảnh → “Nén ảnh”), "
    "lưu rồi tải lên.",
    "old_word": "Đây là tệp Word kiểu cũ (.doc), dù tên tệp có thể là .docx. Hãy mở tệp bằng Word, chọn “Lưu thành” (Save "
    "As), kiểu “Word Document (.docx)”, rồi tải tệp mới lên.",
    "picture": "Đây là ảnh ({what}), không phải tệp Word. Hãy tải lên tệp Word gốc của văn bản; ảnh chụp hoặc bản quét "
    "thì gửi ở mục đính kèm.",
    "pdf": "Đây là tệp PDF, không phải tệp Word. Hãy tải lên tệp Word gốc của văn bản; bản PDF có chữ ký thì gửi ở mục đính kèm.",
    "spreadsheet": "Đây là bảng tính (Excel), không phải tệp Word. Hãy tải lên tệp Word (.docx) của văn bản.",
    "presentation": "Đây là tệp trình chiếu (PowerPoint), không phải tệp Word. Hãy chép phần chữ sang một tệp Word, lưu rồi "
    "tải lên.",
    "rich_text": "Đây là tệp RTF. Hãy mở tệp bằng Word, chọn “Lưu thành” (Save As), kiểu “Word Document (.docx)”, rồi tải "
    "tệp mới lên.",
    "open_document": "Đây là tệp LibreOffice (.odt). Hãy mở tệp, chọn “Lưu thành” (Save As), kiểu “Word (.docx)”, rồi tải tệp "
    "mới lên.",
    "html": "Đây là trang web được đổi tên thành tệp Word. Hãy mở tệp bằng Word, chọn “Lưu thành” (Save As), kiểu "
    "“Word Document (.docx)”, rồi tải tệp mới lên.",
    "xml": "Đây là tệp Word kiểu XML. Hãy mở tệp bằng Word, chọn “Lưu thành” (Save As), kiểu “Word Document (.docx)”, "
    "rồi tải tệp mới lên.",
    "archive": "Đây là tệp nén ({what}). Hãy giải nén và tải lên đúng tệp Word ở bên trong.",
    "encrypted": "Tệp có mật khẩu nên không đọc được. Hãy mở tệp bằng Word, vào “Tệp” → “Thông tin” → “Bảo vệ tài liệu” → "
    "“Mã hoá bằng mật khẩu”, xoá mật khẩu, lưu lại rồi tải lên.",
    "bomb": "Phần chữ của tệp nở ra quá lớn khi mở (hơn {limit} MB). Hãy chép riêng phần chữ sang một tệp Word mới, "
    "lưu rồi tải lên.",
    "too_many_entries": "Tệp chứa quá nhiều thành phần ({count}). Hãy chép riêng phần chữ sang một tệp Word mới rồi tải lên.",
    "unknown": "Không nhận ra đây là tệp gì. Hãy mở văn bản bằng Word, lưu thành .docx rồi tải lên.",
    "corrupt": "Tệp bị hỏng, không mở được. Hãy mở lại bằng Word (Word có thể tự sửa), lưu thành tệp mới rồi tải lên; nếu "
    "nhận qua Zalo hoặc email thì hãy tải lại từ đầu.",
    "too_complicated": "Tệp Word quá lớn hoặc quá phức tạp nên máy chủ dừng đọc. Hãy chia văn bản thành nhiều tệp, hoặc chép "
    "riêng phần chữ sang một tệp Word mới, rồi tải lên.",
    "too_long": "Văn bản dài quá {limit} chữ cái. Hãy chia văn bản thành nhiều tệp rồi tải lên từng tệp.",
    "no_words": "Tệp Word không có chữ nào (có thể chỉ có ảnh chụp hoặc bản quét). Hãy tải lên tệp Word gốc có chữ của văn bản.",
}


class Refused(Exception):
    """A Word file that can't be read at all: `code` for the machine, the text for the person who sent it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = SENTENCES[code].format(**values)
        super().__init__(self.message)

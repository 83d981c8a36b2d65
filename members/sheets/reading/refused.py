"""The one exception of this package: the whole file can't be read, and what to do about it."""

SENTENCES = {
    "empty_file": "Tệp rỗng (0 byte). Hãy mở tệp trên máy xem còn nội dung không, lưu lại rồi tải lên.",
    "too_large": "Tệp nặng {size} MB, quá mức {limit} MB. Hãy xoá ảnh và các sheet không cần, hoặc chép riêng bảng "
    "danh sách sang tệp Excel mới rồi tải lên.",
    "picture": "Đây là ảnh ({what}), không phải bảng tính. Hãy tải lên tệp Excel gốc của danh sách; ảnh chụp hoặc "
    "bản quét có chữ ký thì gửi ở mục Tài liệu đính kèm.",
    "pdf": "Đây là tệp PDF, không phải bảng tính. Hãy tải lên tệp Excel gốc của danh sách; bản PDF có chữ ký thì "
    "gửi ở mục Tài liệu đính kèm.",
    "word": "Đây là tệp Word, không phải bảng tính. Hãy mở tệp, chép cả bảng danh sách, dán vào một tệp Excel mới, lưu "
    "rồi tải tệp Excel lên.",
    "presentation": "Đây là tệp trình chiếu (PowerPoint), không phải bảng tính. Hãy tải lên tệp Excel của danh sách.",
    "html": "Đây là trang web được đổi tên thành tệp Excel. Hãy mở tệp bằng Excel, chọn “Lưu thành” (Save As), kiểu "
    "“Excel Workbook (.xlsx)”, rồi tải tệp mới lên.",
    "xml": "Đây là bảng tính kiểu XML cũ. Hãy mở tệp bằng Excel, chọn “Lưu thành” (Save As), kiểu “Excel Workbook "
    "(.xlsx)”, rồi tải tệp mới lên.",
    "numbers": "Đây là tệp Numbers của máy Mac. Hãy mở tệp, chọn “Xuất sang” → “Excel”, rồi tải tệp .xlsx lên.",
    "archive": "Đây là tệp nén ({what}). Hãy giải nén và tải lên đúng tệp Excel ở bên trong.",
    "encrypted": "Tệp có mật khẩu nên không đọc được. Hãy mở tệp bằng Excel, vào “Tệp” → “Thông tin” → “Bảo vệ sổ làm "
    "việc” → “Mã hoá bằng mật khẩu”, xoá mật khẩu, lưu lại rồi tải lên.",
    "bomb": "Tệp nở ra quá lớn khi mở (hơn {limit} MB). Hãy chép riêng bảng danh sách sang một tệp Excel mới, lưu rồi tải lên.",
    "too_many_entries": "Tệp chứa quá nhiều thành phần ({count}). Hãy chép riêng bảng danh sách sang một tệp Excel "
    "mới, lưu rồi tải lên.",
    "nul_bytes": "Tệp chứa byte NUL: đây không phải văn bản cũng không phải bảng tính. Hãy mở danh sách bằng Excel, "
    "lưu thành .xlsx rồi tải lên.",
    "binary": "Không nhận ra đây là tệp gì. Hãy mở danh sách bằng Excel, lưu thành .xlsx rồi tải lên.",
    "corrupt": "Tệp bị hỏng, không mở được. Hãy mở lại bằng Excel (Excel có thể tự sửa), lưu thành tệp mới rồi tải "
    "lên; nếu nhận qua Zalo hoặc email thì hãy tải lại từ đầu.",
    "too_complicated": "Bảng tính quá lớn hoặc quá phức tạp nên máy chủ dừng đọc. Hãy chép riêng bảng danh sách sang "
    "một tệp Excel mới, lưu rồi tải lên.",
    "far_cell": "Sheet “{sheet}” có nội dung ở ô {cell}, rất xa bảng danh sách. Hãy xoá nội dung ô đó (hoặc chép riêng "
    "bảng danh sách sang một tệp Excel mới), lưu rồi tải lên.",
    "too_many_rows": "Sheet “{sheet}” có hơn {limit} dòng có chữ. Hãy chia danh sách thành nhiều tệp, mỗi tệp không "
    "quá {limit} dòng.",
    "no_rows": "Bảng tính không có chữ nào. Hãy kiểm tra xem có chọn nhầm tệp không, rồi tải lên tệp có danh sách.",
    "only_header": "Tệp chỉ có dòng tiêu đề (sheet “{sheet}”), chưa có người nào. Hãy điền danh sách vào dưới dòng "
    "tiêu đề rồi tải lên.",
    "no_header": "Không tìm thấy dòng tiêu đề của bảng. Hãy ghi ngay trên danh sách một dòng tên cột, ít nhất có: {headings}.",
    "missing_columns": "Thiếu cột bắt buộc: {headings}. Hãy thêm cột đó vào dòng {row} của sheet “{sheet}” rồi tải lên.{hint}",
    "unreadable": "Không đọc được tệp này. Hãy chép riêng bảng danh sách sang một tệp Excel mới, lưu rồi tải lên.",
}


class Refused(Exception):
    """A file that can't be read at all: `code` for the machine, the text for the person who sent it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = SENTENCES[code].format(**values)
        super().__init__(self.message)

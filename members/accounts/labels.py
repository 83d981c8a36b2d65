"""What the deeds of the trace are called on the screen. A deed without a word here fails a test."""

LABELS: dict[str, str] = {
    "account.open": "Mở tài khoản",
    "account.invite": "Cấp mật khẩu lần đầu",
    "account.close": "Khoá tài khoản",
    "account.reopen": "Mở lại tài khoản",
    "account.password": "Đổi mật khẩu",
    "account.change": "Sửa tài khoản",
    "account.sign_in": "Đăng nhập",
    "account.sign_in_failed": "Đăng nhập không thành công",
    "account.sign_out": "Đăng xuất",
    "grant.give": "Giao vai trò",
    "grant.end": "Thu hồi vai trò",
    "unit.found": "Thành lập đơn vị",
    "unit.rename": "Đổi tên đơn vị",
    "unit.move": "Chuyển cấp trên của đơn vị",
    "member.enrol": "Thêm hội viên",
    "member.change": "Sửa hồ sơ hội viên",
    "member_count.freeze": "Chốt số hội viên",
}


def label_of(action: str) -> str:
    return LABELS.get(action, action)

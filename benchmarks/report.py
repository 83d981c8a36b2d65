"""An ordinary report of about forty pages: invented text, nothing that is easy or hard to print on purpose."""

from random import Random
from typing import Final

from django.template.loader import render_to_string

WORDS: Final = [
    "Ban Phụ nữ",
    "Công an tỉnh",
    "hội viên",
    "phong trào thi đua",
    "thực hiện",
    "nhiệm vụ",
    "công tác",
    "xây dựng",
    "tổ chức",
    "cơ sở",
    "nâng cao",
    "chất lượng",
    "sinh hoạt",
    "chi hội",
    "tuyên truyền",
    "vận động",
    "cán bộ",
    "chiến sĩ",
    "gia đình",
    "hạnh phúc",
    "bình đẳng giới",
    "kết quả",
    "chỉ tiêu",
    "đạt được",
    "tiếp tục",
    "đổi mới",
    "nội dung",
    "phương thức",
    "hoạt động",
    "trong nhiệm kỳ",
    "đề ra",
    "các đơn vị",
    "phối hợp",
    "chặt chẽ",
    "kịp thời",
    "hiệu quả",
    "giữ gìn",
    "an ninh trật tự",
    "chăm lo",
    "đời sống",
    "quyền lợi",
    "hợp pháp",
    "chính đáng",
    "của phụ nữ",
    "trên địa bàn",
    "với tinh thần",
    "trách nhiệm",
]
HEAD: Final = {
    "profile": "hoi",
    "superior": "CÔNG AN TỈNH HÀ SƠN",
    "issuer": "BAN PHỤ NỮ",
    "separator": "ke",
    "right": "quoc_hieu",
    "number": "Số: 15/BC-BPN",
    "place_and_date": "Hà Sơn, ngày 05 tháng 02 năm 2026",
}
SIGNATURE: Final = {
    "recipients": ["- Ban Phụ nữ cấp trên;", "- Các chi hội;", "- Lưu: VT, BPN."],
    "posts": ["TM. BAN PHỤ NỮ", "TRƯỞNG BAN"],
    "name": "Thiếu tá Nguyễn Thị Thủy",
}


def report_html(*, sections: int = 52, seed: int = 1) -> str:
    """The body of the report: heading, title, sections with paragraphs and lists, three small tables, signature."""
    random = Random(seed)  # noqa: S311 -- invented words, no secret
    parts: list[str] = [
        render_to_string("print/_head.html", {"head": HEAD}),
        render_to_string("print/_title.html", {"type": "BÁO CÁO", "subject": ["Tổng kết công tác nhiệm kỳ"]}),
    ]
    for number in range(1, sections + 1):
        parts.append(f"<h2>{number}. {sentence(random, 7).rstrip('.')}</h2>")
        parts += [f"<p>{paragraph(random)}</p>" for _ in range(4)]
        if number % 4 == 0:
            parts.append("".join(f"<p>- {sentence(random, 9)}</p>" for _ in range(4)))
        if number % (sections // 3) == 0:
            parts.append(small_table(random))
    last = f"<p>{paragraph(random).rstrip('.')}./.</p>"
    parts.append(f'<div class="cuoi">{last}{render_to_string("print/_signature.html", {"signature": SIGNATURE})}</div>')
    return "".join(parts)


def sentence(random: Random, phrases: int) -> str:
    text = " ".join(random.choice(WORDS) for _ in range(phrases))
    return f"{text[0].upper()}{text[1:]}."


def paragraph(random: Random) -> str:
    return " ".join(sentence(random, random.randint(8, 16)) for _ in range(random.randint(2, 5)))


def small_table(random: Random) -> str:
    heads = ("STT", "Nội dung", "Số lượng", "Tỷ lệ (%)", "Ghi chú")
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    rows = "".join(
        f"<tr><td>{n}</td><td>{sentence(random, 3)}</td><td>{random.randint(1, 900)}</td><td>{random.randint(1, 99)},5</td>"
        "<td></td></tr>"
        for n in range(1, 9)
    )
    columns = f"<colgroup>{'<col>' * 5}</colgroup>"
    return f'<table class="bang thong-ke">{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

"""What the two switches of a congress mean for the work, in words (§1.5)."""

PERSONNEL = {
    "BAU": "Đại hội bầu cơ quan lãnh đạo: cần đề án nhân sự, danh sách bầu cử, phiếu bầu, Ban Kiểm phiếu và biên bản kiểm phiếu.",
    "CHI_DINH": (
        "Không bầu cơ quan lãnh đạo. Quy trình giới thiệu, thẩm định, xin ý kiến cấp uỷ và Hội cấp trên vẫn làm đủ; "
        "tại đại hội công bố quyết định chỉ định và ra mắt."
    ),
    "BAU_MOT_PHAN": (
        "Đại hội bầu một phần, phần còn lại theo quyết định chỉ định: cần phiếu bầu cho phần bầu và quyết định cho phần chỉ định."
    ),
}
DELEGATES = {
    "BAU": "Đơn vị họp bầu đại biểu: danh sách gửi lên phải kèm biên bản bầu.",
    "CHI_DINH": "Đại biểu theo quyết định chỉ định: đơn vị vẫn lập danh sách trích ngang để thống kê, không cần biên bản bầu.",
    "HON_HOP": "Một phần đơn vị bầu, một phần chỉ định: đơn vị nào bầu thì kèm biên bản bầu.",
}
KINDS = {
    "DAI_BIEU": "Có phân bổ đại biểu, danh sách của từng đơn vị và thẩm tra tư cách đại biểu.",
    "TOAN_THE": "Mọi hội viên đều dự: không phân bổ, không bầu Ban Thẩm tra; người triệu tập báo cáo tình hình hội viên có mặt.",
    "HOI_NGHI": "Hội nghị ngắn của chi hội: đánh giá nhiệm kỳ, kiện toàn chi hội trưởng, bầu đại biểu, góp ý văn kiện cấp trên.",
}

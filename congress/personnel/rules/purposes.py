"""What a file of the room is opened for: chosen, not typed, so that the trace never holds a name."""

PURPOSES = {
    "hoan_thien": "Kiểm tra, hoàn thiện hồ sơ",
    "hoi_nghi": "Chuẩn bị hội nghị của quy trình",
    "tham_dinh": "Thẩm định, trả lời cơ quan có thẩm quyền",
    "bao_cao": "Lập đề án, tờ trình, báo cáo",
    "chi_dao": "Theo dõi, chỉ đạo",
}

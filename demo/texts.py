"""What the demo's political report says, section by section: invented, like everything here, but as such reports are written."""

from collections.abc import Mapping, Sequence

# heading of the section in the outline → its paragraphs, in the plain form in which one types without the editor:
# "- " begins an item of a list, "# " a heading inside the section
REPORT: Mapping[str, Sequence[str]] = {
    "ĐẶC ĐIỂM TÌNH HÌNH": (
        "Phụ nữ Công an tỉnh hiện có {{Số hội viên}} hội viên, sinh hoạt tại {{Số hội cơ sở}} hội cơ sở và {{Số chi hội}} chi hội; "
        "trong đó {{Số hội viên là đảng viên}} đồng chí là đảng viên, chiếm {{Tỷ lệ hội viên là đảng viên}}.",
        "# Thuận lợi",
        "- Đảng uỷ, lãnh đạo Công an tỉnh thường xuyên quan tâm, bố trí cán bộ có năng lực làm công tác Hội và tạo điều kiện về "
        "kinh phí, thời gian cho các hoạt động.",
        "- Đội ngũ hội viên trẻ, được đào tạo cơ bản; tỷ lệ có trình độ đại học trở lên tăng đều qua từng năm.",
        "- Tổ chức Hội sau sắp xếp gọn đầu mối, thông tin từ tỉnh đến chi hội đi thẳng, không còn qua cấp trung gian.",
        "# Khó khăn",
        "- Cán bộ Hội ở xã, phường đều kiêm nhiệm; nhiều đồng chí mới nhận nhiệm vụ sau khi sắp xếp tổ chức bộ máy.",
        "- Mười chín chi hội có không quá hai hội viên, khó tổ chức sinh hoạt định kỳ.",
        "- Trực chiến, trực đêm nhiều, việc nhà và việc cơ quan khó cân đối, nhất là với hội viên nuôi con nhỏ.",
    ),
    "Phong trào thi đua và các cuộc vận động": (
        "Phong trào “Phụ nữ Công an Hà Sơn bản lĩnh, nhân văn, vì nhân dân phục vụ” được cụ thể hoá thành ba nội dung đăng ký ở "
        "mỗi chi hội: một việc khó nhận làm, một nếp mới giữ đều và một người được giúp.",
        "Năm năm qua, 100% hội cơ sở và chi hội đăng ký thi đua từ quý I; 1.386 lượt hội viên được cấp uỷ, chỉ huy đơn vị biểu "
        "dương vì hoàn thành xuất sắc phần việc đã đăng ký.",
        "Cuộc vận động “5 không, 3 sạch” gắn với xây dựng nơi ở, nơi làm việc gọn gàng; 27 trên 30 hội cơ sở tự kiểm tra chéo "
        "hằng quý và công bố kết quả trong sinh hoạt.",
    ),
    "Công trình, mô hình, phần việc phụ nữ": (
        "Toàn Hội thực hiện 52 công trình, phần việc; trong đó mô hình “Tủ sách chiến sĩ trực đêm” nhân ra 18 đơn vị, mô hình "
        "“Mẹ đỡ đầu” nhận đỡ đầu 34 cháu là con cán bộ, chiến sĩ hy sinh, từ trần hoặc có hoàn cảnh đặc biệt khó khăn.",
        "Mô hình “Một cửa không chờ” của Hội phụ nữ Phòng Quản lý hành chính giảm thời gian chờ trung bình của người dân từ 35 phút "
        "xuống 12 phút, được đề nghị áp dụng tại công an 24 xã, phường.",
        "Hai mô hình dừng giữa nhiệm kỳ vì không còn kinh phí và trùng với việc của đoàn thanh niên; bài học là phải bàn với các "
        "đoàn thể cùng đơn vị trước khi đăng ký.",
    ),
    "Tuyên truyền, giáo dục, nâng cao nhận thức và năng lực cho hội viên": (
        "Tổ chức 186 buổi học tập, quán triệt nghị quyết với hơn 98% hội viên tham gia; hội viên trực chiến được học bù trong vòng "
        "mười lăm ngày.",
        "Mở 14 lớp kỹ năng số, xử lý tình huống và nghiệp vụ công tác Hội cho 742 lượt cán bộ, hội viên; lần đầu các chi hội xã, "
        "phường được học trực tuyến theo nhóm nhỏ.",
        "Giới thiệu cho Đảng 96 hội viên ưu tú, trong đó 81 đồng chí đã được kết nạp.",
    ),
    "Công tác bình đẳng giới, vì sự tiến bộ của phụ nữ": (
        "Tham mưu đưa nữ cán bộ vào quy hoạch cấp phòng và tương đương đạt 16,5%, tăng 4,2 điểm phần trăm so với đầu nhiệm kỳ; 18 "
        "đồng chí nữ được bổ nhiệm lãnh đạo cấp đội, 5 đồng chí được bổ nhiệm lãnh đạo cấp phòng.",
        "Đề xuất và được lãnh đạo Công an tỉnh đồng ý sắp xếp phòng vắt, trữ sữa tại 6 đơn vị có đông hội viên nuôi con nhỏ; bố trí "
        "ca trực linh hoạt cho hội viên mang thai từ tháng thứ bảy.",
    ),
    "Xây dựng gia đình; chăm lo đời sống, bảo vệ quyền và lợi ích của phụ nữ, trẻ em": (
        "Thăm hỏi 1.120 lượt hội viên ốm đau, thai sản, có việc hiếu; hỗ trợ sửa chữa 11 căn nhà cho hội viên khó khăn từ nguồn "
        "đóng góp tự nguyện.",
        "Phối hợp tư vấn, can thiệp 43 vụ việc liên quan đến phụ nữ, trẻ em bị bạo lực tại địa bàn; tất cả đều được theo dõi sau "
        "can thiệp ít nhất sáu tháng.",
    ),
    "Xây dựng tổ chức Hội vững mạnh; tham gia xây dựng Đảng, xây dựng lực lượng": (
        "Hoàn thành sắp xếp tổ chức Hội theo mô hình mới trước thời hạn; sau sắp xếp còn {{Số hội cơ sở}} hội cơ sở và "
        "{{Số chi hội}} chi hội trực thuộc.",
        "Nền nếp sinh hoạt chi hội được giữ vững: 92% chi hội sinh hoạt đủ bốn kỳ mỗi năm; chi hội có không quá hai hội viên sinh "
        "hoạt ghép theo cụm.",
        "Hằng năm có từ 86% đến 91% tổ chức Hội được xếp loại hoàn thành tốt nhiệm vụ trở lên.",
    ),
    "Công tác đối ngoại, phối hợp và hoạt động xã hội, từ thiện": (
        "Ký chương trình phối hợp với Hội Liên hiệp Phụ nữ tỉnh và 12 xã vùng cao; tổ chức 35 chuyến khám bệnh, cấp thuốc, tặng quà "
        "cho 4.800 lượt phụ nữ, trẻ em.",
    ),
    "Công tác thi đua, khen thưởng": (
        "Trong nhiệm kỳ có 12 tập thể, 25 cá nhân được tặng Bằng khen của Bộ và Trung ương Hội; 121 lượt cá nhân được tặng Giấy khen "
        "của Giám đốc Công an tỉnh.",
    ),
    "HẠN CHẾ, NGUYÊN NHÂN VÀ BÀI HỌC KINH NGHIỆM": (
        "# Hạn chế",
        "- Sinh hoạt ở một số chi hội xã, phường còn hình thức, nội dung chưa gắn với việc hội viên đang làm.",
        "- Số liệu báo cáo giữa các đơn vị chưa thống nhất, phải đối chiếu lại nhiều lần.",
        "- Công tác quy hoạch, bồi dưỡng cán bộ Hội chưa theo kịp yêu cầu sau sắp xếp.",
        "# Nguyên nhân",
        "- Cán bộ Hội kiêm nhiệm, thay đổi nhiều, chưa được bồi dưỡng kịp thời.",
        "- Việc thu thập, tổng hợp số liệu chủ yếu làm thủ công.",
        "# Bài học kinh nghiệm",
        "- Chọn ít việc, làm đến cùng, có người chịu trách nhiệm và có ngày hoàn thành.",
        "- Bám sát cấp uỷ, chỉ huy đơn vị; việc của Hội phải giúp được việc chung của đơn vị.",
    ),
    "DỰ BÁO TÌNH HÌNH": (
        "Những năm tới, nhiệm vụ bảo đảm an ninh, trật tự nặng nề hơn; chuyển đổi số làm thay đổi cách làm việc của mọi đơn vị; "
        "tổ chức chính quyền hai cấp đặt ra yêu cầu mới đối với lực lượng Công an xã, phường và hội viên công tác tại đó.",
    ),
    "PHƯƠNG HƯỚNG, MỤC TIÊU TỔNG QUÁT": (
        "Xây dựng tổ chức Hội Phụ nữ Công an tỉnh vững mạnh, gần hội viên; xây dựng người phụ nữ Công an Hà Sơn bản lĩnh, trí tuệ, "
        "nhân văn, hạnh phúc; góp phần xây dựng lực lượng Công an tỉnh trong sạch, vững mạnh, chính quy, hiện đại.",
    ),
    "KHÂU ĐỘT PHÁ": (
        "1. Nâng chất lượng sinh hoạt chi hội: mỗi kỳ một nội dung hội viên tự chọn, một việc cụ thể được giao và kiểm tra ở kỳ sau.",
        "2. Bồi dưỡng cán bộ Hội chủ chốt: 100% chi hội trưởng được bồi dưỡng trong năm đầu nhiệm kỳ.",
        "3. Quản lý công tác Hội trên một dữ liệu chung: số liệu nhập một lần, dùng cho mọi báo cáo.",
    ),
}
# what units say of the second draft: place (the beginning of a heading), kind, body, proposal
COMMENTS: Sequence[tuple[str, str, str, str]] = (
    ("ĐẶC ĐIỂM", "content", "Cần nêu rõ khó khăn của các chi hội xã, phường có dưới ba hội viên.", ""),
    (
        "ĐẶC ĐIỂM",
        "figures",
        "Đề nghị thống nhất số chi hội có không quá hai hội viên giữa báo cáo và phụ lục.",
        "Thống nhất số liệu: mười chín chi hội có không quá hai hội viên.",
    ),
    ("Phong trào thi đua", "wording", "Cụm từ “nếp mới giữ đều” khó hiểu.", "Thay bằng “một việc thường xuyên”."),
    (
        "Phong trào thi đua",
        "content",
        "Bổ sung kết quả của phong trào tại các trại, đơn vị đóng quân xa trung tâm.",
        "Thêm ý: hội viên ở đơn vị xa trung tâm tham gia thi đua theo cụm.",
    ),
    (
        "Công trình",
        "figures",
        "Số công trình, phần việc nên tách theo hội cơ sở và chi hội.",
        "Gồm 34 của hội cơ sở, 18 của chi hội.",
    ),
    ("Công trình", "figures", "Đề nghị tách số công trình, phần việc theo hội cơ sở và chi hội.", ""),
    ("Công trình", "content", "Nên nói rõ hai mô hình đã dừng là mô hình nào.", ""),
    ("Tuyên truyền", "content", "Cần thêm kết quả học tập của hội viên trực chiến.", ""),
    ("Tuyên truyền", "structure", "Chuyển nội dung giới thiệu kết nạp Đảng sang mục xây dựng Đảng.", ""),
    ("Công tác bình đẳng giới", "content", "Bổ sung kiến nghị về nhà trẻ cho con cán bộ trực đêm.", ""),
    (
        "Công tác bình đẳng giới",
        "wording",
        "Câu “phòng vắt, trữ sữa tại 6 đơn vị” nên viết đủ tên đơn vị hoặc ghi ở phụ lục.",
        "",
    ),
    (
        "Xây dựng gia đình",
        "figures",
        "Kiểm tra lại số lượt thăm hỏi, tổng các đơn vị báo cáo là 1.132.",
        "Sửa 1.120 thành 1.132.",
    ),
    ("Xây dựng tổ chức", "content", "Nên nêu mô hình sinh hoạt ghép theo cụm đã làm tốt để nhân rộng.", ""),
    (
        "Xây dựng tổ chức",
        "targets",
        "Tỷ lệ chi hội sinh hoạt đủ bốn kỳ nên đưa thành chỉ tiêu.",
        "Phấn đấu 95% chi hội sinh hoạt đủ bốn kỳ mỗi năm.",
    ),
    ("HẠN CHẾ", "content", "Cần chỉ rõ đơn vị nào sinh hoạt còn hình thức.", ""),
    (
        "HẠN CHẾ",
        "structure",
        "Tách nguyên nhân chủ quan và khách quan.",
        "Chia thành hai ý: nguyên nhân chủ quan, nguyên nhân khách quan.",
    ),
    ("KHÂU ĐỘT PHÁ", "content", "Khâu đột phá thứ ba cần nói rõ ai nhập số liệu, khi nào.", ""),
    (
        "KHÂU ĐỘT PHÁ",
        "wording",
        "Nên gọi “quản lý công tác Hội bằng dữ liệu dùng chung”.",
        "3. Quản lý công tác Hội bằng dữ liệu dùng chung.",
    ),
    ("CHỈ TIÊU", "targets", "Chỉ tiêu trẻ em được đỡ đầu nên là 40 cháu, vì hiện nay đã đạt 34.", "Nâng lên 40 cháu."),
    (
        "CHỈ TIÊU",
        "targets",
        "Đề nghị nâng chỉ tiêu số trẻ em được đỡ đầu lên 40 cháu vì hiện đã đạt 34 cháu.",
        "Nâng lên 40 cháu.",
    ),
    ("", "structure", "Báo cáo nên có bản tóm tắt để đọc tại hội nghị chi hội.", ""),
    ("", "content", "Nhất trí với dự thảo; đề nghị bổ sung phụ lục số liệu năm năm.", ""),
)
# the plan that was issued: style, heading, lines
PLAN: Sequence[tuple[str, str, Sequence[str]]] = (
    (
        "basis",
        "",
        (
            "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;",
            "Căn cứ Hướng dẫn số 18/HD-BPN của Ban Phụ nữ Công an nhân dân về tổ chức đại hội phụ nữ các cấp.",
        ),
    ),
    ("lead", "", ("Ban Phụ nữ Công an tỉnh xây dựng kế hoạch tổ chức {{Tên đại hội}} như sau:",)),
    (
        "roman",
        "MỤC ĐÍCH, YÊU CẦU",
        (
            "Đánh giá khách quan kết quả công tác Hội và phong trào phụ nữ nhiệm kỳ {{Nhiệm kỳ trước}}; xác định phương hướng, nhiệm vụ nhiệm kỳ {{Nhiệm kỳ}}.",
            "Đại hội được chuẩn bị kỹ về văn kiện và nhân sự; dân chủ, đúng nguyên tắc, trang trọng, thiết thực, tiết kiệm; không ảnh hưởng nhiệm vụ chuyên môn và chế độ ứng trực.",
        ),
    ),
    (
        "roman",
        "NỘI DUNG ĐẠI HỘI",
        (
            "- Thông qua Báo cáo chính trị, Báo cáo kiểm điểm của Ban Phụ nữ nhiệm kỳ {{Nhiệm kỳ trước}}.",
            "- Góp ý dự thảo văn kiện của Hội cấp trên.",
            "- Bầu Ban Phụ nữ nhiệm kỳ {{Nhiệm kỳ}} và đoàn đại biểu dự đại hội cấp trên.",
            "- Thông qua Nghị quyết Đại hội.",
        ),
    ),
    (
        "roman",
        "THỜI GIAN, ĐỊA ĐIỂM, SỐ LƯỢNG",
        (
            "Thời gian: {{Ngày khai mạc}}. Địa điểm: {{Địa điểm}}.",
            "Số lượng: 150 đại biểu chính thức, gồm đại biểu đương nhiên, đại biểu do các đơn vị bầu và đại biểu chỉ định.",
        ),
    ),
    ("roman", "CÔNG TÁC CHUẨN BỊ", ()),
    (
        "arabic",
        "Văn kiện",
        ("Tiểu ban Nội dung chủ trì xây dựng văn kiện; tổ chức lấy ý kiến các hội cơ sở, chi hội ít nhất hai vòng.",),
    ),
    ("arabic", "Nhân sự", ("Tiểu ban Nhân sự chủ trì; hồ sơ nhân sự quản lý theo chế độ riêng.",)),
    ("arabic", "Tuyên truyền, khánh tiết", ("Tiểu ban Tuyên truyền chủ trì, phối hợp PX03.",)),
    ("arabic", "Hậu cần, an ninh, y tế", ("Tiểu ban Hậu cần chủ trì, phối hợp PH10.",)),
    (
        "roman",
        "TỔ CHỨC THỰC HIỆN",
        (
            "Các tiểu ban xây dựng kế hoạch chi tiết trong mười ngày; các hội cơ sở, chi hội tổ chức đại hội, hội nghị đúng tiến độ và báo cáo kết quả về Ban Phụ nữ Công an tỉnh./.",
        ),
    ),
)

# the same of the draft resolution
RESOLUTION: Mapping[str, Sequence[str]] = {
    "Mục tiêu tổng quát": (
        "Xây dựng tổ chức Hội vững mạnh, gần hội viên; xây dựng người phụ nữ Công an bản lĩnh, trí tuệ, nhân văn, hạnh phúc; góp phần "
        "xây dựng lực lượng Công an tỉnh trong sạch, vững mạnh, chính quy, hiện đại.",
    ),
    "Khâu đột phá": (
        "- Nâng cao chất lượng sinh hoạt chi hội: mỗi kỳ một nội dung hội viên tự chọn.",
        "- Bồi dưỡng cán bộ Hội chủ chốt: 100% chi hội trưởng được bồi dưỡng trong năm đầu nhiệm kỳ.",
        "- Quản lý công tác Hội trên một dữ liệu chung.",
    ),
    "Nhiệm vụ trọng tâm": (
        "Tuyên truyền, giáo dục, nâng cao nhận thức và năng lực của hội viên.",
        "Tổ chức phong trào thi đua gắn với nhiệm vụ chính trị của từng đơn vị.",
        "Chăm lo đời sống, bảo vệ quyền và lợi ích hợp pháp của hội viên và trẻ em.",
    ),
    "Giải pháp chủ yếu": (
        "Tham mưu cấp uỷ, lãnh đạo Công an tỉnh ban hành nghị quyết chuyên đề về công tác cán bộ nữ.",
        "Đổi mới nội dung, hình thức sinh hoạt; giao cán bộ Hội phụ trách từng cụm.",
    ),
}

# what the hội cơ sở said of it: the first two say nearly the same, the last one came after the end
RESOLUTION_COMMENTS: Sequence[tuple[str, str, str, str]] = (
    (
        "Khâu đột phá",
        "content",
        "Khâu đột phá thứ nhất nên ghi rõ số kỳ sinh hoạt mỗi năm.",
        "Mỗi năm bốn kỳ, mỗi kỳ một nội dung.",
    ),
    ("Khâu đột phá", "content", "Nên ghi rõ số kỳ sinh hoạt mỗi năm ở khâu đột phá thứ nhất.", ""),
    ("Khâu đột phá", "targets", "Chỉ tiêu 100% chi hội trưởng được bồi dưỡng nên thực hiện trong hai năm.", ""),
    ("Nhiệm vụ trọng tâm", "content", "Bổ sung nhiệm vụ phòng, chống bạo lực với phụ nữ, trẻ em tại địa bàn.", ""),
    ("Nhiệm vụ trọng tâm", "structure", "Nên gộp nhiệm vụ thứ nhất và thứ hai cho gọn.", ""),
    ("Mục tiêu tổng quát", "wording", "Câu dài, khó đọc khi trình bày tại hội trường.", "Tách thành hai câu."),
    ("Giải pháp chủ yếu", "content", "Cần thêm giải pháp về kinh phí hoạt động của chi hội.", ""),
    ("Giải pháp chủ yếu", "wording", "“Giao cán bộ Hội phụ trách từng cụm”: nên ghi rõ là uỷ viên Ban Phụ nữ.", ""),
    ("", "structure", "Nghị quyết nên không quá bốn trang để dễ học tập, quán triệt.", ""),
    ("Khâu đột phá", "content", "Khâu đột phá thứ ba cần nói ai nhập số liệu, khi nào.", ""),
)

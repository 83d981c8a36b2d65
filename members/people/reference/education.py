"""What people have learnt."""

from members.people.reference.lists import ReferenceItem, ReferenceList

# From the highest down, as statistics print them.
EDUCATION_LEVELS = ReferenceList(
    ReferenceItem("doctorate", "Tiến sĩ", ("TS", "T.S")),
    ReferenceItem("master", "Thạc sĩ", ("ThS", "Th.S", "Cao học")),
    ReferenceItem("university", "Đại học", ("ĐH", "Đ.H", "Cử nhân", "Kỹ sư", "Bác sĩ", "Tốt nghiệp đại học")),
    ReferenceItem("college", "Cao đẳng", ("CĐ", "C.Đ")),
    ReferenceItem("intermediate", "Trung cấp", ("TC", "T.C", "Trung học chuyên nghiệp", "THCN")),
    ReferenceItem("elementary", "Sơ cấp", ("SC", "S.C")),
    ReferenceItem("none", "Chưa qua đào tạo", ("Không", "Ko", "0", "Chưa", "Chưa có", "Chưa đào tạo")),
)

POLITICAL_THEORY = ReferenceList(
    ReferenceItem("bachelor", "Cử nhân", ("CN", "Đại học", "Cử nhân chính trị")),
    ReferenceItem("advanced", "Cao cấp", ("CC", "C.C", "Cao cấp lý luận chính trị", "CCLLCT", "Cao cấp LLCT")),
    ReferenceItem("intermediate", "Trung cấp", ("TC", "T.C", "Trung cấp lý luận chính trị", "TCLLCT", "Trung cấp LLCT")),
    ReferenceItem("elementary", "Sơ cấp", ("SC", "S.C", "Sơ cấp lý luận chính trị", "SCLLCT", "Sơ cấp LLCT")),
    ReferenceItem("none", "Chưa có", ("Không", "Ko", "0", "Chưa", "Chưa qua đào tạo", "Chưa học")),
)

# 12/12 today, 10/10 in the North's old schools, 9/9 in the older; kept as text.
GENERAL_EDUCATION = ReferenceList(
    *(ReferenceItem(classes, classes) for classes in ("12/12", "11/12", "10/12", "9/12", "10/10", "9/10", "8/10", "7/10", "9/9"))
)

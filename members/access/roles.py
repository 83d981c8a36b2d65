"""Who may do what: roles are code, grants are rows (procedure.md §1.3)."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What can be done, named by the thing and the deed. A grant gives it on a unit and on all units below."""

    ACCOUNT_MANAGE = "account.manage"
    TRACE_READ = "trace.read"
    UNIT_VIEW = "unit.view"
    UNIT_MANAGE = "unit.manage"
    MEMBER_VIEW = "member.view"
    MEMBER_SENSITIVE = "member.sensitive"
    MEMBER_MANAGE = "member.manage"
    CONGRESS_VIEW = "congress.view"
    CONGRESS_MANAGE = "congress.manage"
    RULES_MANAGE = "rules.manage"
    RULES_CHECK = "rules.check"
    ALLOCATION_VIEW = "allocation.view"
    ALLOCATION_PREPARE = "allocation.prepare"
    ALLOCATION_FREEZE = "allocation.freeze"
    LIST_VIEW = "list.view"
    LIST_ENTER = "list.enter"
    LIST_COMMENT = "list.comment"
    LIST_REVIEW = "list.review"
    LIST_APPROVE = "list.approve"
    LIST_LOCK = "list.lock"
    DELEGATE_CHANGE = "delegate.change"
    CREDENTIALS_VIEW = "credentials.view"
    CREDENTIALS_REPORT = "credentials.report"
    PAPER_PRINT = "paper.print"
    FULL_LIST_EXPORT = "full_list.export"
    DOCUMENT_VIEW = "document.view"
    DOCUMENT_WRITE = "document.write"
    DOCUMENT_MANAGE = "document.manage"
    DOCUMENT_COMMENT = "document.comment"
    DOCUMENT_ANSWER = "document.answer"
    DOCUMENT_APPROVE = "document.approve"
    CONGRESS_FILE = "congress.file"
    PERSONNEL_VIEW = "personnel.view"
    PERSONNEL_MANAGE = "personnel.manage"
    PERSONNEL_DECIDE = "personnel.decide"
    PERSONNEL_INTRODUCE = "personnel.introduce"
    VETTING_ANSWER = "vetting.answer"
    REGISTER_VIEW = "register.view"
    REGISTER_KEEP = "register.keep"
    REGISTER_CORRECT = "register.correct"


@dataclass(frozen=True)
class Role:
    code: str
    label: str
    description: str
    permissions: frozenset[Permission]


P = Permission

_READ_ALL = frozenset({P.UNIT_VIEW, P.MEMBER_VIEW, P.CONGRESS_VIEW, P.ALLOCATION_VIEW, P.LIST_VIEW, P.CREDENTIALS_VIEW})
_OWN_UNIT = frozenset(
    {P.UNIT_VIEW, P.MEMBER_VIEW, P.MEMBER_SENSITIVE, P.MEMBER_MANAGE, P.CONGRESS_VIEW, P.LIST_VIEW, P.LIST_ENTER}
)
# the whole work on a text, from the outline to the answers; approving is not in it
_DOCUMENTS = frozenset({P.DOCUMENT_VIEW, P.DOCUMENT_WRITE, P.DOCUMENT_MANAGE, P.DOCUMENT_ANSWER})

ADMINISTRATOR = Role(
    "administrator",
    "Quản trị hệ thống",
    "Tài khoản, đơn vị, bộ quy tắc mẫu; không xem hồ sơ nhân sự và danh sách đại biểu.",
    frozenset({P.ACCOUNT_MANAGE, P.TRACE_READ, P.UNIT_VIEW, P.UNIT_MANAGE, P.CONGRESS_VIEW, P.RULES_MANAGE}),
)
HEAD = Role(
    "head",
    "Trưởng ban Phụ nữ Công an tỉnh",
    "Duyệt phân bổ, danh sách, bộ quy tắc; ký văn bản; xem toàn tỉnh.",
    _READ_ALL
    | frozenset(
        {
            P.MEMBER_SENSITIVE,
            P.MEMBER_MANAGE,
            P.UNIT_MANAGE,
            P.TRACE_READ,
            P.CONGRESS_MANAGE,
            P.RULES_MANAGE,
            P.RULES_CHECK,
            P.ALLOCATION_PREPARE,
            P.ALLOCATION_FREEZE,
            P.LIST_COMMENT,
            P.LIST_REVIEW,
            P.LIST_APPROVE,
            P.LIST_LOCK,
            P.DELEGATE_CHANGE,
            P.CREDENTIALS_REPORT,
            P.PAPER_PRINT,
            P.FULL_LIST_EXPORT,
            P.ACCOUNT_MANAGE,
            P.DOCUMENT_APPROVE,
            P.CONGRESS_FILE,
            P.REGISTER_VIEW,
            P.REGISTER_KEEP,
            P.REGISTER_CORRECT,
        }
    )
    | _DOCUMENTS,
)
STANDING = Role(
    "standing",
    "Thường trực Ban Phụ nữ",
    "Phó ban, chuyên trách, thư ký: mọi việc hằng ngày; kiểm tra và duyệt danh sách do đơn vị gửi.",
    _READ_ALL
    | frozenset(
        {
            P.MEMBER_SENSITIVE,
            P.MEMBER_MANAGE,
            P.UNIT_MANAGE,
            P.CONGRESS_MANAGE,
            P.RULES_MANAGE,
            P.ALLOCATION_PREPARE,
            P.LIST_ENTER,
            P.LIST_COMMENT,
            P.LIST_REVIEW,
            P.LIST_APPROVE,
            P.DELEGATE_CHANGE,
            P.CREDENTIALS_REPORT,
            P.PAPER_PRINT,
            P.FULL_LIST_EXPORT,
            P.ACCOUNT_MANAGE,
            P.CONGRESS_FILE,
            P.REGISTER_VIEW,
            P.REGISTER_KEEP,
        }
    )
    | _DOCUMENTS,
)
IN_CHARGE = Role(
    "in_charge",
    "Thành viên Ban Phụ nữ phụ trách đơn vị",
    "Theo dõi và góp ý hồ sơ của các đơn vị được phân công; không duyệt.",
    frozenset(
        {
            P.UNIT_VIEW,
            P.MEMBER_VIEW,
            P.CONGRESS_VIEW,
            P.ALLOCATION_VIEW,
            P.LIST_VIEW,
            P.LIST_COMMENT,
            P.DOCUMENT_VIEW,
            P.REGISTER_VIEW,
        }
    ),
)
LEADERSHIP = Role(
    "leadership",
    "Lãnh đạo Công an tỉnh (đọc và cho ý kiến)",
    "Xem tiến độ, cơ cấu, danh sách rút gọn; xem và cho ý kiến văn kiện trình duyệt.",
    frozenset(
        {
            P.UNIT_VIEW,
            P.CONGRESS_VIEW,
            P.ALLOCATION_VIEW,
            P.LIST_VIEW,
            P.LIST_COMMENT,
            P.CREDENTIALS_VIEW,
            P.DOCUMENT_VIEW,
            P.DOCUMENT_APPROVE,
            P.REGISTER_VIEW,
        }
    ),
)
BRANCH_COMMITTEE = Role(
    "branch_committee",
    "Chủ tịch/BCH hội cơ sở",
    "Hội viên, đại hội, danh sách đại biểu và văn kiện của đơn vị mình; góp ý văn kiện cấp trên.",
    _OWN_UNIT
    | _DOCUMENTS
    | frozenset({P.CONGRESS_MANAGE, P.PAPER_PRINT, P.PERSONNEL_INTRODUCE, P.DOCUMENT_COMMENT, P.REGISTER_VIEW, P.REGISTER_KEEP}),
)
CHAPTER_HEAD = Role(
    "chapter_head",
    "Chi hội trưởng/phó",
    "Hội viên và danh sách đại biểu của chi hội mình; góp ý văn kiện cấp trên.",
    _OWN_UNIT | frozenset({P.PERSONNEL_INTRODUCE, P.DOCUMENT_COMMENT}),
)
CREDENTIALS_BOARD = Role(
    "credentials_board",
    "Ban thẩm tra tư cách đại biểu",
    "Danh sách đại biểu, thống kê và báo cáo thẩm tra.",
    frozenset(
        {
            P.CONGRESS_VIEW,
            P.LIST_VIEW,
            P.MEMBER_SENSITIVE,
            P.CREDENTIALS_VIEW,
            P.CREDENTIALS_REPORT,
            P.PAPER_PRINT,
            P.FULL_LIST_EXPORT,
        }
    ),
)
CONTENT_COMMITTEE = Role(
    "content_committee",
    "Tiểu ban Nội dung",
    "Soạn thảo văn kiện được giao, tổng hợp và trả lời ý kiến; không xem nhân sự.",
    frozenset({P.UNIT_VIEW, P.CONGRESS_VIEW, P.DOCUMENT_VIEW, P.DOCUMENT_WRITE, P.DOCUMENT_ANSWER, P.REGISTER_VIEW}),
)
# the personnel work is nobody's by her office: each of these is given to a person, by the Trưởng ban (procedure.md §4.7)
PERSONNEL_COMMITTEE = Role(
    "personnel_committee",
    "Tiểu ban Nhân sự",
    "Hồ sơ, quy trình, cơ cấu nhân sự của đại hội; giao đích danh từng người.",
    frozenset({P.UNIT_VIEW, P.CONGRESS_VIEW, P.PERSONNEL_VIEW, P.PERSONNEL_MANAGE}),
)
PERSONNEL_HEAD = Role(
    "personnel_head",
    "Phụ trách công tác nhân sự",
    "Như Tiểu ban Nhân sự; mở lại bước đã xong, quyết định ngoại lệ, khoá danh sách, đồng ý cho xuất danh sách.",
    frozenset({P.UNIT_VIEW, P.CONGRESS_VIEW, P.PERSONNEL_VIEW, P.PERSONNEL_MANAGE, P.PERSONNEL_DECIDE}),
)
VETTING_BODY = Role(
    "vetting_body",
    "Cơ quan thẩm định nhân sự (PX01, cấp uỷ)",
    "Chỉ trả lời những câu hỏi thẩm định gửi đích danh cho mình.",
    frozenset({P.VETTING_ANSWER}),
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        ADMINISTRATOR,
        HEAD,
        STANDING,
        IN_CHARGE,
        LEADERSHIP,
        BRANCH_COMMITTEE,
        CHAPTER_HEAD,
        CREDENTIALS_BOARD,
        CONTENT_COMMITTEE,
        PERSONNEL_COMMITTEE,
        PERSONNEL_HEAD,
        VETTING_BODY,
    )
}
# what a unit says for itself: whoever gives its head her role need not be able to say it for her
SAID_FOR_ONESELF = frozenset({P.DOCUMENT_COMMENT, P.PERSONNEL_INTRODUCE})
PERSONNEL_ROLES = frozenset({PERSONNEL_COMMITTEE.code, PERSONNEL_HEAD.code, VETTING_BODY.code})

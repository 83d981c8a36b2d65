"""What every signed-in page shows: the way to the rooms this person may enter."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.access.access import has_anywhere
from members.access.roles import Permission

# label, URL name, the permissions of which one opens it (none: everybody who signed in)
ENTRIES: list[tuple[str, str, tuple[Permission, ...]]] = [
    ("Việc của tôi", "home:home", ()),
    ("Đại hội", "terms:congress-list", (Permission.CONGRESS_VIEW,)),
    ("Danh sách đại biểu", "delegates:list-board", (Permission.LIST_VIEW,)),
    ("Văn kiện", "drafting:document-list", (Permission.DOCUMENT_VIEW, Permission.DOCUMENT_COMMENT)),
    ("Thẩm tra", "delegates:credentials-entry", (Permission.CREDENTIALS_VIEW,)),
    ("Sổ văn bản", "register:outgoing-list", (Permission.REGISTER_VIEW,)),
    ("Hội viên", "people:member-list", (Permission.MEMBER_VIEW,)),
    ("Đơn vị", "units:unit-list", (Permission.UNIT_VIEW,)),
    ("In ấn", "printing:list", ()),
    ("Tài khoản", "accounts:account-list", (Permission.ACCOUNT_MANAGE,)),
    ("Nhật ký", "accounts:trace", (Permission.TRACE_READ,)),
]


# pages that stand under another entry than that of their room
UNDER: list[tuple[str, str]] = [
    ("delegates:credentials", "delegates:credentials-entry"),
    ("delegates:allocation", "terms:congress-list"),
    ("delegates:electing", "terms:congress-list"),
    ("sheets:", "delegates:list-board"),
    ("congress_file:", "terms:congress-list"),
    ("personnel:introduce", "home:home"),
    ("personnel:vetting-mine", "home:home"),
    ("personnel:vetting-answer", "home:home"),
    ("personnel:", "terms:congress-list"),
    ("papers:account", "accounts:account-list"),
    ("papers:", "printing:list"),
    ("accounts:trace", "accounts:trace"),
]


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    active: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated or account.must_change_password:
        return {"navigation": []}
    here = entry_of(request.resolver_match.view_name if request.resolver_match else "")
    return {
        "navigation": [
            Entry(label, reverse(name), name == here)
            for label, name, permissions in ENTRIES
            if not permissions or any(has_anywhere(account, permission) for permission in permissions)
        ]
    }


def entry_of(view_name: str) -> str:
    """The URL name of the entry under which a page stands: of its own, or the first of its room."""
    for beginning, entry in UNDER:
        if view_name.startswith(beginning):
            return entry
    room = view_name.split(":", maxsplit=1)[0] + ":"
    return next((name for _, name, _ in ENTRIES if name.startswith(room)), "")

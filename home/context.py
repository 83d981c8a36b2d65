"""What every signed-in page shows: the way to the rooms this person may enter."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from members.access.access import has_anywhere
from members.access.roles import Permission

# label, URL name, the permission that opens it (None: everybody who signed in)
ENTRIES: list[tuple[str, str, Permission | None]] = [
    ("Việc của tôi", "home:home", None),
    ("Đại hội", "terms:congress-list", Permission.CONGRESS_VIEW),
    ("Danh sách đại biểu", "delegates:list-board", Permission.LIST_VIEW),
    ("Thẩm tra", "delegates:credentials-entry", Permission.CREDENTIALS_VIEW),
    ("Hội viên", "people:member-list", Permission.MEMBER_VIEW),
    ("Đơn vị", "units:unit-list", Permission.UNIT_VIEW),
    ("In ấn", "printing:list", None),
    ("Tài khoản", "accounts:account-list", Permission.ACCOUNT_MANAGE),
    ("Nhật ký", "accounts:trace", Permission.TRACE_READ),
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
    entries = []
    for label, name, permission in ENTRIES:
        if permission is not None and not has_anywhere(account, permission):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        namespace = name.split(":")[0]
        match = request.resolver_match
        active = match is not None and (match.view_name == name or (match.namespace == namespace and label != "Thẩm tra"))
        entries.append(Entry(label, url, active))
    return {"navigation": entries}

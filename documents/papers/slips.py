"""Phiếu tài khoản: how to sign in for the first time, a slip a person, to be cut apart and handed over."""

from typing import Any

from documents.papers.paper import Paper
from documents.printing.cards import Card, Cards, Line
from documents.printing.forms import Parameters, Piece, register
from members.access.actions import first_password_of
from members.access.models import Account
from members.access.queries import grants_of
from members.access.refusal import Refusal
from members.accounts.queries import accounts_for

STEPS = (
    "1. Mở trình duyệt (Chrome, Cốc Cốc, Edge) trên máy tính hoặc điện thoại, gõ địa chỉ ở trên.",
    "2. Gõ tên đăng nhập và mật khẩu lần đầu đúng như trên phiếu, kể cả dấu gạch nối, rồi bấm “Đăng nhập”.",
    "3. Chương trình hỏi mật khẩu mới: đặt mật khẩu của riêng mình. Mật khẩu trên phiếu chỉ dùng được một lần.",
)
ALREADY_USED = "Tài khoản {username} đã đổi mật khẩu, phiếu này không còn dùng được. Hãy cấp phiếu mới ở trang tài khoản."


@register
class AccountSlips(Paper):
    """`parameters`: accounts ([id, invitation] each), address (of the program), by (id of who issued the passwords).

    Only she who issued them sees the slips, for as long as she manages these accounts: a colleague issues new ones.
    """

    code = "phieu-tai-khoan"
    title = "Phiếu tài khoản"
    description = "Tên đăng nhập và mật khẩu lần đầu, mỗi người một phiếu."
    # the first passwords stand in it
    kept_days = 2

    def may_print(self, account: Account, parameters: Parameters) -> bool:
        wanted = _wanted(parameters)
        if not wanted or parameters.get("by") != account.pk:
            return False
        return accounts_for(account).filter(pk__in=wanted).count() == len(wanted)

    def collect(self, parameters: Parameters, account: Account) -> Any:
        wanted = _wanted(parameters)
        accounts = Account.objects.in_bulk(list(wanted))
        slips = []
        for pk, invitation in wanted.items():
            found = accounts[pk]
            if found.invitation != invitation or not found.must_change_password:
                raise Refusal(ALREADY_USED.format(username=found.username))
            units = ", ".join(dict.fromkeys(grant.unit.name for grant in grants_of(found)))
            slips.append(
                {
                    "name": found.full_name,
                    "unit": units if units != found.full_name else "",
                    "username": found.username,
                    "password": first_password_of(found),
                }
            )
        return {"address": str(parameters.get("address", "")), "slips": slips}

    def pieces(self, content: Any) -> list[Piece]:
        cards = tuple(_slip(slip, content["address"]) for slip in content["slips"])
        sheets = Cards(cards, width=182, height=65, columns=1, rows=4, gap_across=0)
        return [Piece(cards=sheets, style="badges", numbered=False)]


def _wanted(parameters: Parameters) -> dict[int, int]:
    given = parameters.get("accounts")
    return {int(pk): int(invitation) for pk, invitation in given} if isinstance(given, list) else {}


def _slip(slip: dict[str, str], address: str) -> Card:
    lines = (
        Line("PHIẾU TÀI KHOẢN – CHƯƠNG TRÌNH ĐẠI HỘI PHỤ NỮ", size=11, bold=True, space=2),
        Line(" – ".join(filter(None, (slip["name"], slip["unit"]))), size=11, space=3),
        Line(f"Địa chỉ: {address}", size=12, space=6),
        Line(f"Tên đăng nhập: {slip['username']}", size=14, bold=True, space=3),
        Line(f"Mật khẩu lần đầu: {slip['password']}", size=14, bold=True, space=1),
    )
    foot = tuple(Line(step, size=10) for step in (*STEPS, "Giữ kín phiếu này; đăng nhập xong thì huỷ phiếu."))
    return Card(lines=lines, foot=foot)

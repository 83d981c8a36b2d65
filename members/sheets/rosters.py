"""The purpose "roster": a unit's own members, from the list it has."""

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from members.access.access import has
from members.access.models import Account
from members.access.queries import covered
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet
from members.people.queries import members_for
from members.sheets.models import Sheet, SheetPurpose
from members.sheets.purposes import Purpose
from members.sheets.queries import NEW, Preview
from members.units.models import Unit
from vietnamese.search import search_key, tone_key


class Rosters(Purpose):
    code = SheetPurpose.ROSTER

    def visible(self, account: Account) -> Q:
        return covered(account, Permission.MEMBER_MANAGE, path="unit__path")

    def may_correct(self, account: Account, sheet: Sheet) -> bool:
        return has(account, Permission.MEMBER_MANAGE, sheet.unit)

    def candidates(self, sheet: Sheet) -> MemberQuerySet:
        return Member.objects.present().filter(unit=sheet.unit)

    def target_revision(self, sheet: Sheet) -> int:
        return Unit.objects.values_list("revision", flat=True).get(pk=sheet.unit_id)

    def lock_target(self, sheet: Sheet, by: Account) -> Unit:
        unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.unit_id)
        if unit.ends_on is not None and unit.ends_on < timezone.localdate():
            raise Refusal(
                f"{unit.name} đã ngừng hoạt động từ {unit.ends_on:%d/%m/%Y} nên không nhập thêm hội viên. "
                "Hãy tải danh sách lên cho đơn vị kế tục."
            )
        return unit

    def judge(self, sheet: Sheet, preview: Preview, account: Account | None) -> None:
        """Tell of somebody of the same name and birth date in another unit, if she may know that unit: she may have moved."""
        new = {(tone_key(row.name), row.read.values["birth_date"]): row for row in preview.rows if row.kind == NEW}
        if not new or account is None:
            return
        others = (
            members_for(account)
            .present()
            .filter(search_key__in={search_key(row.name) for row in new.values()}, birth_date__in={birth for _, birth in new})
            .exclude(unit=sheet.unit)
            .values_list("tone_key", "birth_date", "unit__name")
        )
        for key, birth, unit in others:
            if row := new.get((key, birth)):
                row.notes.append(
                    f"Có hội viên cùng họ tên, ngày sinh ở {unit}: nếu là một người chuyển đến, hãy chuyển hồ sơ sang."
                )

    def title(self, sheet: Sheet) -> str:
        return f"Nhập hội viên: {sheet.unit.name}"

    def home_url(self, sheet: Sheet) -> str:
        try:
            return f"{reverse('people:member-list')}?unit={sheet.unit_id}"
        except NoReverseMatch:
            return reverse("home:home")

    def upload_url(self, sheet: Sheet) -> str:
        return reverse("sheets:upload", args=[sheet.unit_id])

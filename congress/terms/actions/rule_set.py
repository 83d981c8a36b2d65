"""Rules of a congress: entered by one person with a basis, compared with the original by another."""

from typing import Any

from django.db import models, transaction
from django.db.models import Value
from django.utils import timezone

from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress, Rule
from congress.terms.queries import level_of, seen_rule
from congress.terms.rules.catalogue import Entry, RuleProblem, catalogue, display, parse
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record


def stored(value: Any) -> Any:
    """JSON's null where a value is "not set": Django would take a bare None for a missing value."""
    return Value(None, models.JSONField()) if value is None else value


def entry_called(key: str) -> Entry:
    """The catalogue's entry. Raises `Refusal` for a key that the catalogue doesn't know."""
    entry = catalogue().get(key)
    if entry is None:
        raise Refusal("Không có quy tắc này trong danh mục.", field="key")
    return entry


@transaction.atomic
def set_rule(*, congress: Congress, key: str, value_text: str, basis: str, by: Account, seen: str | None = None) -> Rule:
    """Write a value as a person writes it, with its basis; empty text: not set. What was compared is so no longer.

    The same value and basis again changes nothing. Raises `Refusal` for a value that the rule can't have, and `Changed`
    when the rule isn't as the person saw it any more (`seen`, from `queries.seen_rule`).
    """
    locked = lock_congress(congress)
    require_not_over(locked)
    entry = entry_called(key)
    try:
        value = parse(entry, value_text)
    except RuleProblem as problem:
        raise Refusal(str(problem), field="value_text") from problem
    if seen is not None and seen_rule(Rule.objects.filter(congress=locked, key=key).first()) != seen:
        raise Changed("Quy tắc này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; lưu lần nữa là ghi đè.")
    return _save(locked, entry, value, basis.strip(), by)


@transaction.atomic
def reset_rule(*, congress: Congress, key: str, by: Account) -> Rule:
    """Go back to the catalogue's default of the congress's level."""
    locked = lock_congress(congress)
    require_not_over(locked)
    entry = entry_called(key)
    return _save(locked, entry, entry.default(level_of(locked.unit)), entry.basis, by)


def _save(locked: Congress, entry: Entry, value: Any, basis: str, by: Account) -> Rule:
    rule = Rule.objects.filter(congress=locked, key=entry.key).first()
    before = None if rule is None else rule.value
    if rule is not None and (rule.value, rule.basis) == (value, basis):
        return rule
    rule = rule or Rule(congress=locked, key=entry.key)
    rule.value, rule.basis = stored(value), basis
    rule.entered_by, rule.entered_at = by, timezone.now()
    rule.checked_by, rule.checked_at = None, None
    rule.save()
    rule.value = value
    record(
        "rule.set",
        rule,
        by=by,
        unit=locked.unit,
        congress=locked.pk,
        before=display(entry, before),
        after=display(entry, value),
        basis=basis,
    )
    return rule


@transaction.atomic
def check_rule(*, congress: Congress, key: str, by: Account, basis: str = "") -> Rule:
    """Đã đối chiếu văn bản gốc: by somebody else than entered the value, and with the document named.

    `basis` names it where the value was entered without, or more exactly. Twice is the same as once.
    """
    locked = lock_congress(congress)
    entry = entry_called(key)
    rule = Rule.objects.select_for_update(of=("self",)).filter(congress=locked, key=key).first()
    if rule is None:
        raise Refusal(f"“{entry.label}” chưa được điền. Hãy điền giá trị và căn cứ trước khi đối chiếu.")
    if rule.checked_at is not None:
        return rule
    if rule.entered_by_id == by.pk:
        raise Refusal("Người đã điền giá trị không tự đối chiếu. Hãy nhờ đồng chí khác có quyền đối chiếu.")
    named = basis.strip() or rule.basis
    if not named:
        raise Refusal("Hãy ghi văn bản đã đối chiếu: tên, số, ngày.", field="basis")
    rule.basis = named
    rule.checked_by, rule.checked_at = by, timezone.now()
    rule.save(update_fields=["basis", "checked_by", "checked_at"])
    record("rule.check", rule, by=by, unit=locked.unit, congress=locked.pk, basis=named, value=display(entry, rule.value))
    return rule

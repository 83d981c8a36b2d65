"""The review of those in office: who would stay, who goes and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from congress.personnel.models import GoesBecause, OfficeReview, Stays
from congress.personnel.queries.reviews import blocks_staying, holders_of, reviewed
from congress.personnel.queries.rule_values import limits_of, service_left_of
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record


@dataclass(frozen=True)
class Decision:
    """What was typed in one row of the table, and which state of the row it was typed over."""

    decision: str
    because: str
    note: str
    revision: int


class RowProblems(Refusal):
    """Some rows can't be saved; none was. `rows`: sentence by id of the row."""

    def __init__(self, rows: Mapping[int, str]) -> None:
        super().__init__(f"Chưa lưu được: {len(rows)} dòng cần xem lại.")
        self.rows = rows


@transaction.atomic
def make_reviews(*, congress: Congress, on: date, by: Account) -> list[OfficeReview]:
    """A row for everybody in the body on this day. Who came since is added; who left undecided goes; decisions stay."""
    locked = lock_congress(congress)
    require_not_over(locked)
    limits = limits_of(rule_set_of(locked))
    holders = {office.member_id: office for office in holders_of(locked, on=on)}
    standing = {review.member_id: review for review in OfficeReview.objects.filter(congress=locked)}
    for member_id, office in holders.items():
        left = service_left_of(office.member, on=locked.held_on, limits=limits).least
        review = standing.get(member_id)
        if review is None:
            OfficeReview.objects.create(congress=locked, member=office.member, post=office.position_label, months_left=left)
        elif (review.post, review.months_left) != (office.position_label, left):
            OfficeReview.objects.filter(pk=review.pk).update(post=office.position_label, months_left=left)
    gone = [review.pk for pk, review in standing.items() if pk not in holders and review.decision == Stays.UNDECIDED]
    OfficeReview.objects.filter(pk__in=gone).delete()
    record("personnel.review_make", locked, by=by, unit=locked.unit, rows=len(holders))
    return list(OfficeReview.objects.filter(congress=locked))


@transaction.atomic
def save_reviews(*, congress: Congress, decisions: Mapping[int, Decision], by: Account) -> int:
    """The whole table at once: all rows are saved, or none and each problem is named. Returns how many changed."""
    locked = lock_congress(congress)
    require_not_over(locked)
    rules = rule_set_of(locked)
    rows = {row.review.pk: row for row in reviewed(locked, rules)}
    found: dict[int, str] = {}
    changed: list[OfficeReview] = []
    for pk, typed in decisions.items():
        row = rows.get(pk)
        if row is None:
            continue
        review = row.review
        because = typed.because if typed.decision == Stays.GOES else ""
        if (review.decision, review.because, review.note) == (typed.decision, because, typed.note):
            continue
        if review.revision != typed.revision:
            found[pk] = f"Vừa được người khác ghi “{review.get_decision_display()}”. Hãy xem lại rồi lưu lần nữa."
        elif typed.decision not in Stays.values:
            found[pk] = "Hãy chọn tái cử hay không."
        elif typed.decision == Stays.GOES and because not in GoesBecause.values:
            found[pk] = "Hãy chọn lý do không tái cử."
        elif typed.decision == Stays.STAYS and blocks_staying(rules, row):
            found[pk] = f"{row.sentence} Bộ quy tắc không cho tái cử."
        review.decision, review.because, review.note = typed.decision, because, typed.note
        review.months_left = row.left.least
        is_decided = typed.decision != Stays.UNDECIDED
        review.decided_by, review.decided_at = (by, timezone.now()) if is_decided else (None, None)
        review.revision += 1
        changed.append(review)
    if found:
        raise RowProblems(found)
    for review in changed:
        review.save()
    if changed:
        record("personnel.review_save", locked, by=by, unit=locked.unit, rows=len(changed))
    return len(changed)

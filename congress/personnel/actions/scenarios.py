"""Other ways to put the list together: made from the present one, changed beside it, made the one that counts."""

from django.db import transaction

from congress.personnel.actions.structure import require_open_list
from congress.personnel.models import Candidate, Place, Scenario, ScenarioPlace
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

# a comparison of more is no comparison
MOST = 10


@transaction.atomic
def make_scenario(*, congress: Congress, name: str, by: Account) -> Scenario:
    """Begin a scenario with everybody where she stands now. Raises `Refusal` for a name that is taken."""
    locked = lock_congress(congress)
    require_not_over(locked)
    name = name.strip()
    if not name:
        raise Refusal("Hãy đặt tên phương án, ví dụ “Tăng cán bộ trẻ”.", field="name")
    if Scenario.objects.filter(congress=locked, name=name).exists():
        raise Refusal(f"Đã có phương án “{name}”. Hãy đặt tên khác.", field="name")
    if Scenario.objects.filter(congress=locked).count() >= MOST:
        raise Refusal(f"Đã có {MOST} phương án. Hãy xoá bớt phương án không dùng.", field="name")
    scenario = Scenario.objects.create(congress=locked, name=name, made_by=by)
    ScenarioPlace.objects.bulk_create(
        ScenarioPlace(scenario=scenario, candidate_id=pk, place=place)
        for pk, place in Candidate.objects.filter(congress=locked).values_list("pk", "place")
    )
    record("personnel.scenario_make", locked, by=by, unit=locked.unit, scenario=scenario.pk)
    return scenario


@transaction.atomic
def move_in_scenario(*, scenario: Scenario, candidate: Candidate, place: str, by: Account) -> None:
    """Put her in this place of the scenario; the list that counts stays as it is."""
    if place not in Place.values:
        raise Refusal("Hãy chọn một vị trí trong danh sách: đề nghị, dự phòng hoặc không đưa vào.")
    locked = lock_congress(scenario.congress)
    require_not_over(locked)
    found = Candidate.objects.only("withdrawn_on").filter(pk=candidate.pk, congress=locked).first()
    if found is None:
        raise Refusal("Người này không thuộc danh sách nhân sự của đại hội. Hãy tải lại trang.")
    if found.withdrawn_on is not None and place != Place.NOT:
        raise Refusal("Người này đã xin rút nên không đưa lại vào danh sách được.")
    # nobody else moves her meanwhile: the congress is locked
    if not ScenarioPlace.objects.filter(scenario=scenario, candidate=found).update(place=place):
        if not Scenario.objects.filter(pk=scenario.pk).exists():
            raise Refusal("Phương án này vừa bị xoá. Hãy mở lại trang danh sách.")
        ScenarioPlace.objects.create(scenario=scenario, candidate=found, place=place)
    record("personnel.scenario_move", locked, by=by, unit=locked.unit, scenario=scenario.pk, candidate=found.pk)


@transaction.atomic
def adopt_scenario(*, scenario: Scenario, by: Account) -> int:
    """Make it the list that counts: everybody gets the place she has there, but for those who have withdrawn. How many moved."""
    locked = lock_congress(scenario.congress)
    require_not_over(locked)
    require_open_list(locked)
    places = dict(ScenarioPlace.objects.filter(scenario=scenario).values_list("candidate_id", "place"))
    if not places:
        raise Refusal("Phương án này không còn hoặc chưa có ai. Hãy mở lại trang danh sách.")
    moved = []
    for candidate in Candidate.objects.select_for_update(of=("self",)).filter(congress=locked, withdrawn_on=None):
        place = places.get(candidate.pk, candidate.place)
        if place != candidate.place:
            candidate.place = place
            if place != Place.NOT:
                candidate.dropped_because = ""
            candidate.revision += 1
            moved.append(candidate)
    Candidate.objects.bulk_update(moved, ["place", "dropped_because", "revision"])
    record("personnel.scenario_adopt", locked, by=by, unit=locked.unit, scenario=scenario.pk, moved=len(moved))
    return len(moved)


@transaction.atomic
def remove_scenario(*, scenario: Scenario, by: Account) -> None:
    """Throw it away; the list that counts stays as it is."""
    locked = lock_congress(scenario.congress)
    require_not_over(locked)
    found = Scenario.objects.filter(pk=scenario.pk).first()
    if found is None:
        return
    record("personnel.scenario_remove", locked, by=by, unit=locked.unit, scenario=found.pk)
    found.delete()

from django.urls import path

from members.people.views import duplicates, listing, photos, records, whereabouts

app_name = "people"

urlpatterns = [
    path("", listing.member_list, name="member-list"),
    path("export/", listing.member_list_export, name="member-list-export"),
    path("new/", records.member_enrol, name="member-enrol"),
    path("completeness/", whereabouts.completeness, name="completeness"),
    path("duplicates/", duplicates.duplicate_list, name="duplicate-list"),
    path("units/<int:unit_id>/move/", whereabouts.members_move, name="members-move"),
    path("units/<int:unit_id>/counts/", whereabouts.counts_freeze, name="counts-freeze"),
    path("<int:member_id>/", records.member_detail, name="member-detail"),
    path("<int:member_id>/offices/", records.member_offices, name="member-offices"),
    path("<int:member_id>/awards/", records.member_awards, name="member-awards"),
    path("<int:member_id>/history/", records.member_history, name="member-history"),
    path("<int:member_id>/edit/", records.member_edit, name="member-edit"),
    path("<int:member_id>/photo/", photos.member_photo, name="member-photo"),
    path("<int:member_id>/photo/set/", photos.photo_set, name="photo-set"),
    path("<int:member_id>/photo/remove/", photos.photo_remove, name="photo-remove"),
    path("<int:member_id>/move/", whereabouts.member_move, name="member-move"),
    path("<int:member_id>/state/", whereabouts.member_state, name="member-state"),
    path("<int:member_id>/offices/new/", records.office_begin, name="office-begin"),
    path("<int:member_id>/offices/<int:office_id>/end/", records.office_end, name="office-end"),
    path("<int:member_id>/awards/new/", records.award_add, name="award-add"),
    path("<int:member_id>/awards/<int:award_id>/remove/", records.award_remove, name="award-remove"),
    path("<int:member_id>/disciplines/new/", records.discipline_add, name="discipline-add"),
    path("<int:member_id>/disciplines/<int:discipline_id>/remove/", records.discipline_remove, name="discipline-remove"),
    path("<int:member_id>/merge/<int:other_id>/", duplicates.member_merge, name="member-merge"),
    path("<int:member_id>/different/<int:other_id>/", duplicates.members_different, name="members-different"),
]

from django.urls import path

from congress.personnel.views import reviews

urlpatterns = [
    path("<int:congress_id>/reviews/", reviews.reviews, name="reviews"),
    path("<int:congress_id>/reviews/make/", reviews.reviews_make, name="reviews-make"),
    path("<int:congress_id>/reviews/take/", reviews.reviews_take, name="reviews-take"),
    path("<int:congress_id>/changes/", reviews.body_changes, name="body-changes"),
    path("<int:congress_id>/changes/find/", reviews.body_change_find, name="body-change-find"),
    path("<int:congress_id>/changes/new/<int:member_id>/", reviews.body_change_new, name="body-change-new"),
    path("changes/<int:change_id>/scan/", reviews.body_change_scan, name="body-change-scan"),
]

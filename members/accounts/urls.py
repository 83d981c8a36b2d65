from django.urls import path

from members.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.account_list, name="account-list"),
    path("new/", views.account_new, name="account-new"),
    path("for-units/", views.accounts_for_units, name="accounts-for-units"),
    path("<int:account_id>/", views.account_detail, name="account-detail"),
    path("<int:account_id>/change/", views.account_change, name="account-change"),
    path("<int:account_id>/close/", views.account_close, name="account-close"),
    path("<int:account_id>/reopen/", views.account_reopen, name="account-reopen"),
    path("<int:account_id>/grant/", views.grant_give, name="grant-give"),
    path("grants/<int:grant_id>/end/", views.grant_end, name="grant-end"),
    path("trace/", views.trace, name="trace"),
]

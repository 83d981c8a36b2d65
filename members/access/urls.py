from django.urls import path

from members.access import views

app_name = "access"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("password/", views.password_change, name="password-change"),
]

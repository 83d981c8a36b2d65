"""Signing in and out, and the own password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from config.request import Request
from members.access.actions import change_own_password
from members.access.models import Account
from members.access.trace import record

LONGEST_NAME = Account._meta.get_field("username").max_length or 0


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại; sau 5 lần sai, tài khoản tạm khoá 15 phút.",
        "inactive": "Tài khoản này đã bị khoá. Hãy liên hệ Ban Phụ nữ Công an tỉnh.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].help_text = "Ghi trên phiếu tài khoản, ví dụ: chihoi.donghoa"
        self.fields["password"].label = "Mật khẩu"

    def clean_username(self) -> str:
        """A name longer than any account's belongs to nobody, and isn't counted or looked for."""
        name: str = self.cleaned_data["username"]
        if len(name) > LONGEST_NAME:
            raise self.get_invalid_login_error()
        return name


class SignIn(LoginView):
    template_name = "access/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        account = form.get_user()
        with transaction.atomic():
            response = super().form_valid(form)
            record("account.sign_in", account, by=account)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """A wrong password for a name that there is; a name that there isn't may be a password in the wrong field."""
        name = form.cleaned_data.get("username", "") if hasattr(form, "cleaned_data") else ""
        account = Account.objects.filter(username__iexact=name).first() if name else None
        if account is not None:
            record("account.sign_in_failed", account, by=None)
        return super().form_invalid(form)


class SignOut(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = request.user
        if isinstance(account, Account):
            record("account.sign_out", account, by=account)
        return super().post(request, *args, **kwargs)


class NewPasswordForm(PasswordChangeForm):
    """Another password than before: one that was printed on a slip opens nothing any more."""

    def clean_new_password1(self) -> str:
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng. Hãy đặt mật khẩu khác.")
        return password


@sensitive_post_parameters()
def password_change(request: Request) -> HttpResponse:
    form = NewPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        account = change_own_password(account=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, account)
        messages.success(request, "Đã đổi mật khẩu. Lần sau hãy đăng nhập bằng mật khẩu mới.")
        return redirect("home:home")
    return render(request, "access/password_change.html", {"form": form, "first": request.user.must_change_password})

from django.apps import AppConfig
from django.core.validators import ProhibitNullCharactersValidator

NO_NULLS = "Ô này có ký tự không đọc được (ký tự rỗng), thường do dán từ chương trình khác. Hãy gõ lại chỗ đó."


class AccessConfig(AppConfig):
    name = "members.access"
    label = "access"

    def ready(self) -> None:
        # every form of every room is checked by it, and Django has no Vietnamese sentence for it
        ProhibitNullCharactersValidator.message = NO_NULLS

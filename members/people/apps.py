from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "members.people"
    label = "people"

    def ready(self) -> None:
        from members.people import panels  # noqa: PLC0415 -- models can be asked only now
        from members.people.actions.moving import follow_units, refuse_closing_with_members  # noqa: PLC0415
        from members.units.following import check_closing, follow_succession  # noqa: PLC0415
        from members.units.panels import register_panel  # noqa: PLC0415

        register_panel("leaders", panels.leaders_panel, order=10)
        register_panel("members", panels.members_panel, order=20)
        follow_succession(follow_units)
        check_closing(refuse_closing_with_members)

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "members.sheets"
    label = "sheets"

    def ready(self) -> None:
        from members.sheets.purposes import register_purpose  # noqa: PLC0415 -- purposes know models, which are loaded by now
        from members.sheets.rosters import Rosters  # noqa: PLC0415 -- as above

        register_purpose(Rosters())

        from members.sheets.units import read_unit_sheet  # noqa: PLC0415 -- as above
        from members.units.reading import register_reader  # noqa: PLC0415 -- as above

        register_reader(read_unit_sheet)

        from members.people.following import follow_resealing  # noqa: PLC0415 -- as above
        from members.sheets.actions.clearing import reseal_sheets  # noqa: PLC0415 -- as above

        follow_resealing(reseal_sheets)

from django.apps import AppConfig

# what one stream of a PDF may become when it is opened: a page of a scan in colours, and far from all the memory there is
MOST_UNPACKED = 256 * 1024 * 1024


class FilesConfig(AppConfig):
    name = "members.files"
    label = "files"

    def ready(self) -> None:
        """The limits are the process's; they are set before the first thread reads a PDF."""
        from pikepdf.settings import set_qpdf_limits  # noqa: PLC0415 -- loaded by those who read files

        set_qpdf_limits(flate_max_memory=MOST_UNPACKED, run_length_max_memory=MOST_UNPACKED)

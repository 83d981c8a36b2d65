from pathlib import Path

from django.conf import settings

from config.fonts import vietnamese_letters, what_is_wrong


def test_vietnamese_has_134_letters_that_english_has_not():
    assert len(vietnamese_letters()) == 134


def test_font_of_the_papers_has_every_vietnamese_letter():
    assert what_is_wrong(Path(settings.FONT_DIR)) is None


def test_missing_font_is_named(tmp_path: Path):
    assert what_is_wrong(tmp_path) == f"{tmp_path}/LiberationSerif-Regular.ttf is missing"

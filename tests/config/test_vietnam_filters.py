from datetime import date

import pytest
from django.template import Context, Template

from vietnamese.dates import PartialDate


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("partial|partial_date", "05/1988"),
        ("stored|partial_date", "03/05/1988"),
        ("missing|partial_date", ""),
        ("day|short_date", "05/02/2026"),
        ("day|long_date", "ngày 05 tháng 02 năm 2026"),
        ("day|weekday", "thứ Năm"),
        ("missing|long_date", ""),
        ("19|percent:150", "12,7"),
        ("missing|percent:150", ""),
        ("5|two_digits", "05"),
        ("0|two_digits", "00"),
        ("count|number", "1.234"),
        ("2.5|number:2", "2,50"),
        ("absent|number", ""),
        ("4|roman", "IV"),
    ],
)
def test_filters_write_as_vietnamese_papers_do(expression: str, shown: str):
    context = Context(
        {
            "partial": PartialDate(1988, 5),
            "stored": "1988-05-03",
            "missing": None,
            "day": date(2026, 2, 5),
            "count": 1234,
        }
    )

    assert Template("{{ " + expression + " }}").render(context) == shown

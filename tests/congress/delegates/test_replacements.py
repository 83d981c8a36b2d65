from dataclasses import replace

import pytest

from congress.delegates.rules.categories import Category
from congress.delegates.rules.replacements import Standing, why_not_step_in

MAI = Standing("Mai", Category.ALTERNATE, unit=1)
NGA = Standing("Nga", Category.ELECTED, unit=1)


def test_alternate_steps_in_for_a_delegate_of_her_own_unit() -> None:
    assert why_not_step_in(MAI, NGA) == ""


@pytest.mark.parametrize(
    ("alternate", "absent", "words"),
    [
        (MAI, replace(NGA, unit=2), "của chính đơn vị mình"),
        (MAI, replace(NGA, category=Category.EX_OFFICIO, unit=None), "đại biểu đương nhiên"),
        (MAI, replace(NGA, category=Category.APPOINTED, unit=None), "đại biểu chỉ định"),
        (MAI, replace(NGA, is_replaced=True), "chỉ được thay một lần"),
        (replace(MAI, has_replaced=True), NGA, "chưa thay ai"),
        (replace(MAI, is_active=False), NGA, "đã rút"),
        (NGA, replace(NGA, name="Hoa"), "không phải là dự khuyết"),
    ],
)
def test_anybody_else_is_refused_with_what_to_do(alternate: Standing, absent: Standing, words: str) -> None:
    assert words in why_not_step_in(alternate, absent)

"""The words for who is off the list after a step."""

import pytest

from congress.personnel.rules.left_out import sentences, why_left_out
from congress.personnel.rules.processes import PURPOSES, WITHOUT_NAMES


@pytest.mark.parametrize(
    ("purpose", "was_put_forward", "is_voted", "sentence"),
    [
        ("naming", True, True, "Không đủ số phiếu ở bước B3."),
        ("naming", False, True, "Không đưa ra lấy phiếu ở bước B3."),
        ("vetting", True, False, "Chưa đủ điều kiện khi thẩm định ở bước B3."),
        ("vetting", False, False, "Không chọn vào danh sách rút gọn để thẩm định ở bước B3."),
        ("committee", True, False, "Cấp uỷ không đồng ý ở bước B3."),
        ("upper", True, False, "Hội cấp trên không đồng ý ở bước B3."),
        ("list", True, False, "Không đi tiếp ở bước B3."),
        ("list", False, False, "Không chọn vào danh sách của bước B3."),
    ],
)
def test_the_sentence_says_how_she_left_it(purpose: str, was_put_forward: bool, is_voted: bool, sentence: str) -> None:
    assert why_left_out("B3", purpose=purpose, was_put_forward=was_put_forward, is_voted=is_voted) == sentence


@pytest.mark.parametrize("purpose", sorted(set(PURPOSES) - WITHOUT_NAMES))
def test_a_step_finds_again_by_its_sentences_only_whom_it_took_off(purpose: str) -> None:
    mine = sentences("B3", purpose)

    assert why_left_out("B3", purpose=purpose, was_put_forward=False, is_voted=True) in mine
    assert not mine & sentences("B4", purpose)

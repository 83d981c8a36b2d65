"""A text that comes from Word takes over the keys of what it is a new wording of."""

from dataclasses import replace

from documents.drafting.rules.keeping import behind, with_kept_keys
from documents.drafting.rules.text import Block, Kind, Section, Style, Text, new_key

BEFORE = Text(
    (
        Section("m1", Style.ROMAN, "Tình hình chung", (Block("k1", Kind.PARAGRAPH, "Toàn tỉnh có một nghìn hội viên."),)),
        Section("m2", Style.ROMAN, "Phương hướng nhiệm vụ", (Block("k2", Kind.PARAGRAPH, "Tiếp tục đổi mới hoạt động."),)),
    )
)  # fmt: skip


def fresh(text: Text) -> Text:
    return Text(
        tuple(
            replace(one, key=new_key(), blocks=tuple(replace(block, key=new_key()) for block in one.blocks))
            for one in text.sections
        )
    )


def test_the_same_text_has_the_same_keys():
    assert with_kept_keys(fresh(BEFORE), before=BEFORE) == BEFORE


def test_a_reworded_paragraph_keeps_its_key_also_in_another_section():
    first, second = fresh(BEFORE).sections
    reworded = Block("x", Kind.PARAGRAPH, "Toàn tỉnh có hai nghìn hội viên.")
    found = with_kept_keys(Text((first.with_blocks([]), second.with_blocks([reworded]))), before=BEFORE)
    assert found.sections[1].blocks[0].key == "k1"


def test_what_is_new_has_a_key_of_its_own():
    new = Section("m1", Style.ROMAN, "Khen thưởng", (Block("k1", Kind.PARAGRAPH, "Ba tập thể được tặng Bằng khen."),))
    found = with_kept_keys(Text((new,)), before=BEFORE).sections[0]
    assert found.key not in {"m1", "m2"}
    assert found.blocks[0].key not in {"k1", "k2"}


def test_behind_a_text_no_key_is_there_twice():
    keys = [section.key for section in behind(BEFORE, before=BEFORE).sections]
    assert len(set(keys)) == 4
    assert keys[:2] == ["m1", "m2"]

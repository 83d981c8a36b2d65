from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.drafting.rules.merging import Conflict, Merge, Removed, Who, merge
from documents.drafting.rules.text import Block, Kind


def blocks(**texts: str) -> tuple[Block, ...]:
    return tuple(Block(key, Kind.PARAGRAPH, text) for key, text in texts.items())


BASE = blocks(a="một", b="hai", c="ba")


def said(merged: Merge) -> list[str]:
    return [block.html for block in merged.blocks]


def test_changes_in_different_blocks_are_put_together():
    merged = merge(base=BASE, mine=blocks(a="một!", b="hai", c="ba"), theirs=blocks(a="một", b="hai", n="mới", c="ba!"))

    assert said(merged) == ["một!", "hai", "mới", "ba!"]
    assert (merged.is_clean, merged.mine, merged.theirs) == (True, {"a"}, {"n", "c"})


def test_a_block_that_both_changed_keeps_both_texts():
    merged = merge(base=BASE, mine=blocks(a="một", b="hai của tôi", c="ba"), theirs=blocks(a="một", b="hai của chị", c="ba"))

    assert said(merged) == ["một", "hai của chị", "hai của tôi", "ba"]
    assert merged.conflicts == (
        Conflict(BASE[1], blocks(b="hai của tôi")[0], blocks(b="hai của chị")[0], ("b", merged.blocks[2].key)),
    )


def test_the_same_change_by_both_is_one():
    both = blocks(a="một", b="hòa bình", c="ba")

    merged = merge(base=BASE, mine=blocks(a="một", b="hoà bình", c="ba"), theirs=both)

    assert (merged.blocks, merged.is_clean) == (both, True)


def test_the_same_block_added_by_both_is_one():
    merged = merge(base=BASE, mine=(*BASE, *blocks(x="mới")), theirs=(*BASE, *blocks(y="mới")))

    assert [block.key for block in merged.blocks] == ["a", "b", "c", "y"]


def test_what_one_took_out_is_told():
    merged = merge(base=BASE, mine=blocks(a="một", c="ba"), theirs=blocks(a="một", b="hai", c="ba!"))

    assert said(merged) == ["một", "ba!"]
    assert merged.removed == (Removed(BASE[1], by=Who.MINE),)


def test_what_one_took_out_and_the_other_reworded_stays_to_be_decided():
    merged = merge(base=BASE, mine=blocks(a="một", c="ba"), theirs=blocks(a="một", b="hai!", c="ba"))

    assert said(merged) == ["một", "hai!", "ba"]
    assert merged.conflicts == (Conflict(BASE[1], None, blocks(b="hai!")[0], ("b",)),)


def test_the_order_of_the_one_who_moved_is_taken():
    merged = merge(base=BASE, mine=blocks(c="ba", a="một", b="hai"), theirs=blocks(a="một", n="mới", b="hai!", c="ba"))

    assert said(merged) == ["ba", "một", "mới", "hai!"]
    assert merged.is_clean


def test_two_new_orders_are_told():
    merged = merge(base=BASE, mine=blocks(c="ba", a="một", b="hai"), theirs=blocks(b="hai", a="một", c="ba"))

    assert said(merged) == ["hai", "một", "ba"]
    assert (merged.both_moved, merged.is_clean) == (True, False)


def test_what_is_written_before_everything_stays_there():
    assert said(merge(base=BASE, mine=(*blocks(n="đầu"), *BASE), theirs=BASE)) == ["đầu", "một", "hai", "ba"]


def test_nothing_changed_gives_the_same():
    assert merge(base=BASE, mine=BASE, theirs=BASE) == Merge(BASE)


TEXTS = st.sampled_from(["một", "hai", "ba", "hoà", "hòa", "x"])
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from("abcdefgh"), st.just(Kind.PARAGRAPH), TEXTS), max_size=8, unique_by=lambda one: one.key
)
ANY_KEYS = st.lists(st.builds(Block, st.sampled_from("abcdefgh"), st.just(Kind.PARAGRAPH), TEXTS), max_size=8)


def spelled(text: str) -> str:
    return text.replace("òa", "oà")


@settings(max_examples=500)
@given(BLOCKS, ANY_KEYS, ANY_KEYS)
def test_no_word_of_either_is_lost(base: list[Block], mine: list[Block], theirs: list[Block]):
    merged = merge(base=base, mine=mine, theirs=theirs)
    as_it_was = {block.key: spelled(block.html) for block in base}

    for side in (mine, theirs):
        kept = [spelled(block.html) for block in merged.blocks] + [spelled(one.block.html) for one in merged.removed]
        seen: set[str] = set()
        for block in side:
            if block.key in seen or spelled(block.html) != as_it_was.get(block.key):
                kept.remove(spelled(block.html))  # raises where it is not there as often as she wrote it
            seen.add(block.key)


@settings(max_examples=300)
@given(BLOCKS, ANY_KEYS, ANY_KEYS)
def test_no_key_stands_twice_in_the_proposal(base: list[Block], mine: list[Block], theirs: list[Block]):
    keys = [block.key for block in merge(base=base, mine=mine, theirs=theirs).blocks]

    assert len(keys) == len(set(keys))


@given(BLOCKS, BLOCKS)
def test_who_did_nothing_takes_the_others_text(base: list[Block], theirs: list[Block]):
    merged = merge(base=base, mine=base, theirs=theirs)

    assert [replace(block, html=spelled(block.html)) for block in merged.blocks] == [
        replace(block, html=spelled(block.html)) for block in theirs
    ]
    assert merged.is_clean

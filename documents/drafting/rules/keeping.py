"""A text that comes from outside takes over the keys of what it is a new wording of, so that comments keep their places."""

from dataclasses import replace

from documents.drafting.rules.alignment import canonical, pair_up
from documents.drafting.rules.blocks import with_keys
from documents.drafting.rules.text import Section, Text, new_key

# headings are short: half of the words in common is another heading more often than the same one
ALIKE_HEADINGS = 0.6


def with_kept_keys(text: Text, *, before: Text) -> Text:
    """The same text; a section or block that is one of `before`, or nearly so, has its key, and everything else a new one.

    Sections are known by their headings, those without by their style and first words; blocks wherever they stand now.
    """
    pairs = pair_up([_said(one) for one in before.sections], [_said(one) for one in text.sections], at_least=ALIKE_HEADINGS)
    blocks = iter(
        with_keys(
            [block for section in text.sections for block in section.blocks], before=[block for _, block in before.blocks()]
        )
    )
    sections = [
        replace(
            section,
            key=before.sections[pairs[place]].key if place in pairs else new_key(),
            blocks=tuple(next(blocks) for _block in section.blocks),
        )
        for place, section in enumerate(text.sections)
    ]
    return Text(tuple(sections))


def behind(text: Text, *, before: Text) -> Text:
    """`text` put behind `before`, with keys of its own."""
    fresh = [
        replace(section, key=new_key(), blocks=tuple(replace(block, key=new_key()) for block in section.blocks))
        for section in text.sections
    ]
    return Text((*before.sections, *fresh))


def _said(section: Section) -> str:
    first = section.blocks[0].plain[:80] if section.blocks and not section.heading else ""
    return canonical(f"{section.heading or section.style} {first}".strip())

"""Where in a draft a comment belongs: from "Phần I, mục 2", "II.3", "điểm a", a heading or "trang 5" to a section or block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.drafting.rules.numbering import item_labels, numbers_of
from documents.drafting.rules.order import RANKS, WITHOUT_BELOW
from documents.drafting.rules.text import Kind, Section, Style, Text
from vietnamese.normalise import clean
from vietnamese.search import search_key
from vietnamese.suggestions import nearest

# a page of Decree 30/2020/NĐ-CP in 14 points, full of text; only to guess a section from a page's number
WORDS_A_PAGE = 430
WHOLE = frozenset(
    ["toan van", "toan bo", "toan bo du thao", "toan du thao", "ca du thao", "du thao", "chung", "y kien chung", "gop y chung"]
)
ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})")
SHORTEST_HEADING = 6
PART, SECTION, ARTICLE, ANNEX, ITEM, PARAGRAPH, PAGE = "part", "section", "article", "annex", "item", "paragraph", "page"
WORDS: dict[str, str] = {
    "phan": PART, "chuong": PART, "muc": SECTION, "tieu muc": SECTION, "dieu": ARTICLE, "phu luc": ANNEX,
    "diem": ITEM, "khoan": ITEM, "y": ITEM, "gach dau dong": ITEM, "doan": PARAGRAPH, "dong": "", "trang": PAGE, "tr": PAGE,
}  # fmt: skip
# which styles a word may mean, the likeliest first: "Phần I" is said of "I." too, where a text has no parts
MEANT: dict[str, tuple[Style, ...]] = {
    PART: (Style.PART, Style.CHAPTER, Style.ROMAN),
    SECTION: (Style.ROMAN, Style.ARABIC, Style.PART),
    ARTICLE: (Style.ARTICLE,),
    ANNEX: (Style.ANNEX, Style.ANNEX_LANDSCAPE),
}
OF_A_ROMAN = (Style.ROMAN, Style.PART, Style.CHAPTER)
OF_A_NUMBER = (Style.ARABIC, Style.ROMAN, Style.ARTICLE)


@dataclass(frozen=True)
class Place:
    """A place that was found. `doubt` says in Vietnamese why a person should look again; "" where it is sure."""

    section_key: str = ""
    block_key: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class SectionPlace:
    """A section with what it hangs below."""

    key: str
    line: str
    depth: int
    chain: tuple[tuple[Style, int], ...]
    parents: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """ "Phần I. TỔNG KẾT › II. KẾT QUẢ": unmistakable in a list and in a cell."""
        return " › ".join((*self.parents, self.line))

    @property
    def short(self) -> str:
        """ "Phần I › II › 3. Hạn chế": for a column and a chart."""
        above = [parent.split(". ", 1)[0].rstrip(".") for parent in self.parents]
        return " › ".join((*(words if len(words) <= 14 else f"{words[:13]}…" for words in above), self.line))


@dataclass
class Map:
    """The places of one text, made once and asked for every row."""

    text: Text
    places: list[SectionPlace]
    by_words: dict[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(key, words) of each section, for a drop-down."""
        return [(place.key, place.words) for place in self.places]

    @property
    def short(self) -> list[tuple[str, str]]:
        """(key, short words) of each section, for showing."""
        return [(place.key, place.short) for place in self.places]


def map_of(text: Text) -> Map:
    """Lay out the sections of a text with their numbers and what each hangs below."""
    places: list[SectionPlace] = []
    above: list[tuple[int, SectionPlace]] = []
    counts: dict[tuple[str, Style], int] = {}
    for section, numbered in zip(text.sections, numbers_of(text.sections), strict=True):
        rank = RANKS[section.style]
        while above and above[-1][0] >= rank:
            above.pop()
        parent = above[-1][1] if above else None
        number = _number_in(numbered.label) or counts.get((parent.key if parent else "", section.style), 0) + 1
        counts[parent.key if parent else "", section.style] = number
        place = SectionPlace(
            key=section.key,
            line=numbered.line or _first_words(section),
            depth=len(above),
            chain=(*(parent.chain if parent else ()), (section.style, number)),
            parents=(*(parent.parents if parent else ()), parent.line) if parent else (),
        )
        places.append(place)
        if section.style not in WITHOUT_BELOW:
            above.append((rank, place))
    made = Map(text, places)
    for place in places:
        made.by_words.setdefault(search_key(place.words), place.key)
    return made


def _first_words(section: Section) -> str:
    if section.style is Style.BASIS:
        return "Phần căn cứ"
    words = section.blocks[0].plain if section.blocks else ""
    return "Phần mở đầu" + (f" (“{words[:40]}…”)" if words else "")


def _number_in(label: str) -> int:
    words = search_key(label).split()
    return _number(words[-1]) if words else 0


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word) if len(word) < 4 else 0
    if not ROMAN.fullmatch(word):
        return 0
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for here, after in zip(word, [*word[1:], ""], strict=True):
        total += -values[here] if after and values[after] > values[here] else values[here]
    return total


def recognise(words: str, within: Map) -> Place:
    """Find the place that somebody wrote down. Nothing is guessed silently: a place that is not sure says why.

    Empty words and "toàn văn" are the whole document. A section's number with what it hangs below comes first, then its heading,
    then the number of a page, which only estimates.
    """
    key = search_key(words)
    if not key or key in WHOLE:
        return Place()
    if key in within.by_words:
        return Place(within.by_words[key])
    steps, pages = _steps(_parted(words))
    found = _by_numbers(steps, key, within)
    if found is not None:
        return found
    if named := _by_heading(key, within):
        return named
    if pages:
        return _by_page(pages[0], within)
    return Place(doubt=f"Không nhận ra “{clean(words)[:80]}” là mục nào. Hãy chọn mục, hoặc để “Toàn bộ dự thảo”.")


def _parted(words: str) -> list[str]:
    return search_key(words.replace("tiểu mục", "mục").replace("Tiểu mục", "mục")).split()


def _steps(words: Sequence[str]) -> tuple[list[tuple[str, str]], list[int]]:
    """ "phan i muc 2 diem a" → [(part, i), (section, 2), (item, a)], and the pages.

    A number without a word goes on from the one before it.
    """
    steps: list[tuple[str, str]] = []
    pages: list[int] = []
    place, fresh = 0, True
    while place < len(words):
        pair = " ".join(words[place : place + 2])
        three = " ".join(words[place : place + 3])
        length = 3 if three in WORDS else 2 if pair in WORDS else 1
        kind = WORDS.get(" ".join(words[place : place + length]))
        following = words[place + length] if place + length < len(words) else ""
        if kind is not None and (_number(following) or (kind == ITEM and len(following) == 1)):
            if kind == PAGE:
                pages.append(_number(following))
            elif kind:
                steps.append((kind, following))
            place += length + 1
            fresh = kind not in {PAGE, ""}
        elif fresh and _number(words[place]):
            # "II.3": nothing but numbers one behind the other
            steps.append(("", words[place]))
            place += 1
        elif fresh and steps and len(words[place]) == 1 and words[place].isalpha():
            steps.append((ITEM, words[place]))
            place += 1
        else:
            fresh = False
            place += 1
    # "mục II.1, phần I": what stands highest is asked first
    return sorted(steps, key=lambda step: step[0] not in {PART, ANNEX}), pages


def _meant(kind: str, word: str) -> tuple[Style, ...]:
    if kind == SECTION and word.isdecimal():
        return (Style.ARABIC, Style.ROMAN, Style.ARTICLE)
    if kind:
        return MEANT[kind]
    return OF_A_NUMBER if word.isdecimal() else OF_A_ROMAN


def _by_numbers(steps: list[tuple[str, str]], key: str, within: Map) -> Place | None:
    upper = [step for step in steps if step[0] not in {ITEM, PARAGRAPH}]
    lower = [step for step in steps if step[0] in {ITEM, PARAGRAPH}]
    while upper:
        found = _sections_at(upper, within)
        if found:
            return _one_of(found, lower, key, within)
        # "II.3" where II has no sections of its own: 3 is the third item, or what she means is II
        kind, word = upper.pop()
        lower.insert(0, (ITEM if kind in {"", SECTION} else "", word))
    return None


def _sections_at(steps: list[tuple[str, str]], within: Map) -> list[SectionPlace]:
    """Sections whose own number is the last step and that hang below the steps before it, in this order."""
    matches: list[tuple[int, SectionPlace]] = []
    for place in within.places:
        cost = _fits(steps, place.chain)
        if cost is not None:
            matches.append((cost, place))
    least = min((cost for cost, _ in matches), default=0)
    return [place for cost, place in matches if cost == least]


def _fits(steps: list[tuple[str, str]], chain: tuple[tuple[Style, int], ...]) -> int | None:
    """How far the styles are from the likeliest; None where the chain does not fit. The last step is the section itself."""
    cost, rest = 0, list(chain)
    for kind, word in reversed(steps):
        styles, number = _meant(kind, word), _number(word)
        last = (kind, word) == steps[-1] and len(rest) == len(chain)
        while rest:
            style, value = rest.pop()
            if style in styles and value == number:
                cost += styles.index(style)
                break
            if last:
                return None
        else:
            return None
    return cost


def _one_of(found: list[SectionPlace], lower: list[tuple[str, str]], key: str, within: Map) -> Place:
    # "Mục 2. Phong trào thi đua": the heading that stands beside the number decides, the longest first
    named = sorted((len(heading), -place) for place, one in enumerate(found) if (heading := _heading_key(one)) and heading in key)
    chosen = found[-named[-1][1]] if named else found[0]
    doubt = ""
    if len(found) > 1 and (not named or (len(named) > 1 and named[-1][0] == named[-2][0])):
        lines = "; ".join(place.words for place in found[:3])
        doubt = f"Có {len(found)} mục cùng số ({lines}): đã lấy mục đầu, hãy xem lại."
    section = next(one for one in within.text.sections if one.key == chosen.key)
    if not lower:
        return Place(chosen.key, "", doubt)
    block = _block_at(section, lower)
    return Place(chosen.key, block, doubt if block else doubt or "Chỉ nhận ra mục, chưa rõ đoạn nào trong mục: hãy xem lại.")


def _block_at(section: Section, lower: list[tuple[str, str]]) -> str:
    kind, word = lower[-1]
    if kind == PARAGRAPH:
        number = _number(word)
        paragraphs = [block for block in section.blocks if block.kind is not Kind.HEADING]
        return paragraphs[number - 1].key if 0 < number <= len(paragraphs) else ""
    labels = {key: search_key(label) for key, label in item_labels(section).items()}
    wanted = [key for key, label in labels.items() if label == word]
    return wanted[0] if len(wanted) == 1 else ""


def _heading_key(place: SectionPlace) -> str:
    return search_key(re.sub(r"^(Phần|Chương|Phụ lục)?\s*[IVX\d]*\.?\s*", "", place.line))


def _by_heading(key: str, within: Map) -> Place | None:
    """The heading stands in what she wrote, or what she wrote in one heading alone; else the nearest, with a doubt."""
    said = re.sub(r"^(phan|muc|noi dung|ve|tai)( phan| muc| noi dung)* ", "", key)
    headings = [(heading, place) for place in within.places if len(heading := _heading_key(place)) >= SHORTEST_HEADING]
    same = [place for heading, place in headings if heading in {key, said}]
    inside = same or [place for heading, place in headings if f" {heading} " in f" {key} "]
    if len(inside) == 1:
        return Place(inside[0].key)
    if inside:
        deepest = max(inside, key=lambda place: (len(_heading_key(place)), place.depth))
        return Place(deepest.key, "", f"Có {len(inside)} mục có tên như vậy: đã lấy “{deepest.words}”, hãy xem lại.")
    part = [place for heading, place in headings if len(said) >= SHORTEST_HEADING and f" {said} " in f" {heading} "]
    if len(part) == 1:
        return Place(part[0].key)
    if part:
        return Place(part[0].key, "", f"Có {len(part)} mục có chữ “{said}” trong tên: đã lấy mục đầu, hãy xem lại.")
    near = nearest(said, [heading for heading, _ in headings]) if len(said) >= SHORTEST_HEADING else None
    if near:
        place = next(place for heading, place in headings if heading == near)
        return Place(place.key, "", f"Có phải “{place.line}” không? Hãy xem lại.")
    return None


def _by_page(page: int, within: Map) -> Place:
    """Which section stands about there, when the text is printed in the usual size: only an estimate, and told as one."""
    wanted, counted, last = (page - 1) * WORDS_A_PAGE + WORDS_A_PAGE // 2, 0, ""
    for section in within.text.sections:
        last = section.key
        counted += len(section.heading.split()) + sum(len(block.plain.split()) for block in section.blocks)
        if counted >= wanted:
            return Place(section.key, "", f"Đoán theo trang {page}: số trang tuỳ bản in, hãy xem lại.")
    return Place(last, "", f"Dự thảo không dài tới trang {page}: đã lấy mục cuối, hãy xem lại.")

"""Văn kiện and the congress file: who writes, who comments, who decides (procedure.md §1.3, §1.4, §6)."""

from typing import Any

from tests.addresses.asking import (
    BRANCH,
    BRANCH_TWO,
    CHAPTER,
    CONTENT,
    EVERYBODY,
    HEAD,
    IN_CHARGE,
    LEADERSHIP,
    OF_PROVINCE,
    STAFF,
    UNIT_HEADS,
    At,
    Data,
    at,
    bare,
    congress_of,
    of,
)
from tests.world import World

# the province's texts: the Ban Phụ nữ prepares, its content committee writes where it is in the team and answers the units,
# the leadership reads and gives its opinion; the units see a draft only from the day they are asked about it
SEES = {*STAFF, LEADERSHIP, CONTENT}
MANAGES = STAFF
WRITES = {*STAFF, CONTENT}
ANSWERS = {*STAFF, CONTENT}
# a branch's own: it writes, the province reads along and helps
SEES_BRANCH = {*SEES, IN_CHARGE, BRANCH}
MANAGES_BRANCH = {*STAFF, BRANCH}
ASKED = {"branch": {BRANCH}, "chapter": {CHAPTER}}
BEGINS = {*STAFF, BRANCH, BRANCH_TWO, "foreign_head", "foreign_standing"}

Cases = list[At]


def seen(name: str = "document", *, branch: str = "", method: str = "GET", data: Data | None = None) -> Cases:
    cases = [at(of(name), SEES, method=method, data=data)]
    return cases + ([at(of(branch), SEES_BRANCH, method=method, data=data)] if branch else [])


def done(name: str, may: set[str], *, branch: str = "", method: str = "BOTH", data: Data | None = None) -> Cases:
    cases = [at(of(name), may, see=SEES, method=method, data=data)]
    return cases + ([at(of(branch), MANAGES_BRANCH, see=SEES_BRANCH, method=method, data=data)] if branch else [])


def of_the_asked(what: str = "{}_asked", *, method: str = "BOTH", data: Data | None = None) -> Cases:
    """A unit's own answer: hers who speaks for it. Those who collect see what was sent on pages of theirs, and don't touch it."""
    return [at(of(what.format(unit)), people, see=SEES, method=method, data=data) for unit, people in ASKED.items()]


def pair(world: World) -> dict[str, Any]:
    return {"old": world.found["version"].pk, "new": world.found["second_version"].pk}


RULES: dict[str, Cases] = {
    "drafting:document-list": [bare(EVERYBODY, method="GET")],
    "drafting:document-new": [bare(BEGINS)],
    "drafting:document-detail": [
        *seen(branch="branch_document"),
        *seen("asked_document"),
        *seen("synthesis"),
        *seen("at_head"),
        *seen("at_congress"),
        *seen("adopted"),
    ],
    **{
        f"drafting:document-{deed}": done("document", MANAGES, branch="branch_document", method=method)
        for deed, method in (("edit", "BOTH"), ("details", "BOTH"), ("stop", "BOTH"))
    },
    "drafting:document-move": done("document", MANAGES, branch="branch_document", method="POST", data={"to": "drafting"}),
    # -- the text
    "drafting:section-add": done("document", WRITES, branch="branch_document"),
    "drafting:section-removed": done("document", WRITES, branch="branch_document", method="GET"),
    "drafting:section-edit": done("section", WRITES, branch="branch_section"),
    "drafting:section-remove": done("section", WRITES, branch="branch_section"),
    "drafting:section-history": seen("section", branch="branch_section"),
    **{
        f"drafting:section-{deed}": done("section", WRITES, branch="branch_section", method="POST")
        for deed in ("autosave", "autosave-drop")
    },
    "drafting:section-move": done("section", WRITES, branch="branch_section", method="POST", data={"to": "up"}),
    "drafting:section-take-back": done("section", WRITES, method="POST", data={"revision": "1"}),
    "drafting:section-restore": done("removed_section", WRITES, method="POST"),
    "drafting:figure-list": seen(branch="branch_document"),
    "drafting:figure-refresh": done("document", WRITES, branch="branch_document", method="POST"),
    "drafting:figure-freeze": done("figure", WRITES, method="POST"),
    "drafting:figure-unfreeze": done("figure", WRITES, method="POST"),
    "drafting:word-upload": done("document", WRITES, branch="branch_document"),
    "drafting:word-detail": done("word_upload", WRITES, method="GET"),
    "drafting:word-waiting": done("word_upload", WRITES, method="GET"),
    **{f"drafting:word-{deed}": done("word_upload", WRITES, method="POST") for deed in ("tracked", "discard")},
    "drafting:word-confirm": done("word_upload", WRITES, method="POST", data={"where": "replace"}),
    **{f"drafting:remark-{deed}": done("word_remark", WRITES, method="POST") for deed in ("settle", "reopen")},
    # -- its versions; the units that are asked read the draft on the page that asks them
    "drafting:version-list": seen(branch="branch_document"),
    "drafting:version-make": done("document", MANAGES, branch="branch_document"),
    "drafting:version-compare": seen(branch="branch_document"),
    "drafting:version-compare-print": seen(method="POST", data=pair),
    **{f"drafting:version-{page}": [*seen("version", branch="branch_version")] for page in ("detail", "word")},
    "papers:document-print": seen(branch="branch_document", method="POST"),
    "papers:report-issue": done("document", MANAGES, branch="branch_document"),
    "papers:version-print": [
        *seen("version", branch="branch_version", method="POST"),
        # the version that they are asked about, and no other
        at(lambda world: [world.found["round"].version_id], {*SEES, BRANCH, CHAPTER}, method="POST"),
    ],
    # -- rounds, as those who collect see them
    "drafting:round-open": done("document", MANAGES, branch="branch_document"),
    **{f"drafting:round-{page}": [*seen("round"), *seen("closed_round")] for page in ("detail", "comments", "late", "export")},
    **{f"drafting:round-{deed}": done("round", MANAGES) for deed in ("units", "extend", "close", "reminder")},
    "drafting:round-reopen": done("closed_round", MANAGES),
    "drafting:round-unit": [
        *seen("branch_asked"),
        *seen("chapter_asked"),
        *done("chapter_asked", MANAGES, method="DEED"),
    ],
    # the scan of a meeting: hers who attached it, and theirs who collect
    "drafting:round-minutes": [at(of("chapter_asked"), {*SEES, CHAPTER}, method="GET")],
    "drafting:comment-decide": done("late_comment", ANSWERS, method="POST"),
    # -- a unit that was asked
    "drafting:asked-list": [bare(UNIT_HEADS, method="GET")],
    **{f"drafting:{page}": of_the_asked(method="GET") for page in ("reading", "asked-comments", "comment-table-sample")},
    "drafting:asked-finish": of_the_asked(),
    "drafting:comment-table-upload": of_the_asked(),
    **{
        f"drafting:{deed}": of_the_asked(method="POST")
        for deed in ("reading-seen", "comment-send", "comment-typing", "asked-agree", "asked-again")
    },
    **{f"drafting:comment-{deed}": of_the_asked("{}_comment", method="POST") for deed in ("change", "withdraw", "put-back")},
    "drafting:comment-table": [at(of("comment_table"), {BRANCH}, see=SEES, method="GET")],
    "drafting:comment-table-row": [at(lambda world: [world.found["comment_table"].pk, 0], {BRANCH}, see=SEES)],
    "drafting:comment-table-row-out": [at(lambda world: [world.found["comment_table"].pk, 0], {BRANCH}, see=SEES, method="POST")],
    "drafting:comment-table-confirm": [at(of("comment_table"), {BRANCH}, see=SEES, method="POST")],
    "drafting:comment-table-discard": [at(of("comment_table"), {BRANCH}, see=SEES, method="POST")],
    # -- synthesis and answers
    "drafting:synthesis": seen("synthesis"),
    "drafting:synthesis-similar": done("synthesis", ANSWERS, method="GET"),
    **{f"drafting:{deed}": done("synthesis", ANSWERS) for deed in ("synthesis-join", "answer-many", "answer-take-over")},
    "drafting:synthesis-close": done("synthesis", MANAGES),
    "drafting:synthesis-export": seen("synthesis"),
    "drafting:synthesis-print": seen("synthesis", method="POST", data={"form": "table"}),
    "drafting:synthesis-publish": done("closed_round", MANAGES, method="POST"),
    "drafting:answer-give": done("closed_branch_comment", ANSWERS),
    "drafting:answer-away": done("closed_branch_comment", ANSWERS, method="POST"),
    "drafting:comment-separate": done("closed_branch_comment", ANSWERS, method="POST"),
    "drafting:unit-outcome": [*of_the_asked("told_{}_asked", method="GET"), *of_the_asked("closed_{}_asked", method="GET")],
    "drafting:staff-outcome": seen("told_branch_asked"),
    "drafting:outcome-print": [
        *seen("told_branch_asked", method="POST"),
        *[
            at(
                lambda world, name=unit: [world.found[f"told_{name}_asked"].pk],
                people,
                see=SEES,
                method="POST",
                data={"as": "unit"},
            )
            for unit, people in ASKED.items()
        ],
    ],
    # -- approval: each body for itself; whoever sent it up never
    "drafting:approval": [*seen(branch="branch_document"), *seen("at_head"), *seen("at_leadership"), *seen("agreed")],
    "drafting:approval-send": done("document", MANAGES, branch="branch_document"),
    "drafting:approval-decide": [
        at(of("step_of_head"), {HEAD}, see=SEES),
        at(of("step_of_leadership"), {LEADERSHIP}, see=SEES),
    ],
    "drafting:approval-skip": done("step_of_head", MANAGES),
    "drafting:decision-scan": seen("decision"),
    "drafting:adoption": [*seen("at_congress"), *seen("adopted"), *done("at_congress", MANAGES, method="DEED")],
    "drafting:adoption-prepare": done("agreed", MANAGES, method="POST"),
    "drafting:adoption-scan": seen("adopted"),
    "drafting:adoption-section": done("congress_section", MANAGES),
    "drafting:corrigenda": seen("adopted"),
    "drafting:adoption-correct": done("adopted_section", MANAGES),
    "drafting:issue": done("adopted", MANAGES),
    "drafting:issue-end": done("adopted", MANAGES, method="POST"),
    # -- everything of a congress in one file: the staff, who hold all of it
    "congress_file:index": [at(congress_of(), STAFF, see=OF_PROVINCE, method="GET")],
    "congress_file:request": [at(congress_of(), STAFF, see=OF_PROVINCE, method="POST")],
    "congress_file:bundle": [at(of("bundle"), STAFF, method="GET")],
    "congress_file:progress": [at(of("bundle"), STAFF, method="GET")],
    "congress_file:download": [
        at(lambda world, kind=kind: [world.found["bundle"].pk, kind], STAFF, method="GET") for kind in ("pdf", "zip")
    ],
}

# GETs that leave a trace of themselves
VIEWINGS = {"version.download", "round.export", "synthesis.export", "document.export", "congress_file.download"}

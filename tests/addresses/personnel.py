"""The personnel work (procedure.md §1.3, §4.7): given person by person. Whoever was given no part finds nothing, not even that
there is any: the Trưởng ban, the staff, the administrator and the content committee among them."""

from typing import Any

from tests.addresses.asking import (
    BRANCH,
    CHAPTER,
    PERSONNEL,
    PERSONNEL_HEAD,
    UNIT_HEADS,
    VETTING,
    At,
    Data,
    at,
    bare,
    branch_congress_of,
    congress_of,
    of,
)

WORKS = {PERSONNEL, PERSONNEL_HEAD}
DECIDES = {PERSONNEL_HEAD}
CALLED = {"branch": {BRANCH}, "chapter": {CHAPTER}}
KIND = "so_yeu_ly_lich"

Cases = list[At]


def page(method: str = "GET", *, data: Data | None = None) -> Cases:
    """Of the congress's work: of the province's, and of a branch's, whose own head was given no part in it either."""
    return [at(arguments(), WORKS, method=method, data=data) for arguments in (congress_of, branch_congress_of)]


def of_congress(may: set[str], method: str = "BOTH") -> Cases:
    return [at(congress_of(), may, see=WORKS, method=method)]


def of_thing(name: str, may: set[str] | None = None, method: str = "BOTH", rest: tuple[Any, ...] = (), **more: Any) -> Cases:
    return [at(lambda world: [world.found[name].pk, *rest], may or WORKS, see=WORKS, method=method, **more)]


def of_the_called(name: str = "{}_call", method: str = "BOTH") -> Cases:
    """A unit's own paper. Those who asked for it read it in their room once it was sent, not here."""
    return [at(of(name.format(unit)), people, method=method) for unit, people in CALLED.items()]


RULES: dict[str, Cases] = {
    "personnel:room": page(),
    # -- direction, review, changes in mid-term
    "personnel:direction": page(),
    "personnel:direction-edit": page("BOTH"),
    "personnel:direction-adopt": page("BOTH"),
    "personnel:direction-reopen": of_congress(DECIDES, "POST"),
    "personnel:reviews": page("BOTH"),
    "personnel:reviews-make": page("POST"),
    "personnel:reviews-take": page("POST"),
    "personnel:body-changes": page(),
    "personnel:body-change-find": page(),
    "personnel:body-change-new": [
        at(lambda world: [world.congress.pk, world.members["branch_two"][3].pk], WORKS),
        # nobody of another tree
        at(lambda world: [world.congress.pk, world.members["foreign"][0].pk], set(), see=WORKS),
    ],
    "personnel:body-change-scan": of_thing("body_change"),
    # -- the process
    "personnel:process": page(),
    "personnel:process-choose": page("POST"),
    "personnel:process-adapt": of_congress(WORKS),
    "personnel:step": [
        *of_thing("closed_step", method="GET"),
        *of_thing("open_step"),
        *of_thing("coming_step", method="GET"),
    ],
    "personnel:step-open": of_thing("coming_step", method="POST"),
    "personnel:step-names": of_thing("open_step"),
    "personnel:step-reopen": of_thing("closed_step", DECIDES),
    # -- introductions
    "personnel:introductions": page(),
    "personnel:introductions-call": page("BOTH"),
    "personnel:introductions-take": page("BOTH"),
    "personnel:introduction-return": of_thing("chapter_call", method="POST"),
    "personnel:introduce": [bare(UNIT_HEADS, method="GET")],
    "personnel:introduce-call": of_the_called(),
    "personnel:introduce-choose": of_the_called(),
    "personnel:introduce-remove": [
        at(of(f"{unit}_call", f"{unit}_introduction"), people, method="POST") for unit, people in CALLED.items()
    ],
    # -- candidates and their files
    "personnel:purpose": page("BOTH"),
    "personnel:candidates": page(),
    "personnel:candidate-add": page("BOTH"),
    "personnel:candidate": [
        *of_thing("candidate", method="GET"),
        *of_thing("withdrawn", method="GET"),
        *of_thing("dropped", method="GET"),
    ],
    "personnel:candidate-edit": of_thing("candidate"),
    "personnel:candidate-standards": of_thing("candidate"),
    "personnel:candidate-withdraw": of_thing("candidate"),
    "personnel:candidate-reinstate": of_thing("withdrawn", method="POST"),
    "personnel:candidate-remove": of_thing("candidate", method="POST"),
    "personnel:document": of_thing("candidate", rest=(KIND,)),
    **{
        f"personnel:document-{deed}": of_thing("candidate", method=method, rest=(KIND,))
        for deed, method in (("accept", "POST"), ("return", "POST"), ("not-needed", "POST"), ("reset", "POST"))
    },
    "personnel:document-scan": of_thing("candidate", method="POST", rest=(KIND,)),
    "personnel:scan-remove": of_thing("scan", method="POST"),
    "personnel:introduce-upload": [],  # the same
    "personnel:upload-begin": [],  # answers a script, with 400 for what it can't take: tests/congress/personnel
    # hers who sends it; another one's upload isn't there even for those of the room
    "personnel:upload-piece": [],
    "personnel:upload-finish": [],
    "personnel:file-open": [*of_thing("sealed", method="GET"), *of_thing("minutes", method="GET")],
    "personnel:file-content": [*of_thing("sealed", method="GET"), *of_thing("minutes", method="GET")],
    "personnel:keeping": of_congress(DECIDES),
    # -- vetting: the board is the room's; the body sees the one question that was put to it
    "personnel:vetting": page(),
    "personnel:vetting-ask": of_congress(WORKS),
    "personnel:vetting-reminders": page(),
    "personnel:vetting-remind": of_congress(WORKS, "POST"),
    "personnel:vetting-record": of_thing("candidate", rest=("tieu_chuan_chinh_tri",)),
    "personnel:vetting-exception": of_thing("candidate", DECIDES),
    "personnel:vetting-exception-withdraw": of_thing("candidate", DECIDES, "POST"),
    "personnel:vetting-mine": [bare({VETTING}, method="GET")],
    "personnel:vetting-answer": [
        at(of("vetting"), {VETTING}),
        # put to a body on paper: nobody answers it here
        at(of("paper_vetting"), set()),
    ],
    # -- structure
    "personnel:board": page(),
    "personnel:board-move": page("POST"),
    "personnel:board-drop": of_thing("candidate"),
    "personnel:scenario-make": page("POST"),
    "personnel:scenario-compare": page(),
    "personnel:scenario": of_thing("scenario", method="GET"),
    "personnel:scenario-move": of_thing("scenario", method="POST"),
    "personnel:scenario-adopt": of_thing("scenario", method="POST"),
    "personnel:scenario-remove": of_thing("scenario", method="POST"),
    # -- to the ballot
    "personnel:outcome": page(),
    "personnel:outcome-submit": of_congress(WORKS),
    "personnel:submission": of_thing("submission"),
    "personnel:final": [at(branch_congress_of(), WORKS, method="GET")],
    "personnel:final-lock": of_congress(DECIDES),
    "personnel:final-unlock": [at(branch_congress_of(), DECIDES, see=WORKS)],
    "personnel:final-announce": of_congress(DECIDES, "POST"),
    # for delegates from the day it is announced; in this world it isn't
    "personnel:announced": [at(branch_congress_of(), set(), see=WORKS, method="GET")],
    "personnel:decision": of_congress(DECIDES),
    "personnel:floor": page("BOTH"),
    "personnel:floor-edit": of_thing("nomination"),
    "personnel:floor-withdraw": of_congress(WORKS),
    "personnel:floor-withdrawal": of_thing("floor_withdrawal"),
    # -- exports: one asks, another one agrees
    "personnel:exports": page(),
    "personnel:export-ask": [],  # filled by every form that offers itself: test_exports_are_asked_for_by_those_of_the_room
    "personnel:export-answer": of_thing("export"),
    "personnel:export-agree": of_thing("export", method="POST"),
    # -- its papers: a print is hers alone who asked for it
    "papers:personnel": page(),
    "papers:personnel-request": [
        at(lambda world, code=code: [world.congress.pk, code], WORKS) for code in ("de-an-nhan-su", "trich-ngang-nhan-su")
    ],
    "papers:personnel-export": of_thing("export", {PERSONNEL}, "GET"),
}
PRINTS: dict[str, Cases] = {
    f"printing:{name}": [at(of("personnel_print"), {PERSONNEL}, method=method)]
    for name, method in (("rendering", "GET"), ("progress", "GET"), ("download", "GET"), ("retry", "POST"))
}

# GETs that leave a trace of themselves: a file was opened, and what for
VIEWINGS = {
    "personnel.candidate_view",
    "personnel.list_view",
    "personnel.vetting_view",
    "personnel.file_view",
    "personnel.print_open",
}

"""Every address of the program, each kind of person at its door: who enters, who is refused, for whom there is nothing.

The table below comes from procedure.md §1.3 and §1.4, not from the program. An address that isn't in it fails.

`may` enter; those who `see` the object but may not do this get 403 (or 404); for everybody else there is nothing: 404.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from congress.personnel.rules.purposes import PURPOSES
from members.access.models import Account, Entry
from tests import world_personnel
from tests.addresses import documents, personnel
from tests.addresses.asking import (
    ADMINISTRATOR,
    BOARD,
    BRANCH,
    BRANCH_TWO,
    CHAPTER,
    CHAPTER_TWO,
    CONTENT,
    EVERYBODY,
    FOREIGN,
    FOREIGN_PERSONNEL,
    HEAD,
    IN_CHARGE,
    INSIDE,
    LEADERSHIP,
    NOBODY,
    OF_PROVINCE,
    PEOPLE,
    PERSONNEL,
    STAFF,
    STANDING,
    STRANGER,
    SUB,
    SUBCOMMITTEES,
    UNIT_HEADS,
    VETTING,
    Arguments,
    At,
    account_of,
    at,
    bare,
    branch_congress_of,
    congress_of,
    list_of,
    member_of,
    of,
    unit_of,
)
from tests.pages import faults_in, words_of
from tests.world import FAMILIES, World, make_world

pytestmark = pytest.mark.django_db

# ---- who, by what she looks at ----------------------------------------------------------------------------------------

ACCOUNT_MANAGERS = {ADMINISTRATOR, *STAFF, *FOREIGN}
# the pages of accounts refuse whoever manages none before they look for the account
REFUSED = EVERYBODY - set(FOREIGN)
TRACE_READERS = {ADMINISTRATOR, HEAD, "foreign_head", "foreign_administrator"}
MANAGES_UNITS = {ADMINISTRATOR, *STAFF}
SEES_BRANCH_UNIT = {ADMINISTRATOR, *STAFF, LEADERSHIP, IN_CHARGE, BRANCH, *SUBCOMMITTEES}
# the branch, its own congress: the committee runs it, the province looks in
BRANCH_CONGRESS = {*INSIDE, IN_CHARGE, BRANCH}
BRANCH_CONGRESS_SHELL = {*BRANCH_CONGRESS, SUB}

SUB_MEMBER = {*STAFF, IN_CHARGE, BRANCH, SUB}
SUB_MEMBER_MANAGED = SUB_MEMBER - {IN_CHARGE}
CHAPTER_MEMBER = {*STAFF, CHAPTER}

BRANCH_LIST = {*STAFF, LEADERSHIP, BOARD, IN_CHARGE, BRANCH}
BRANCH_LIST_FULL = {*STAFF, BOARD, BRANCH}
# the staff may enter for a unit that can't; Trưởng ban, who approves, does not
BRANCH_LIST_ENTERED = {STANDING, BRANCH}
GROUP_LIST = {*STAFF, LEADERSHIP, BOARD, CHAPTER, CHAPTER_TWO}
GROUP_LIST_ENTERED = {STANDING, CHAPTER}
SECOND_LIST = {*STAFF, LEADERSHIP, BOARD, BRANCH_TWO}
READS_ALL_LISTS = {*STAFF, LEADERSHIP, BOARD}
HAS_LISTS = {*READS_ALL_LISTS, IN_CHARGE, BRANCH, BRANCH_TWO, CHAPTER, CHAPTER_TWO}

SEES_ALLOCATION = {*STAFF, LEADERSHIP}
SEES_CREDENTIALS = {*STAFF, LEADERSHIP, BOARD}
PRINTS_PEOPLE = {*STAFF, BOARD}
SEES_REGISTER = {*STAFF, LEADERSHIP, CONTENT}
SEES_BRANCH_REGISTER = {*SEES_REGISTER, IN_CHARGE, BRANCH}
ENTERS_REGISTER = {*SEES_BRANCH_REGISTER, BRANCH_TWO, "foreign_head", "foreign_standing"}
KEEPS_REGISTER = {*STAFF, BRANCH, BRANCH_TWO, "foreign_head", "foreign_standing"}


def entered(rest: Arguments | None = None, **more: Any) -> list[At]:
    """Deeds of whoever enters the list."""
    return [at(rest or list_of("branch"), BRANCH_LIST_ENTERED, see=BRANCH_LIST, **more)]


def terms(*rest: str, may: set[str], branch: set[str], method: str = "BOTH", extra: list[Any] | None = None) -> list[At]:
    """The same page of the province's congress and of a branch's own."""
    more = extra or []
    branch_rest = [f"branch_{one}" for one in rest]
    return [
        at(lambda world: [*congress_of(*rest)(world), *more], may, see=OF_PROVINCE, method=method),
        at(lambda world: [*branch_congress_of(*branch_rest)(world), *more], branch, see=BRANCH_CONGRESS_SHELL, method=method),
    ]


MANAGED = {"may": STAFF, "branch": {*STAFF, BRANCH}}
RULED = {"may": {ADMINISTRATOR, *STAFF}, "branch": {ADMINISTRATOR, *STAFF}}
LOOKED_INTO = {"may": INSIDE, "branch": BRANCH_CONGRESS}
RULE = "so_cho_co_ban"

RULES: dict[str, list[At]] = {
    "home:home": [bare(EVERYBODY, method="GET")],
    "access:password-change": [bare(EVERYBODY)],
    "access:sign-out": [bare(EVERYBODY, method="POST")],
    # -- accounts
    "accounts:account-list": [bare(ACCOUNT_MANAGERS, method="GET")],
    "accounts:account-new": [bare(ACCOUNT_MANAGERS)],
    "accounts:accounts-for-units": [bare(ACCOUNT_MANAGERS)],
    "accounts:account-detail": [at(account_of(BRANCH), {ADMINISTRATOR, *STAFF}, see=REFUSED, method="GET")],
    "accounts:account-change": [
        at(account_of(BRANCH), {ADMINISTRATOR, *STAFF}, see=REFUSED),
        at(account_of(HEAD), {ADMINISTRATOR}, see=REFUSED),
        at(account_of(ADMINISTRATOR), set(), see=REFUSED),
        # whoever opens her account anew may sign in as her: hers alone who gave her the personnel work
        at(account_of(PERSONNEL), {HEAD}, see=REFUSED),
        at(account_of(VETTING), {HEAD}, see=REFUSED),
    ],
    "accounts:account-close": [
        at(account_of(BRANCH), {ADMINISTRATOR, *STAFF}, see=REFUSED),
        at(account_of(STANDING), {ADMINISTRATOR, HEAD}, see=REFUSED),
        at(account_of(PERSONNEL), {HEAD}, see=REFUSED),
    ],
    "accounts:account-reopen": [at(account_of("closed"), {ADMINISTRATOR, *STAFF}, see=REFUSED, method="POST")],
    "accounts:grant-give": [
        at(account_of(BRANCH), {ADMINISTRATOR, *STAFF}, see=REFUSED),
        # opened by nobody in particular: the system administrators hand out its first role
        at(account_of(NOBODY), {ADMINISTRATOR, "foreign_administrator"}, see=REFUSED),
    ],
    "accounts:grant-end": [at(of("grant"), {ADMINISTRATOR, *STAFF}, see=REFUSED)],
    "accounts:trace": [bare(TRACE_READERS, method="GET")],
    # -- units
    "units:unit-list": [bare(OF_PROVINCE - {BOARD} | {*FOREIGN, FOREIGN_PERSONNEL}, method="GET")],
    "units:unit-list-export": [bare(OF_PROVINCE - {BOARD} | {*FOREIGN, FOREIGN_PERSONNEL}, method="GET")],
    "units:unit-found": [bare(MANAGES_UNITS | set(FOREIGN))],
    "units:unit-detail": [at(unit_of("branch"), SEES_BRANCH_UNIT, method="GET")],
    "units:unit-history": [at(unit_of("branch"), SEES_BRANCH_UNIT, method="GET")],
    **{
        f"units:unit-{deed}": [at(unit_of("branch"), MANAGES_UNITS, see=SEES_BRANCH_UNIT)]
        for deed in ("edit", "rename", "move", "merge", "split", "close")
    },
    "units:unit-import": [bare(MANAGES_UNITS | set(FOREIGN))],
    "units:unit-import-confirm": [bare(MANAGES_UNITS | set(FOREIGN), method="POST")],
    "units:unit-import-template": [bare(MANAGES_UNITS | set(FOREIGN), method="GET")],
    # -- members
    "people:member-list": [bare({*STAFF, IN_CHARGE, *UNIT_HEADS, "foreign_head", "foreign_standing"}, method="GET")],
    "people:member-list-export": [bare({*STAFF, IN_CHARGE, *UNIT_HEADS, "foreign_head", "foreign_standing"}, method="GET")],
    "people:member-enrol": [bare({*STAFF, *UNIT_HEADS, "foreign_head", "foreign_standing"})],
    "people:completeness": [bare({*STAFF, *UNIT_HEADS, "foreign_head", "foreign_standing"}, method="GET")],
    "people:duplicate-list": [bare({*STAFF, *UNIT_HEADS, "foreign_head", "foreign_standing"}, method="GET")],
    "people:members-move": [at(unit_of("branch"), {*STAFF, BRANCH}, see=SEES_BRANCH_UNIT)],
    "people:counts-freeze": [at(unit_of("branch"), {*STAFF, BRANCH}, see=SEES_BRANCH_UNIT)],
    **{
        f"people:member-{page}": [
            at(member_of("sub_chapter"), SUB_MEMBER, method="GET"),
            at(member_of("chapter"), CHAPTER_MEMBER, method="GET"),
        ]
        for page in ("detail", "offices", "awards", "history", "photo")
    },
    **{
        f"people:{page}": [
            at(member_of("sub_chapter"), SUB_MEMBER_MANAGED, see=SUB_MEMBER),
            at(member_of("chapter"), CHAPTER_MEMBER),
        ]
        for page in ("member-edit", "member-move", "member-state", "office-begin", "award-add", "discipline-add", "photo-set")
    },
    **{
        f"people:{page}": [
            at(
                lambda world, thing=thing: [world.members["sub_chapter"][2].pk, world.found[f"sub_chapter_{thing}"].pk],
                SUB_MEMBER_MANAGED,
                see=SUB_MEMBER,
                method=method,
            )
        ]
        for page, thing, method in (
            ("office-end", "office", "BOTH"),
            ("award-remove", "award", "POST"),
            ("discipline-remove", "discipline", "POST"),
        )
    },
    "people:photo-remove": [at(member_of("sub_chapter"), SUB_MEMBER_MANAGED, see=SUB_MEMBER, method="POST")],
    "people:members-different": [
        at(
            lambda world: [member.pk for member in world.members["sub_chapter"][2:4]],
            SUB_MEMBER_MANAGED,
            see=SUB_MEMBER,
            method="POST",
        )
    ],
    "people:member-merge": [
        at(lambda world: [member.pk for member in world.members["sub_chapter"][2:4]], SUB_MEMBER_MANAGED, see=SUB_MEMBER),
        # one of them is none of hers
        at(
            lambda world: [world.members["chapter"][2].pk, world.members["branch"][2].pk], STAFF, see={CHAPTER, BRANCH, IN_CHARGE}
        ),
    ],
    # -- sheets
    "sheets:upload": [at(unit_of("branch"), {*STAFF, BRANCH}, see=SEES_BRANCH_UNIT)],
    "sheets:template": [at(unit_of("branch"), {*STAFF, BRANCH}, see=SEES_BRANCH_UNIT, method="GET")],
    **{
        f"sheets:{page}": [
            at(of("roster_sheet"), {*STAFF, BRANCH}, method=method),
            at(of("delegates_sheet"), BRANCH_LIST_ENTERED, method=method),
        ]
        for page, method in (
            ("preview", "GET"),
            ("state", "GET"),
            ("errors", "GET"),
            ("confirm", "BOTH"),
            ("keep", "POST"),
            ("continue", "POST"),
            ("discard", "POST"),
        )
    },
    "sheets:row": [
        at(lambda world: [world.found["roster_sheet"].pk, 3], {*STAFF, BRANCH}),
        at(lambda world: [world.found["delegates_sheet"].pk, 3], BRANCH_LIST_ENTERED),
    ],
    "sheets:row-choose": [
        at(
            lambda world: [world.found["roster_sheet"].pk, 3],
            {*STAFF, BRANCH},
            method="POST",
            data={"skip": "1", "revision": "0"},
        )
    ],
    "sheets:undo": [at(of("confirmed_sheet"), {*STAFF, BRANCH, SUB})],
    # -- congresses
    "terms:congress-list": [bare(OF_PROVINCE | {*FOREIGN, FOREIGN_PERSONNEL}, method="GET")],
    "terms:congress-list-export": [bare(OF_PROVINCE | {*FOREIGN, FOREIGN_PERSONNEL}, method="GET")],
    "terms:congress-call": [bare({*STAFF, BRANCH, BRANCH_TWO, "foreign_head", "foreign_standing"})],
    "terms:congress-detail": terms(may=OF_PROVINCE, branch=BRANCH_CONGRESS_SHELL, method="GET"),
    "terms:congress-edit": terms(**MANAGED),
    "terms:congress-move": terms(**MANAGED, extra=["ready"]),
    "terms:session-new": terms(**MANAGED),
    "terms:session-edit": terms("session", **MANAGED),
    "terms:session-remove": terms("session", **MANAGED, method="POST"),
    "terms:rule-set": terms(**LOOKED_INTO, method="GET"),
    "terms:rule-set-export": terms(**LOOKED_INTO, method="GET"),
    "terms:rule-edit": terms(**RULED, extra=[RULE]),
    "terms:rule-reset": terms(**RULED, extra=[RULE], method="POST"),
    "terms:rule-check": terms(may={HEAD}, branch={HEAD}, extra=[RULE]),
    "terms:plan": terms(**LOOKED_INTO, method="GET"),
    "terms:plan-export": terms(**LOOKED_INTO, method="GET"),
    "terms:milestone-new": terms(**MANAGED),
    "terms:milestone-edit": terms("milestone", **MANAGED),
    "terms:milestone-done": terms("milestone", **MANAGED),
    "terms:milestone-reopen": terms("done", **MANAGED, method="POST"),
    "terms:milestone-remove": terms("milestone", **MANAGED, method="POST"),
    "terms:postpone": terms(**MANAGED),
    # -- allocation
    "delegates:allocation": [at(congress_of(), SEES_ALLOCATION, see=OF_PROVINCE, method="GET")],
    "delegates:electing-units": [at(congress_of(), SEES_ALLOCATION, see=OF_PROVINCE, method="GET")],
    "delegates:allocation-preview": [at(congress_of(), STAFF, see=OF_PROVINCE)],
    "delegates:allocation-counts": [at(congress_of(), STAFF, see=OF_PROVINCE, method="POST")],
    "delegates:electing-units-make": [at(congress_of(), STAFF, see=OF_PROVINCE)],
    "delegates:electing-unit-place": [at(congress_of(), STAFF, see=OF_PROVINCE)],
    "delegates:electing-unit-edit": [
        at(lambda world: [world.congress.pk, world.lists["branch"].electing_unit_id], STAFF, see=OF_PROVINCE)
    ],
    **{
        f"delegates:allocation-{page}": [
            at(lambda world: [world.frozen.pk], SEES_ALLOCATION, method="GET"),
            # a draft is the staff's own until it is issued
            *([] if page == "difference" else [at(lambda world: [world.draft.pk], STAFF, see={LEADERSHIP}, method="GET")]),
        ]
        for page in ("detail", "export", "difference")
    },
    **{
        f"delegates:allocation-{deed}": [at(lambda world: [world.draft.pk], STAFF, see={LEADERSHIP}, method="POST")]
        for deed in ("seats", "tie", "drop")
    },
    "delegates:allocation-freeze": [at(lambda world: [world.draft.pk], {HEAD}, see=SEES_ALLOCATION)],
    # -- lists: the board and what concerns the whole congress
    "delegates:list-board": [
        bare(OF_PROVINCE - {ADMINISTRATOR, *SUBCOMMITTEES} | {"foreign_head", "foreign_standing"}, method="GET"),
    ],
    "delegates:list-board-export": [at(congress_of(), READS_ALL_LISTS, see=OF_PROVINCE, method="GET")],
    "delegates:change-list": [at(congress_of(), READS_ALL_LISTS, see=OF_PROVINCE, method="GET")],
    "delegates:list-reminder": [at(congress_of(), STAFF, see=OF_PROVINCE, method="GET")],
    "delegates:list-open": [at(congress_of(), STAFF, see=OF_PROVINCE)],
    "delegates:list-approve-many": [at(congress_of(), STAFF, see=OF_PROVINCE, method="POST")],
    "delegates:list-lock-many": [at(congress_of(), {HEAD}, see=OF_PROVINCE, method="POST")],
    "delegates:named-approve": [at(congress_of(), {HEAD}, see=OF_PROVINCE, method="POST")],
    "delegates:targets": [at(congress_of(), STAFF, see=OF_PROVINCE)],
    "delegates:appointed-remove": [at(of("appointed"), STAFF, see=READS_ALL_LISTS, method="POST")],
    "delegates:ex-officio": [
        at(congress_of(), READS_ALL_LISTS, see=OF_PROVINCE, method="GET"),
        at(congress_of(), STAFF, see=OF_PROVINCE, method="DEED"),
    ],
    "delegates:appointed": [
        at(congress_of(), READS_ALL_LISTS, see=OF_PROVINCE, method="GET"),
        at(congress_of(), STAFF, see=OF_PROVINCE, method="DEED"),
    ],
    "delegates:named-clear": [at(of("appointed"), STAFF, see=READS_ALL_LISTS)],
    # -- one list
    **{
        f"delegates:list-{page}": [
            at(list_of("branch"), BRANCH_LIST, method="GET"),
            at(list_of("chapter"), GROUP_LIST, method="GET"),
            at(list_of("branch_two"), SECOND_LIST, method="GET"),
        ]
        for page in ("detail", "export", "history")
    },
    "delegates:list-version": [
        at(list_of("branch", 1), BRANCH_LIST, method="GET"),
        at(list_of("chapter", 1), GROUP_LIST, method="GET"),
    ],
    **{
        f"delegates:list-{deed}": [
            at(list_of("branch"), BRANCH_LIST_ENTERED, see=BRANCH_LIST, method=method),
            at(list_of("chapter"), GROUP_LIST_ENTERED, see=GROUP_LIST, method=method),
        ]
        for deed, method in (
            ("pick", "BOTH"),
            ("enrol", "BOTH"),
            ("sort", "POST"),
            ("send", "BOTH"),
            ("withdraw", "POST"),
            ("attach", "BOTH"),
        )
    },
    "delegates:list-fill": [at(list_of("branch", "workplace"), BRANCH_LIST_ENTERED, see=BRANCH_LIST)],
    "delegates:import-upload": entered(),
    "delegates:import-template": entered(method="GET"),
    **{
        f"delegates:list-{deed}": [at(list_of("chapter"), STAFF, see=GROUP_LIST), at(list_of("branch"), STAFF, see=BRANCH_LIST)]
        for deed in ("return", "approve")
    },
    **{f"delegates:list-{deed}": [at(list_of("branch_two"), {HEAD}, see=SECOND_LIST)] for deed in ("lock", "reopen")},
    "delegates:list-extend": [at(list_of("branch"), STAFF, see=BRANCH_LIST), at(list_of("chapter"), STAFF, see=GROUP_LIST)],
    # a signed list shows everything of everybody on it
    "delegates:attachment-show": [
        at(of("branch_attachment"), BRANCH_LIST_FULL, see=BRANCH_LIST, method="GET"),
        at(of("chapter_attachment"), {*STAFF, BOARD, CHAPTER}, see=GROUP_LIST, method="GET"),
    ],
    "delegates:attachment-remove": entered(of("branch_attachment"), method="POST"),
    "delegates:row-edit": [
        at(of("branch_row"), BRANCH_LIST_ENTERED, see=BRANCH_LIST),
        at(of("chapter_row"), GROUP_LIST_ENTERED, see=GROUP_LIST),
    ],
    **{
        f"delegates:row-{deed}": entered(of("branch_row"), method="POST")
        for deed in ("take-off", "put-back", "move", "alternate")
    },
    "delegates:row-remark": [at(of("chapter_row"), {*STAFF, LEADERSHIP}, see=GROUP_LIST)],
    "delegates:row-clear": [at(of("chapter_row"), STAFF, see=GROUP_LIST)],
    "delegates:remark-remove": [at(of("remark"), {STANDING}, see=GROUP_LIST, method="POST")],
    "delegates:change-add": [at(of("branch_two_alternate"), STAFF, see=SECOND_LIST)],
    "delegates:change-step-in": [at(of("change"), STAFF, see=READS_ALL_LISTS)],
    "delegates:change-file": [at(of("change"), STAFF, see=READS_ALL_LISTS, method="GET")],
    # -- credentials
    "delegates:credentials-entry": [bare({*SEES_CREDENTIALS, "foreign_head", "foreign_standing"}, method="GET")],
    "delegates:credentials": [at(congress_of(), SEES_CREDENTIALS, see=OF_PROVINCE, method="GET")],
    "delegates:credentials-people": [],  # asks for a row: test_rows_behind_a_figure…
    # -- papers
    "papers:index": [at(congress_of(), {*HAS_LISTS}, see=OF_PROVINCE, method="GET")],
    "papers:cards-number": [at(congress_of(), STAFF, see=OF_PROVINCE, method="POST")],
    "papers:unit-list": [
        at(list_of("branch"), BRANCH_LIST),
        at(list_of("chapter"), GROUP_LIST),
    ],
    "papers:request": [
        at(lambda world, code=code: [code, world.congress.pk], may, see=OF_PROVINCE)
        for code, may in (
            ("thong-bao-phan-bo", STAFF),
            ("danh-sach-dai-bieu-day-du", PRINTS_PEOPLE),
            ("danh-sach-dai-bieu-rut-gon", PRINTS_PEOPLE),
            ("danh-sach-theo-doan", PRINTS_PEOPLE),
            ("danh-sach-du-khuyet", PRINTS_PEOPLE),
            ("giay-trieu-tap", PRINTS_PEOPLE),
            ("the-dai-bieu", PRINTS_PEOPLE),
            ("bao-cao-tham-tra", PRINTS_PEOPLE),
            ("danh-sach-don-vi", HAS_LISTS),
        )
    ],
    # -- who prints it and keeps the register of the congress's unit enters it there
    "papers:issue": [
        at(lambda world, code=code: [code, world.congress.pk], STAFF, see=OF_PROVINCE)
        for code in ("thong-bao-phan-bo", "giay-trieu-tap", "bao-cao-tham-tra", "giay-moi")
    ],
    "papers:account-slips": [bare(ACCOUNT_MANAGERS, method="POST")],
    # -- the register
    **{
        f"register:{page}": [bare(ENTERS_REGISTER, method=method)]
        for page, method in (
            ("outgoing-list", "GET"),
            ("outgoing-export", "GET"),
            ("incoming-list", "GET"),
            ("incoming-export", "GET"),
            ("book-print", "BOTH"),
        )
    },
    **{f"register:{deed}": [bare(KEEPS_REGISTER)] for deed in ("issue", "reserve", "incoming-new")},
    "register:first-number": [bare({HEAD, "foreign_head"})],
    **{
        f"register:outgoing-{page}": [
            at(of("outgoing"), SEES_REGISTER, method="GET"),
            at(of("branch_outgoing"), SEES_BRANCH_REGISTER, method="GET"),
        ]
        for page in ("detail", "pdf")
    },
    **{
        f"register:{deed}": [
            at(of("outgoing"), STAFF, see=SEES_REGISTER),
            at(of("branch_outgoing"), {*STAFF, BRANCH}, see=SEES_BRANCH_REGISTER),
        ]
        for deed in ("outgoing-supply", "scan-attach")
    },
    "register:outgoing-use": [at(of("reserved"), STAFF, see=SEES_REGISTER)],
    "register:outgoing-void": [
        at(of("outgoing"), {HEAD}, see=SEES_REGISTER),
        at(of("branch_outgoing"), {HEAD}, see=SEES_BRANCH_REGISTER),
        # a number that was only kept is let go by whoever keeps the register
        at(of("reserved"), STAFF, see=SEES_REGISTER),
    ],
    "register:scan-show": [
        at(of("outgoing", "outgoing_scan"), SEES_REGISTER, method="GET"),
        at(of("branch_outgoing", "branch_outgoing_scan"), SEES_BRANCH_REGISTER, method="GET"),
    ],
    "register:incoming-detail": [at(of("incoming"), SEES_REGISTER, method="GET")],
    "register:incoming-file": [at(of("incoming", "incoming_file"), SEES_REGISTER, method="GET")],
    **{f"register:incoming-{deed}": [at(of("incoming"), STAFF, see=SEES_REGISTER)] for deed in ("change", "finish", "attach")},
    # -- prints
    "printing:list": [bare(EVERYBODY, method="GET")],
    **{
        f"printing:{page}": [
            at(of("full_print"), PRINTS_PEOPLE, method=method),
            at(of("notice_print"), STAFF, method=method),
            at(of("list_print"), BRANCH_LIST_FULL, method=method),
            # first passwords: hers alone who issued them
            at(of("slips_print"), {HEAD}, method=method),
            *personnel.PRINTS[f"printing:{page}"],
        ]
        for page, method in (("rendering", "GET"), ("progress", "GET"), ("download", "GET"), ("retry", "POST"))
    },
    **documents.RULES,
    **personnel.RULES,
}

# open to whoever comes
OPEN = {"access:sign-in", "health", "register:verify"}
OPEN_ARGUMENTS = {"register:verify": ["AAAAAAAAAAAAAA"]}
# GETs that leave a trace of themselves: someone looked at, or took away, a full list
VIEWINGS = {
    "list.view_full", "list.export", "list.view_version", "rendering.download", "member.export", "unit.export", "congress.export",
    "rule.export", "plan.export", "allocation.export", "credentials.view_rows", "board.export", "attachment.view", "change.view",
    "sheet.errors", "sheet.template", "outgoing.open", "outgoing.export", "incoming.open", "incoming.export",
    *documents.VIEWINGS, *personnel.VIEWINGS,
}  # fmt: skip
ASKED_AT_SIGN_IN = 302
WAY_TO_PERSONNEL = re.compile(r"""["']/personnel/(?!introduce/|vetting/)[^"']*""")


def names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from names_of(pattern.url_patterns, inner)
        elif pattern.name != "serve" and "static" not in str(pattern.pattern):
            yield ":".join(part for part in (namespace, pattern.name or str(pattern.pattern)) if part)


NAMES = sorted(set(names_of(get_resolver().url_patterns)))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    made = {STRANGER: Client(raise_request_exception=True)}
    for person in PEOPLE:
        made[person] = Client(raise_request_exception=True)
        made[person].force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    for person in world_personnel.WORKERS:
        for congress in (world.congress, world.branch_congress):
            # said once in a sitting: without it every file leads to the page that asks for it
            made[person].post(reverse("personnel:purpose", args=[congress.pk]), {"purpose": next(iter(PURPOSES))})
    return made


class Writes:
    """What a request wrote, but for its session."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and '"django_session"' not in sql:
            self.said.append(sql)
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[Writes]:
    """Whatever happens inside is taken back; what was written is noted."""
    writes = Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes):
            yield writes
        transaction.set_rollback(True)


def ask(client: Client, method: str, url: str, data: dict[str, Any]) -> Any:
    """The answer; what it does to the visitor's cookies (signing out, messages) is for this once."""
    cookies = client.cookies.copy()
    try:
        return client.get(url) if method == "GET" else client.post(url, data)
    finally:
        client.cookies = cookies


def traced_since(last: int) -> list[str]:
    return list(Entry.objects.filter(pk__gt=last).values_list("action", flat=True))


def last_entry() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def read_with_care(world: World, person: str, url: str, response: Any) -> str:
    """What is wrong with what she was shown; "" when nothing is."""
    faults = faults_in(response)
    # the trace names people: it says who did what to whom, and nothing else of them
    hidden = world.hidden_from(person) - (world.names(*FAMILIES) if "/trace/" in url else set())
    said = words_of(response)
    if person not in world_personnel.WORKERS:
        # nor that there is such work: no way leads there, but to the pages that were made for her
        faults += [f"leads to {way}" for way in WAY_TO_PERSONNEL.findall(said)]
    return "; ".join([*faults, *(f"shows {word}" for word in sorted(hidden) if word in said)])


def fault_in(world: World, person: str, case: At, method: str, url: str, client: Client) -> str:
    """What is wrong with the answer; "" when nothing is."""
    last = last_entry()
    with undone() as writes:
        try:
            response = ask(client, method, url, case.posted(world))
        except Exception as error:  # noqa: BLE001 -- every address is to be judged, also the one that fails
            return f"{person} {method}: {type(error).__name__}: {error}"
        status = response.status_code
        viewings = set(traced_since(last)) if any('"access_entry"' in sql for sql in writes.said) else set()
    wrote = [sql for sql in writes.said if '"access_entry"' not in sql]
    if person == STRANGER:
        ok = status == 405 or (status == ASKED_AT_SIGN_IN and "/access/sign-in/" in response["Location"])
        return "" if ok and not writes.said else f"stranger {method}: {status}"
    if case.method == "POST" and method == "GET":
        return "" if status == 405 else f"{person} GET of what is only posted: {status}"
    if method == "GET" and (wrote or viewings - VIEWINGS):
        return f"{person} GET wrote: {wrote[:1]} {viewings}"
    if case.method == "GET" and method == "POST":
        # pages that only show: posting to one does nothing
        if wrote or viewings - VIEWINGS:
            return f"{person} POST wrote: {wrote[:1]} {viewings}"
        if status == 405:
            return ""
    if person in case.may:
        if status >= 400:
            return f"{person} {method}: {status}, but she may"
        wrong = (
            read_with_care(world, person, url, response) if status == 200 and (method == "GET" or case.method != "GET") else ""
        )
        return f"{person} {method}: {wrong}" if wrong else ""
    allowed = {403, 404} if person in case.see else {404}
    if status not in allowed:
        return f"{person} {method}: {status}, not {sorted(allowed)}"
    return f"{person} {method}: {status}, but wrote {writes.said[:1]}" if writes.said else ""


def askings(case: At) -> Iterator[tuple[str, str]]:
    """Who asks how. What is only posted is refused to every GET alike, and what is only shown ignores what is posted."""
    for person in (STRANGER, *PEOPLE):
        if case.method in ("GET", "BOTH") or person == STRANGER:
            yield person, "GET"
        if case.method in ("POST", "BOTH", "DEED") or person == STRANGER:
            yield person, "POST"
    first = min(case.may, default=NOBODY)
    if case.method in ("GET", "POST"):
        yield first, "POST" if case.method == "GET" else "GET"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN])
def test_address_opens_to_whom_the_procedure_says_and_to_nobody_else(name: str, world: World, clients: dict[str, Client]) -> None:
    assert name in RULES, f"{name} is a new address: say in RULES who may enter"
    faults = []
    for case in RULES[name]:
        url = reverse(name, args=case.arguments(world))
        shown_only = case.method != "GET" or all(other.method == "GET" for other in RULES[name])
        for person, method in askings(case):
            if method == "GET" or shown_only:
                fault = fault_in(world, person, case, method, url, clients[person])
                faults += [f"{url} {fault}"] if fault else []

    assert not faults, "\n" + "\n".join(faults)


def test_every_rule_is_of_an_address() -> None:
    assert set(RULES) - set(NAMES) == set()


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_address_asks_for_no_sign_in(name: str) -> None:
    """That /health/ answers a stranger is asked over HTTP in tests/config: beside a browser test this client can't."""
    view = resolve(reverse(name, args=OPEN_ARGUMENTS.get(name, []))).func

    assert view.login_required is False


def test_sign_in_page_answers_a_stranger(world: World) -> None:
    assert Client().get(reverse("access:sign-in")).status_code == 200


def test_world_has_one_account_of_each_kind(world: World) -> None:
    assert Account.objects.filter(pk__in=[world.people[person].pk for person in PEOPLE]).count() == len(PEOPLE)

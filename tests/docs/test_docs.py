"""What the README and the manual say is there: links, pictures, commands, words."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db import models

from members.access.roles import ROLES, Permission
from members.accounts.labels import LABELS

ROOT = Path(__file__).resolve().parents[2]
MANUAL = sorted((ROOT / "docs" / "huong-dan").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURES = ROOT / "docs" / "pictures"
OURS = ("members.", "congress.", "documents.", "home")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
LIGHT = 120 * 1024


def anchors_of(page: Path) -> set[str]:
    """As GitHub makes them: small letters, hyphens for spaces, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    lost = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = unquote(target).partition("#")
        found = page.parent / name if name else page
        if not found.exists() or (anchor and anchor not in anchors_of(found)):
            lost.append(target)

    assert lost == []


def test_every_page_of_the_manual_can_be_reached_from_its_index() -> None:
    index = (ROOT / "docs" / "huong-dan" / "README.md").read_text(encoding="utf-8")

    assert [page.name for page in MANUAL if page.name != "README.md" and f"({page.name}" not in index] == []


def test_pictures_are_light_used_and_taken_by_the_script() -> None:
    used = {Path(target).name for page in PAGES for target in LINK.findall(page.read_text(encoding="utf-8")) if ".png" in target}
    script = (PICTURES / "take.py").read_text(encoding="utf-8")
    taken = {f"{name}.png" for name in re.findall(r'shoot\(page, "([a-z-]+)"', script)}
    there = {picture.name for picture in PICTURES.glob("*.png")}

    assert there == used
    assert there == taken
    assert [picture.name for picture in PICTURES.glob("*.png") if picture.stat().st_size > LIGHT] == []


def test_commands_that_the_readme_names_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    managed = set(re.findall(r"manage\.py ([a-z_]+)", text))
    scripts = set(re.findall(r"(?<![\w.])\./([a-z]+)\b(?!/)", text)) - {"backups"}

    assert managed == {"begin", "check_trace", "rotate_field_key", "rotate_personnel_key"}
    assert managed <= set(get_commands())
    assert scripts == {"run", "test", "bench"}
    assert [name for name in scripts if not (ROOT / name).stat().st_mode & 0o100] == []


def test_variables_that_the_readme_names_are_read_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    read = "".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("config/settings.py", "config/supervisor.py", "docker-compose.yml", "config/prepare.sh")
    )

    assert [name for name in set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", text)) if name not in read] == []


def nouns() -> set[str]:
    """Models, their states and kinds, roles, permissions, deeds."""
    found: set[str] = {*ROLES, *(permission.value for permission in Permission), *LABELS}
    for app in apps.get_app_configs():
        if not app.name.startswith(OURS) or app.models_module is None:
            continue
        for name, thing in inspect.getmembers(import_module(f"{app.name}.models"), inspect.isclass):
            if issubclass(thing, models.Choices) and thing.__module__.startswith(OURS):
                found |= {name, *thing.names}
            elif issubclass(thing, models.Model) and thing.__module__.startswith(OURS):
                found.add(name)
    return found


def test_every_model_state_role_permission_and_deed_stands_in_the_glossary() -> None:
    said = set(re.findall(r"`([^`]+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")))

    assert nouns() - said == set()


def test_the_manual_speaks_in_the_words_of_the_screen() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for room in ("templates", "members", "congress", "documents", "home")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".html", ".py"}
    ]
    screen = " ".join("".join(sources).split())
    foreign = []
    for page in MANUAL:
        for words in re.findall(r"\*\*(.+?)\*\*", page.read_text(encoding="utf-8")):
            # a heading at the beginning of a paragraph is the manual's own
            if words.endswith((".", "?", ":", "”")):
                continue
            foreign += [f"{page.name}: {part}" for part in re.split(r"\s*[…→:]\s*", words) if part not in screen]

    assert foreign == []

"""What is asked of the source itself: every deed has Vietnamese words, every template is safe."""

import ast
import re
from pathlib import Path

import pytest

from members.accounts.labels import LABELS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("members", "congress", "documents", "home", "config", "demo")
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "print" not in path.relative_to(ROOT).parts)


def sources() -> dict[str, ast.AST]:
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in paths}


def words_in(node: ast.AST) -> list[str]:
    """The strings an expression may come to; its name where it isn't spelt out."""
    if isinstance(node, ast.IfExp):
        return words_in(node.body) + words_in(node.orelse)
    return [str(node.value)] if isinstance(node, ast.Constant) else [ast.unparse(node)]


def recorders_in(tree: ast.AST) -> set[str]:
    """`record`, and the functions of this module that hand their first argument on to it."""
    found = {"record"}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not node.args.args:
            continue
        calls = [one for one in ast.walk(node) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "record"]
        if any(one.args and getattr(one.args[0], "id", "") == node.args.args[0].arg for one in calls):
            found.add(node.name)
    return found


def all_deeds() -> dict[str, str]:
    """The first argument of every `record(…)` and `Deed(…)`, and where it stands; a name by what was assigned to it."""
    trees = sources()
    assigned: dict[str, list[str]] = {}
    for tree in trees.values():
        for node in ast.walk(tree):
            words = isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp | ast.Constant)
            if isinstance(node, ast.Assign) and words and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).extend(words_in(node.value))
    found: dict[str, str] = {}
    for path, tree in trees.items():
        recorders = recorders_in(tree)
        handed_on = {
            one.args.args[0].arg
            for one in ast.walk(tree)
            if isinstance(one, ast.FunctionDef) and one.name in recorders - {"record"}
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in recorders and node.args:
                if getattr(node.args[0], "id", "") in handed_on:
                    continue
                for word in words_in(node.args[0]):
                    for deed in [word] if "." in word else assigned.get(word, [word]):
                        found.setdefault(deed, f"{path}:{node.lineno}")
            # many at once: members/access/trace.py, whose own `Deed(action, …)` names none
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Deed" and isinstance(node.args[0], ast.Constant):
                found.setdefault(str(node.args[0].value), f"{path}:{node.lineno}")
    return found


def test_every_deed_of_the_trace_has_vietnamese_words() -> None:
    lacking = {deed: place for deed, place in all_deeds().items() if deed not in LABELS}

    assert lacking == {}


def test_no_words_are_kept_for_deeds_that_are_not_done() -> None:
    assert set(LABELS) - set(all_deeds()) == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_is_safe(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(), flags=re.S)
    faults = []
    for form in re.findall(r"<form\b.*?</form>", text, flags=re.S | re.I):
        posts = re.match(r"<form\b[^>]*method=[\"']?post", form, flags=re.I)
        if posts and "csrf_token" not in form:
            faults.append(f"posts without a token: {form[:90]}")
    if re.search(r"<form\b[^>]*method=[\"']?post", text, flags=re.I) and "csrf_token" not in text:
        faults.append("posts without a token")
    # what the browser's policy refuses
    faults += re.findall(r"<[a-z][^<>]*?\sstyle=", text)
    faults += re.findall(r"<[a-z][^<>]*?\son[a-z]+=", text)
    faults += re.findall(r"<style\b", text)
    faults += [found for found in re.findall(r"<script\b[^>]*>", text) if "src=" not in found]
    faults += re.findall(r"javascript:", text)
    # what goes to another host, and what isn't escaped
    faults += re.findall(r"(?:src|action)=[\"']https?://[^\"']*", text)
    faults += re.findall(r"\|\s*safe\b|{%\s*autoescape\s+off", text)

    assert faults == []

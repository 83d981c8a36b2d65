"""A Word file's words, as pandoc tells them: read by a process of its own, under limits of memory and time."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc

from documents.drafting.word.limits import Limits
from documents.drafting.word.parts import WordParts
from documents.drafting.word.refused import Refused
from vietnamese.numbers import format_number

ISOLATED = Path(__file__).with_name("isolated.py")


@dataclass(frozen=True)
class Words:
    """blocks: of pandoc's document. survey: what isolated.py left out."""

    blocks: list[dict[str, Any]]
    survey: dict[str, Any]


def read_words(word: WordParts, limits: Limits) -> Words:
    """The words of a Word file; raises Refused."""
    asked = {
        "memory": limits.child_memory_bytes,
        "seconds": limits.seconds,
        "answer": limits.answer_bytes,
        "columns": limits.columns,
        "characters": limits.characters,
    }
    # every name is ours: nothing of what she named the file reaches a path or an argument
    with TemporaryDirectory(prefix="word-") as name:
        folder = Path(name)
        for part, content in word.parts.items():
            (folder / f"{part}.xml").write_bytes(content)
        finished = _run([json.dumps(asked), name, pandoc_path()], seconds=limits.seconds * 2)
        survey = _answer(folder / "survey.json")
        if "refused" in survey:
            raise Refused(survey["refused"], limit=format_number(limits.characters))
        if finished.returncode != 0:
            raise Refused("too_complicated" if finished.returncode < 0 or b"memory" in finished.stderr else "corrupt")
        return Words(_answer(folder / "words.json").get("blocks", []), survey)


def _answer(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise Refused("too_complicated")
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


@cache
def pandoc_path() -> str:
    return str(pypandoc.get_pandoc_path())


def _run(arguments: list[str], *, seconds: int) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [sys.executable, "-I", str(ISOLATED), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"MALLOC_ARENA_MAX": "1", "PATH": os.defpath, "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too_complicated") from error

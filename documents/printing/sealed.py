"""What lies in the database of a confidential form: parts and PDF under the form's own seal, each bound to its row.

A form without a seal is kept as it is. The seal belongs to the form (`PaperForm.seal`); this room knows no key.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, cast

from documents.printing.forms import PaperForm, Seal, form_of
from documents.printing.models import Output, Part
from documents.printing.planning import Source

SEALED, FORM = "sealed", "form"


class SealGone(Exception):
    """What sealed it is no longer in the program."""


def closed_source(form: PaperForm, key: str, source: Source) -> dict[str, Any]:
    """What is kept of a part's source: the source itself, or its sealed bytes and the form that opens them."""
    if form.seal is None:
        return dict(source)
    sealed = form.seal.close(json.dumps(source, ensure_ascii=False).encode(), place=_place("source", key))
    return {SEALED: b64encode(sealed).decode(), FORM: form.code}


def source_of(part: Part) -> Source:
    kept: Mapping[str, Any] = part.source
    if SEALED not in kept:
        return cast("Source", kept)
    plain = _seal_of(kept[FORM]).open(b64decode(kept[SEALED]), place=_place("source", part.key))
    return cast("Source", json.loads(plain))


def closed_fragment(part: Part, plain: bytes) -> bytes:
    if SEALED not in part.source:
        return plain
    return _seal_of(part.source[FORM]).close(plain, place=_place("fragment", part.key))


def opened_fragment(form: PaperForm | None, key: str, kept: bytes) -> bytes:
    return kept if form is None or form.seal is None else form.seal.open(kept, place=_place("fragment", key))


def closed_pdf(form: PaperForm | None, key: str, plain: bytes) -> dict[str, Any]:
    """The fields of an output that hold the PDF."""
    if form is None or form.seal is None:
        return {"pdf": plain}
    return {"pdf": form.seal.close(plain, place=_place("pdf", key)), "sealed_by": form.code}


def pdf_of(output: Output) -> bytes:
    """The PDF itself."""
    kept = bytes(output.pdf)
    return _seal_of(output.sealed_by).open(kept, place=_place("pdf", output.key)) if output.sealed_by else kept


def _place(kind: str, key: str) -> str:
    return f"print:{kind}:{key}"


def _seal_of(code: str) -> Seal:
    form = form_of(code)
    if form is None or form.seal is None:
        raise SealGone(code)
    return form.seal

"""Writes every format of a project and holds each against its own judge, and all counts against one another.

    .venv/bin/python .ci/formats.py FOLDER [FOLDER ...] [--as-of DATE] [--out FOLDER]

One line a project: how many places, dependencies, tasks; how large each format is. With `--out` the files
stay there, PDFs included, to be looked at. Exit: 0 all as it should be; 1 not, with what is wrong.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pypdf import PdfReader

from advisor.api import analyse
from advisor.core.assessment import Assessment
from advisor.report.clean import plain
from tests.report.travel import FORMS, check, expected, named, rendered


def wrong(assessment: Assessment) -> Iterator[str]:
    """What is not as it should be."""
    there = expected(assessment)
    for form in FORMS:
        try:
            counted = check(assessment, form)
        except Exception as error:  # whatever a judge of somebody else's raises
            yield f"{named(form)}: {type(error).__name__}: {str(error)[:400]}"
            continue
        for key, number in counted.items():
            if number != there[key]:
                yield f"{named(form)}: {number} {key}, there are {there[key]}"
    yield from wrong_on_paper(assessment)


def wrong_on_paper(assessment: Assessment) -> Iterator[str]:
    """What is not as it should be in the PDFs: text that does not come out of them, pages without number."""
    for title, content in papers(assessment).items():
        reader = PdfReader(io.BytesIO(content), strict=True)
        pages = [bare(page.extract_text()) for page in reader.pages]
        for number, text in enumerate(pages, 1):
            if f"{number}of{len(pages)}" not in text:
                yield f"{title}: page {number} has no number"
        said = (assessment.summary.sentence, f"as of {assessment.as_of}", "not legal advice")
        yield from (
            f"{title} does not say: {text}" for text in said if bare(plain(text)) not in "".join(pages)
        )


def bare(text: str) -> str:
    """Letters alone: a reader of PDFs makes spaces of kerning, and ligatures are letters of their own."""
    return re.sub(r"\s", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def papers(assessment: Assessment) -> dict[str, bytes]:
    """The PDFs of the report and the checklist."""
    from advisor.gui import application, pdf

    application.make_application()
    return {"report.pdf": pdf.pdf(assessment), "checklist.pdf": pdf.checklist_pdf(assessment)}


def keep(assessment: Assessment, folder: Path) -> None:
    """Write every format to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for form in FORMS:
        (folder / named(form)).write_bytes(rendered(assessment, form).encode())
    for title, content in papers(assessment).items():
        (folder / title).write_bytes(content)


def main() -> int:
    """Check every project given."""
    parser = argparse.ArgumentParser(description="Every format of a project, held against its judge.")
    parser.add_argument("folders", metavar="FOLDER", nargs="+", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 24))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    faults = 0
    for folder in given.folders:
        assessment = analyse(folder, as_of=given.as_of)
        told = [*wrong(assessment)]
        sizes = ", ".join(f"{named(form)} {len(rendered(assessment, form)):,}" for form in FORMS)
        print(f"{folder.name}: {expected(assessment)}\n  characters: {sizes}")
        print("".join(f"  WRONG {text}\n" for text in told) or "  all formats valid, all counts equal")
        faults += len(told)
        if given.out:
            keep(assessment, given.out / folder.name)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())

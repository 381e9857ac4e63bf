#!/usr/bin/env python3
"""The same Markdown through wirebrief and through Typst: CPU time and peak memory of each, and the ratio.

    pip install pypandoc-binary typst
    python3 benches/typeset_vs_typst.py [--program PATH] [SECTIONS ...]

9 sections are some 12 pages and 180 some 240; these two are compared where no number is given. Typst reads what Pandoc makes of
the Markdown; Pandoc's own time is not counted, nor is what Python takes to start. Each side runs in a process of its own, three
times, and the least time counts. wirebrief is built by `cargo build --profile bench --bench typeset` first, unless a program
built so is named. Where poppler is installed, the pages of both are counted.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2])
"""


def bench():
    """The path of the built benchmark, as cargo tells it."""
    build = ["cargo", "build", "--quiet", "--profile", "bench", "--bench", "typeset", "--message-format", "json"]
    lines = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    made = [json.loads(line) for line in lines if '"executable"' in line]
    return next(entry["executable"] for entry in made if entry.get("executable"))


def measure(command):
    """Least CPU seconds of three runs, and the most memory in MB that the last one held."""
    best, peak = float("inf"), 0
    for _ in range(3):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"failed: {' '.join(command)}")
        best = min(best, usage.ru_utime + usage.ru_stime)
        peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return best, peak


def pages(pdf):
    """How many pages a PDF has, or a dash where nobody can say."""
    if not shutil.which("pdfinfo"):
        return "-"
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return told.split("Pages:")[1].split()[0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", help="the benchmark as built before")
    arguments.add_argument("sections", nargs="*", default=["9", "180"])
    arguments = arguments.parse_args()
    try:
        import pypandoc
        import typst  # noqa: F401
    except ImportError as error:
        sys.exit(f"{error}; pip install pypandoc-binary typst")
    program = arguments.program or bench()
    start, _ = measure([sys.executable, "-c", "pass"])
    print(f"{'sections':>8} {'wirebrief':>26} {'typst':>26} {'time':>6} {'memory':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for sections in arguments.sections:
            markdown, source = Path(folder, "edition.md"), Path(folder, "edition.typ")
            markdown.write_text(subprocess.run([program, "edition", sections], check=True, capture_output=True, text=True).stdout)
            # Links to headings need labels that Typst knows; text is what is compared.
            text = markdown.read_text().replace("](#a", "](https://example.org/#a")
            source.write_text("#set page(paper: \"a4\", margin: 22mm)\n#set par(justify: true)\n#let horizontalrule = line(length: 100%)\n"
                              + pypandoc.convert_text(text, "typst", format="gfm"))
            files = [Path(folder, "ours.pdf"), Path(folder, "theirs.pdf")]
            ours = measure([program, str(markdown), str(files[0])])
            theirs = measure([sys.executable, "-c", TYPST, str(source), str(files[1])])
            theirs = (theirs[0] - start, theirs[1])
            cells = [f"{pages(pdf)} p. {seconds:.2f} s {memory:.0f} MB" for pdf, (seconds, memory) in zip(files, (ours, theirs))]
            print(f"{sections:>8} {cells[0]:>26} {cells[1]:>26} {ours[0] / theirs[0]:>6.2f} {ours[1] / theirs[1]:>6.2f}")


if __name__ == "__main__":
    main()

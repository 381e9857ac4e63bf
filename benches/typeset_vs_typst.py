#!/usr/bin/env python3
"""The same Markdown through wirebrief and through Typst: CPU time and peak memory of each, and the ratio.

    pip install pypandoc-binary typst
    python3 benches/typeset_vs_typst.py [SECTIONS ...]

Typst reads what Pandoc makes of the Markdown; Pandoc's own time is not counted. Each side runs in a process of its own, three
times, and the least time counts. wirebrief is built by `cargo build --profile bench --bench typeset` first.
"""

import json
import os
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


def main():
    try:
        import pypandoc
        import typst  # noqa: F401
    except ImportError as error:
        sys.exit(f"{error}; pip install pypandoc-binary typst")
    program = bench()
    print(f"{'sections':>8} {'wirebrief':>20} {'typst':>20} {'time':>7} {'memory':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for sections in sys.argv[1:] or ["5", "100"]:
            markdown, source = Path(folder, "edition.md"), Path(folder, "edition.typ")
            markdown.write_text(subprocess.run([program, "edition", sections], check=True, capture_output=True, text=True).stdout)
            # Links to headings need labels that Typst knows; text is what is compared.
            text = markdown.read_text().replace("](#a", "](https://example.org/#a")
            source.write_text("#set page(paper: \"a4\", margin: 22mm)\n#set par(justify: true)\n#let horizontalrule = line(length: 100%)\n"
                              + pypandoc.convert_text(text, "typst", format="gfm"))
            ours = measure([program, str(markdown), str(Path(folder, "ours.pdf"))])
            theirs = measure([sys.executable, "-c", TYPST, str(source), str(Path(folder, "theirs.pdf"))])
            cells = [f"{seconds:.2f} s {memory:.0f} MB" for seconds, memory in (ours, theirs)]
            print(f"{sections:>8} {cells[0]:>20} {cells[1]:>20} {ours[0] / theirs[0]:>7.2f} {ours[1] / theirs[1]:>7.2f}")


if __name__ == "__main__":
    main()

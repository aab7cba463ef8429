"""Draws a raw file of compare.sh as results.svg, and puts chart and table into a page between two markers.

usage: chart.py RAW COMMAND PAGE      what is said about machine and versions comes on stdin
"""
import datetime
import os
import sys

from raw import figure, read

BEGIN, END = "<!-- perf-scripts/compare.sh --readme: from here -->", "<!-- to here -->"
LABEL_PX, SCALE_PX, FIGURES_PX, ROW_PX, TOP_PX = 120, 300, 330, 24, 44
PICTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results.svg")

# One set of colours for light pages, and one for dark ones.
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 } .soft { fill: #59636e }
.less { fill: #1a7f5a } .more { fill: #b5521b } .line { stroke: #59636e; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .soft { fill: #9198a1 } .less { fill: #3fb68b } .more { fill: #e0813f }
  .line { stroke: #9198a1 }
}
"""


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text(x, y, words, more=""):
    return f'<text x="{x:.0f}" y="{y:.0f}" {more}>{escaped(words)}</text>'


def chart(rows, names):
    most = max(1.2, *(row.ratio("A") for row in rows))
    per_one = SCALE_PX / most
    one = LABEL_PX + per_one
    width, height = LABEL_PX + SCALE_PX + FIGURES_PX, TOP_PX + ROW_PX * len(rows) + 8
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
           f'height="{height}" role="img" aria-label="{escaped(names["B"])} beside {escaped(names["A"])}">')
    yield f"<style>{STYLE}</style>"
    yield text(8, 18, f"{names['B']} / {names['A']}: what the same work costs; shorter is less")
    yield text(one, TOP_PX - 6, "1.0", 'class="soft" text-anchor="middle"')
    for at, row in enumerate(rows):
        y, ratio = TOP_PX + ROW_PX * at, row.ratio("A")
        yield text(LABEL_PX - 8, y + 16, row.name, 'text-anchor="end"')
        yield (f'<rect x="{LABEL_PX}" y="{y + 4}" width="{max(1, ratio * per_one):.0f}" '
               f'height="{ROW_PX - 8}" rx="2" class="{"less" if ratio <= 1 else "more"}"/>')
        yield text(LABEL_PX + SCALE_PX + 10, y + 16, f"{ratio:.2f}")
        costs = f"{figure(row.median('B'))} / {figure(row.median('A'))} {row.unit}"
        yield text(LABEL_PX + SCALE_PX + 52, y + 16, costs, 'class="soft"')
    yield f'<line x1="{one:.0f}" x2="{one:.0f}" y1="{TOP_PX}" y2="{height - 8}" class="line"/>'
    yield "</svg>"


def table(rows, names):
    beside = any(row.ratios("C") for row in rows)
    yield f"| work | unit | {names['A']} | {names['B']} | ratio | lowest-highest |" + (
        " to the limit |" if beside else "")
    yield "|---|---|---|---|---|---|" + ("---|" if beside else "")
    for row in rows:
        ratios = row.ratios("A")
        limit = f"{row.ratio('C'):.2f}" if row.ratios("C") else ""
        yield (f"| {row.name} | {row.unit} | {figure(row.median('A'))} | {figure(row.median('B'))} "
               f"| {row.ratio('A'):.2f} | {min(ratios):.2f}-{max(ratios):.2f} |" + (
                   f" {limit} |" if beside else ""))


def main():
    raw, command, page = sys.argv[1:]
    rows, about = read(raw), [line.strip() for line in sys.stdin if line.strip()]
    programs = {line[0]: line.split()[1] for line in about if line[:3] in ("A  ", "B  ")}
    names = {side: os.path.basename(program) for side, program in programs.items()}
    with open(PICTURE, "w", encoding="utf-8") as file:
        file.write("\n".join(chart(rows, names)) + "\n")
    with open(page, encoding="utf-8") as file:
        before, _, rest = file.read().partition(BEGIN)
    if not rest or END not in rest:
        sys.exit(f"{page} has no place between {BEGIN} and {END}")
    day = datetime.date.today().isoformat()
    lines = [BEGIN, f"![{names['B']} beside {names['A']}](perf-scripts/results.svg)", "", *table(rows, names),
             "", f"Made on {day} by `{command}`:", "", "```", *about, "```", END]
    with open(page, "w", encoding="utf-8") as file:
        file.write(before + "\n".join(lines) + rest.partition(END)[2])


main()

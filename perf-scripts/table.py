"""Prints the table of a raw file of compare.sh: medians, the ratio B/A of each round, and its spread."""
import csv
import re
import statistics
import sys

runs = list(csv.DictReader(open(sys.argv[1], encoding="ascii"), delimiter="\t"))
names = list(dict.fromkeys(run["row"] for run in runs))
line = "{:<10} {:<16} {:>12} {:>12} {:>7} {:>13} {:>7} {:>11}"
print(line.format("row", "unit", "A", "B", "B/A", "lowest-high.", "rounds", "busy A B"))


def values(name, side):
    return [float(run["value"]) for run in runs if run["row"] == name and run["side"] == side]


def busy(name, side):
    details = [run["detail"] for run in runs if run["row"] == name and run["side"] == side]
    found = [re.search(r"busy=(\d+)%", detail) for detail in details]
    return statistics.median(int(one[1]) for one in found) if found and found[0] else None


def figure(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.2f}"


for name in names:
    a, b = values(name, "A"), values(name, "B")
    pairs = [right / left for left, right in zip(a, b)]
    unit = next(run["unit"] for run in runs if run["row"] == name)
    share = [busy(name, side) for side in "AB"]
    print(line.format(
        name, unit, figure(statistics.median(a)), figure(statistics.median(b)),
        f"{statistics.median(pairs):.2f}", f"{min(pairs):.2f}-{max(pairs):.2f}", len(pairs),
        " ".join(f"{one:.0f}%" for one in share) if share[0] is not None else ""))

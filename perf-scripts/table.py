"""Prints the table of a raw file of compare.sh: medians, the ratios of each round, and their spread."""
import sys

from raw import figure, read

measured = read(sys.argv[1])
line = "{:<13} {:<16} {:>11} {:>11} {:>6} {:>12} {:>11} {:>6} {:>6} {:>14}"
print(line.format("row", "unit", "A", "B", "B/A", "lowest-high.", "C", "B/C", "rounds", "busy"))
for row in measured:
    ratios, beside = row.ratios("A"), row.ratios("C")
    print(line.format(
        row.name, row.unit, figure(row.median("A")), figure(row.median("B")),
        f"{row.ratio('A'):.2f}", f"{min(ratios):.2f}-{max(ratios):.2f}",
        figure(row.median("C")) if beside else "", f"{row.ratio('C'):.2f}" if beside else "",
        len(ratios), " ".join(f"{share:.0f}%" for share in row.busy())).rstrip())

"""The raw file of compare.sh: what each side cost in each round of each row."""
import csv
import re
import statistics


class Row:
    def __init__(self, name, runs):
        self.name, self.runs, self.unit = name, runs, runs[0]["unit"]

    def values(self, side):
        return [float(run["value"]) for run in self.runs if run["side"] == side]

    def median(self, side):
        return statistics.median(self.values(side))

    def ratios(self, side):
        """B beside that side, round by round; empty where that side was not measured."""
        return [ours / theirs for theirs, ours in zip(self.values(side), self.values("B")) if theirs > 0]

    def ratio(self, side):
        return statistics.median(self.ratios(side))

    def busy(self):
        """Each side's median share of its core, in percent, where it was noted."""
        for side in "ABC":
            details = [run["detail"] for run in self.runs if run["side"] == side]
            found = [match for match in (re.search(r"busy=(\d+)%", one) for one in details) if match]
            if found:
                yield statistics.median(int(match[1]) for match in found)


def read(path):
    with open(path, encoding="ascii") as file:
        runs = list(csv.DictReader(file, delimiter="\t"))
    names = dict.fromkeys(run["row"] for run in runs)
    return [Row(name, [run for run in runs if run["row"] == name]) for name in names]


def figure(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.2f}"

#!/usr/bin/env python3
"""What the histograms of the example campaign must be, computed from the specification in README.md alone.

Shares no code and no files with the jobscripts, and does the work in another way: the detector is one flat array, and
clusters grow by merging labels instead of flood filling. So it can tell whether the platform lost, doubled or mixed
up anything.

    expected_histogram.py muons:60:50 pions:50:50                      prints {sample: {"events", "histogram"}}
    expected_histogram.py muons:60:50 --check muons_*.histogram.json   exits 1 and prints what differs
    cat *.histogram.json | expected_histogram.py muons:60:50 --check -

SAMPLE:COUNTERS:EVENTS are the sample, the number of its counters (1 to COUNTERS, or A-B) and the events per job. The
particle is the sample's name without a plural s, or explicit: SAMPLE=PARTICLE:COUNTERS:EVENTS.
"""
import argparse
import hashlib
import json
import random
import sys
from math import floor, log

SIDE, LAYERS, BINS = 16, 12, 60
PROFILE = [0.10, 0.22, 0.25, 0.18, 0.11, 0.07, 0.04, 0.03]


class Draws:
    """The documented random sequence of one counter."""

    def __init__(self, sample, counter):
        digest = hashlib.sha256("{}:{}".format(sample, counter).encode("ascii")).digest()
        self.uniform = random.Random(int.from_bytes(digest[:8], "big")).random

    def irwin_hall(self):
        uniform = self.uniform
        return uniform() + uniform() + uniform() + uniform() - 2.0

    def decay(self):
        return -log(1.0 - self.uniform())


def shower(draws, energy, start):
    layers = []
    for layer in range(LAYERS):
        if layer < start:
            layers.append(track(draws))
        elif layer - start < len(PROFILE):
            layers.append(energy * PROFILE[layer - start] * (1.0 + 0.25 * draws.irwin_hall()))
        else:
            layers.append(0.0)
    return layers


def track(draws):
    return 0.20 + 0.10 * draws.decay()


def event_energy(draws, particle):
    """Simulates one event and returns its reconstructed energy in ADC counts."""
    if particle == "muon":
        draws.decay()  # the true energy, of which a muon's signal shows nothing
        column, row = (4 + int(8 * draws.uniform()) for _ in "xy")
        layers = [track(draws) for _ in range(LAYERS)]
    else:
        energy = 5.0 + 20.0 * draws.uniform()
        column, row = (4 + int(8 * draws.uniform()) for _ in "xy")
        layers = shower(draws, energy, int(2.0 * draws.decay()))
    centre = row * SIDE + column
    cross = {centre - SIDE, centre + SIDE, centre - 1, centre + 1}  # never at an edge: 4 <= row, column < 12
    return sum(layer_energy(draws, deposit, centre, cross) for deposit in layers)


def layer_energy(draws, deposit, centre, cross):
    noise, counts = draws.irwin_hall, [0] * (SIDE * SIDE)
    for cell in range(SIDE * SIDE):
        signal = 0.05 * noise()
        if cell == centre:
            signal += deposit * 0.6
        elif cell in cross:
            signal += deposit * 0.1
        if signal > 0.07:  # cannot be over threshold otherwise
            counts[cell] = floor(signal * 100)
    return merged(counts)


def merged(counts):
    """The sum of all clusters of at least 12 counts, by merging the labels of touching cells."""
    label = {cell: cell for cell, adc in enumerate(counts) if adc >= 8}
    for cell in list(label):
        touching = [cell + SIDE] if cell + SIDE in label else []
        if cell % SIDE < SIDE - 1 and cell + 1 in label:
            touching.append(cell + 1)
        for other in touching:
            old, new = label[other], label[cell]
            label = {place: new if name == old else name for place, name in label.items()}
    sums = {}
    for cell, name in label.items():
        sums[name] = sums.get(name, 0) + counts[cell]
    return sum(total for total in sums.values() if total >= 12)


def expected(sample, particle, counters, events):
    histogram = [0] * BINS
    for counter in counters:
        draws = Draws(sample, counter)
        for _ in range(events):
            histogram[min(BINS - 1, event_energy(draws, particle) // 50)] += 1
    return {"events": sum(histogram), "histogram": histogram}


def parse(text):
    try:
        name, counters, events = text.split(":")
        sample, _, particle = name.partition("=")
        first, _, last = counters.rpartition("-")
        particle = particle or sample.rstrip("s")
        if particle not in ("muon", "pion"):
            raise ValueError(particle)
        return sample, particle, range(int(first or 1), int(last) + 1), int(events)
    except ValueError:
        raise argparse.ArgumentTypeError("%r is not SAMPLE[=PARTICLE]:COUNTERS:EVENTS" % text)


def documents(paths):
    """All JSON documents of the files; `-` is standard input with any number of them in a row."""
    decoder = json.JSONDecoder()
    for path in paths:
        text = sys.stdin.read() if path == "-" else open(path).read()
        while text.strip():
            document, end = decoder.raw_decode(text.lstrip())
            text = text.lstrip()[end:]
            yield document


def collected(paths):
    """Sums what the campaign made; an input that was used twice is a mistake even if the sums should agree."""
    totals, problems, seen = {}, [], set()
    for document in documents(paths):
        total = totals.setdefault(document["sample"], {"events": 0, "histogram": [0] * BINS})
        total["events"] += document["events"]
        total["histogram"] = [a + b for a, b in zip(total["histogram"], document["histogram"])]
        for name in document["inputs"]:
            if name in seen:
                problems.append("%s was used twice" % name)
            seen.add(name)
    return totals, problems


def differences(wanted, found):
    for sample in sorted(set(wanted) | set(found)):
        nothing = {"events": 0, "histogram": [0] * BINS}
        want, have = wanted.get(sample, nothing), found.get(sample, nothing)
        if want["events"] != have["events"]:
            yield "%s: expected %d events, found %d" % (sample, want["events"], have["events"])
        for number, (a, b) in enumerate(zip(want["histogram"], have["histogram"])):
            if a != b:
                yield "%s: bin %d: expected %d, found %d" % (sample, number, a, b)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", nargs="+", type=parse, metavar="SAMPLE:COUNTERS:EVENTS")
    parser.add_argument("--check", nargs="+", metavar="FILE", help="compare with these histogram files, - is stdin")
    arguments = parser.parse_args()
    wanted = {}
    for sample, particle, counters, events in arguments.samples:
        part = expected(sample, particle, counters, events)
        total = wanted.setdefault(sample, {"events": 0, "histogram": [0] * BINS})
        total["events"] += part["events"]
        total["histogram"] = [a + b for a, b in zip(total["histogram"], part["histogram"])]
    if not arguments.check:
        print(json.dumps(wanted))
        return 0
    found, problems = collected(arguments.check)
    problems += differences(wanted, found)
    for problem in problems:
        print(problem)
    if not problems:
        print("equal: " + ", ".join("%s %d events" % (name, wanted[name]["events"]) for name in sorted(wanted)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

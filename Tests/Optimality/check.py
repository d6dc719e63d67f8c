#!/usr/bin/env python3
"""Has the matcher's optimum checked by OR-Tools: random spreadsheets, one network file each, two solvers.

    check.py KODAN [--medium 300] [--large 10000x5000 ...] [--config Config]

KODAN is the executable. Every problem is drawn from its number, matched by `kodan match`, and the network that it
writes is solved by OR-Tools' minimum-cost flow; both costs must be equal. Needs ortools (PyPI).
"""
import argparse
import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import numpy as np
from ortools.graph.python import min_cost_flow

TOPICS = ["phishing", "passwords", "cloud", "backup", "regulations", "メール"]
HOSTS = ["host%d" % n for n in range(60)]


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)


def day(dice):
    return "2026-%02d-%02d" % (dice.randint(11, 12), dice.randint(1, 28))


def presenter(number, dice, towns, weights):
    town = dice.choices(towns, weights)[0]
    exact = dice.random() < 0.2
    return [
        "p%05d" % number, town["jis_code"], town["latitude"] if exact else "",
        town["longitude"] if exact else "", ";".join(dice.sample(TOPICS, dice.randint(1, 3))),
        dice.randint(0, 3), dice.randint(1, 3), ";".join(day(dice) for _ in range(dice.randint(0, 5))),
        dice.choice(["", 60, 90, 150, 240]), dice.choice(["", "mon-fri", "sat;sun", "tue;thu"]),
        dice.choice(["", 0, 2, 5]), dice.choice(["", 6, 12]), dice.choice([""] + HOSTS),
    ]


def request(number, dice, towns, weights):
    town = dice.choices(towns, weights)[0]
    slots = ["2026-%02d-%02dT%02d:00:00+09:00/PT2H" % (dice.randint(11, 12), date, dice.randint(9, 18))
             for date in dice.sample(range(1, 29), dice.randint(1, 3))]
    return ["r%05d" % number, "lecture", town["jis_code"], dice.choice(TOPICS), dice.randint(0, 3),
            ";".join(slots), dice.choice(HOSTS), dice.choice(["", "", "", "yes"])]


def draw(folder, presenters, requests, seed, towns):
    dice = random.Random(seed)
    weights = [int(town["weight"]) + 1 for town in towns]
    write(os.path.join(folder, "p.csv"),
          "id,municipality,latitude,longitude,topics,level,cap_per_month,unavailable,reach_minutes,weekdays,"
          "lectures_this_year,yearly_cap,organization",
          [presenter(n, dice, towns, weights) for n in range(presenters)])
    write(os.path.join(folder, "r.csv"), "id,title,municipality,topic,level,slots,organization,online",
          [request(n, dice, towns, weights) for n in range(requests)])


def optimum(path):
    """The cost that OR-Tools finds for the network, and the seconds that it takes."""
    supplies, rows = [], []
    with open(path, encoding="ascii") as file:
        for line in file:
            if line[0] == "n":
                supplies.append(tuple(map(int, line.split()[1:])))
            elif line[0] == "a":
                rows.append(tuple(map(int, line.split()[1:])))
    arcs = np.array(rows, dtype=np.int64)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        arcs[:, 0].astype(np.int32), arcs[:, 1].astype(np.int32), arcs[:, 3], arcs[:, 4])
    for node, supply in supplies:
        solver.set_node_supply(node, supply)
    start = time.time()
    if solver.solve() != solver.OPTIMAL:
        sys.exit("OR-Tools finds no optimum of %s" % path)
    return solver.optimal_cost(), time.time() - start


def check(kodan, config, presenters, requests, seed, towns):
    with tempfile.TemporaryDirectory() as folder:
        draw(folder, presenters, requests, seed, towns)
        network = os.path.join(folder, "net.min")
        found = json.loads(subprocess.run(
            [kodan, "match", "--presenters", os.path.join(folder, "p.csv"), "--requests",
             os.path.join(folder, "r.csv"), "--network-out", network, "--json"],
            check=True, stdout=subprocess.PIPE, env=dict(os.environ, KODAN_CONFIG=config)).stdout)
        cost, seconds = optimum(network)
    return found, cost, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kodan")
    parser.add_argument("--medium", type=int, default=300, metavar="N")
    parser.add_argument("--large", nargs="*", default=["1000x500", "300x900", "10000x5000"], metavar="PxR")
    parser.add_argument("--config", default="Config")
    given = parser.parse_args()
    with gzip.open(os.path.join(given.config, "geo", "municipalities.csv.gz"), "rt", encoding="utf-8") as file:
        towns = list(csv.DictReader(file))
    wrong = 0
    for seed in range(given.medium):
        dice = random.Random(-1 - seed)
        presenters, requests = dice.randint(40, 200), dice.randint(20, 150)
        found, cost, _ = check(given.kodan, given.config, presenters, requests, seed, towns)
        if found["total_cost"] != cost:
            wrong += 1
            print("seed %d, %d x %d: kodan %d, OR-Tools %d" % (seed, presenters, requests, found["total_cost"], cost))
    print("%d medium problems, %d of other cost than OR-Tools'" % (given.medium, wrong))
    for size in given.large:
        presenters, requests = map(int, size.split("x"))
        found, cost, seconds = check(given.kodan, given.config, presenters, requests, 7, towns)
        equal = found["total_cost"] == cost
        wrong += not equal
        print("%s: cost %d %s; matched %d, unmatched %d; candidates %.2f s, plan %.2f s, peak %d MB; OR-Tools %.2f s"
              % (size, cost, "equal" if equal else "but kodan %d" % found["total_cost"], found["matched"],
                 found["unmatched"], found["candidate_seconds"], found["solve_seconds"],
                 found["peak_rss_bytes"] >> 20, seconds), flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

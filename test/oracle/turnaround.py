"""The table of turnaround, a second time: from exported case events and the definitions alone.

Standard input: one event a line, in the order of the log: {"number", "type", "effective_at", "data"}.
Standard output: one JSON document {"rows", "total"} for --by, --from and --to.

Definitions (all days in Asia/Shanghai):
 net      working days as the decision's event tells them; gross: calendar days from receipt to decision.
 pauses   calendar days from the first hold (special procedure, experts, hearing) to the end of the last, or of the case; corrections alike, unless the office's own time runs.
 chain    a filing takes up the case of the same applicant, item and park that ended withdrawn or turned away last, at most
          30 calendar days before it, if no earlier filing has; a chain counts once: gross from the first receipt, net summed,
          limits of the first filing, punctuality and month of the decision.
 rounds   the first decision of a case counts; who was turned away, and came back by reconsideration, has the net days of both.
 before   decided cases without a delegation: they are no part of the table, their mean net by item is a baseline.
 on the spot: recorded by the machine, counted apart.
"""
import argparse
import json
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import floor

SHANGHAI = timezone(timedelta(hours=8))
UNDECIDED = ("case.withdrawn.v1", "case.not-accepted.v1", "case.not-required.v1", "case.referred.v1")
ENDS = UNDECIDED + ("case.decided.v1", "case.recorded.v1")
# Granted on a promise is decided.
SAME = {"case.promise-decided.v1": "case.decided.v1"}
GROUPS = ("item", "park", "month")
HOLDS = {"case.paused.v1": "special", "case.experts-convened.v1": "special", "case.hearing-announced.v1": "hearing"}
FREES = {"case.resumed.v1": "special", "case.hearing-recorded.v1": "hearing"}
CARDS = ("case.yellow-carded.v1", "case.red-carded.v1", "case.card-revoked.v1")


class Case:
    def __init__(self, event, at):
        data = event["data"]
        self.number = event["number"]
        self.key = tuple(data["parties"][name] for name in ("applicant", "item", "park"))
        self.received = at
        self.delegation = data["delegation"]
        self.limits = {name: (data["limits"].get(name) or {}).get("workdays") for name in ("statutory", "promised")}
        self.waits = {"pause": 0, "correction": 0}
        self.holds = set()
        self.cards = dict.fromkeys(CARDS, 0)
        self.since = {}
        self.extended = False
        self.end = None
        self.ended = None
        self.told = {}

    def stop_waiting(self, what, at):
        begun = self.since.pop(what, None)
        if begun is not None:
            self.waits[what] += (day(at) - day(begun)).days


def day(at):
    return at.astimezone(SHANGHAI).date()


def read(lines):
    cases = {}
    for line in lines:
        event = json.loads(line)
        kind, data = SAME.get(event["type"], event["type"]), event["data"]
        at = datetime.fromisoformat(event["effective_at"].replace("Z", "+00:00"))
        if kind == "case.filed.v1":
            cases[event["number"]] = Case(event, at)
            continue
        case = cases[event["number"]]
        if kind in HOLDS:
            case.holds.add(HOLDS[kind])
            case.since.setdefault("pause", at)
        elif kind in FREES:
            case.holds.discard(FREES[kind])
            if not case.holds:
                case.stop_waiting("pause", at)
        elif kind == "case.correction-requested.v1":
            if data.get("counts") != "OFFICE":
                case.since.setdefault("correction", at)
        elif kind == "case.supplemented.v1":
            case.stop_waiting("correction", at)
        elif kind in CARDS:
            case.cards[kind] += 1
        elif kind == "case.extended.v1":
            case.extended = True
        elif kind in ENDS:
            if case.end == "case.decided.v1":
                continue
            for what in case.waits:
                case.stop_waiting(what, at)
            if case.end is not None:
                data = {**data, "net": case.told.get("net", 0) + data.get("net", 0)}
            case.end, case.ended, case.told = kind, at, data
    return list(cases.values())


def chains(cases):
    by_key = defaultdict(list)
    for case in cases:
        by_key[case.key].append(case)
    for group in by_key.values():
        group.sort(key=lambda case: (case.received, case.number))
        found, free = [], []
        for case in group:
            near = [
                chain
                for chain in free
                if chain[-1].ended <= case.received and (day(case.received) - day(chain[-1].ended)).days <= 30
            ]
            if near:
                chain = max(near, key=lambda one: (one[-1].ended, one[-1].received, one[-1].number))
                free = [one for one in free if one is not chain]
            else:
                chain = []
                found.append(chain)
            chain.append(case)
            if case.end in UNDECIDED:
                free.append(chain)
        yield from found


def applications(cases):
    for chain in chains(cases):
        first, last = chain[0], chain[-1]
        if last.end in (None,) + UNDECIDED or "net" not in last.told:
            continue
        on_the_spot = last.end == "case.recorded.v1"
        if on_the_spot and last.delegation is None:
            continue
        decided = day(last.ended)
        yield {
            "kind": "spot" if on_the_spot else "before" if last.delegation is None else "decided",
            "item": last.key[1],
            "park": last.key[2],
            "month": decided.strftime("%Y-%m"),
            "decided": decided.isoformat(),
            "net": sum(case.told.get("net", 0) for case in chain),
            "gross": (decided - day(first.received)).days,
            "paused": sum(case.waits["pause"] for case in chain),
            "correction": sum(case.waits["correction"] for case in chain),
            "extended": any(case.extended for case in chain),
            "onTime": last.told["onTime"],
            "cases": len(chain),
            "cards": [sum(case.cards[kind] for case in chain) for kind in CARDS],
            "statutory": first.limits["statutory"],
            "promise": first.limits["promised"],
        }


def rounded(value, decimals):
    return None if value is None else floor(value * 10**decimals + Fraction(1, 2)) / 10**decimals


def spread(days):
    if not days:
        return None
    days = sorted(days)
    rank = lambda p: days[-(-p * len(days) // 100) - 1]
    return {"mean": rounded(Fraction(sum(days), len(days)), 2), "median": rank(50), "p90": rank(90)}


def comparison(pairs):
    net = sum(one for one, _ in pairs)
    baseline = sum((Fraction(other) for _, other in pairs), Fraction(0))
    cut = 1 - Fraction(net) / baseline if baseline else None
    return {
        "n": len(pairs),
        "net": net,
        "baseline": rounded(baseline, 2),
        "cut": rounded(cut, 4),
        "isOverThird": cut is not None and cut > Fraction(1, 3),
    }


def figures(everything, measured):
    all_ = [one for one in everything if one["kind"] == "decided"]
    n = len(all_)
    share = lambda part: {"n": part, "share": rounded(Fraction(part, n), 4) if n else None}
    several = lambda name: {"n": sum(one[name] > 0 for one in all_), "days": sum(one[name] for one in all_)}
    cut = {
        "before": comparison([(one["net"], measured[one["item"]]) for one in all_ if one["item"] in measured]),
        "statutory": comparison([(one["net"], one["statutory"]) for one in all_ if one["statutory"] is not None]),
        "promise": comparison([(one["net"], one["promise"]) for one in all_ if one["promise"] is not None]),
    }
    yellow, red, revoked = (sum(one["cards"][kind] for one in all_) for kind in range(3))
    headline = next((name for name in ("before", "statutory") if n and cut[name]["n"] == n), None)
    return {
        "n": n,
        "isFew": n < 5,
        "resubmitted": sum(one["cases"] > 1 for one in all_),
        "net": spread([one["net"] for one in all_]),
        "gross": spread([one["gross"] for one in all_]),
        "withinMonth": share(sum(one["gross"] <= 30 for one in all_)),
        "onTime": {**share(sum(one["onTime"] for one in all_)), "extended": sum(one["extended"] for one in all_)},
        "cut": cut,
        "headline": headline,
        "paused": several("paused"),
        "correction": several("correction"),
        "cards": {
            "yellow": yellow,
            "red": red,
            "revoked": revoked,
            "perHundred": rounded(Fraction(100 * (yellow + red - revoked), n), 2) if n else None,
        },
        "onTheSpot": len(everything) - n,
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--by", default="item,park,month")
    arguments.add_argument("--from", dest="first", default="0000-01-01")
    arguments.add_argument("--to", dest="last", default="9999-12-31")
    asked = arguments.parse_args()
    by = [group for group in GROUPS if group in asked.by.split(",")]
    everything = list(applications(read(sys.stdin)))
    past = defaultdict(list)
    for one in everything:
        if one["kind"] == "before":
            past[one["item"]].append(one["net"])
    measured = {item: Fraction(sum(days), len(days)) for item, days in past.items()}
    counted = [one for one in everything if one["kind"] != "before" and asked.first <= one["decided"] <= asked.last]
    lines = defaultdict(list)
    for one in counted:
        lines[tuple(one[group] for group in by)].append(one)
    place = lambda key: [(len(part), part) if group == "item" else (0, part) for group, part in zip(by, key)]
    rows = [{**dict(zip(by, key)), **figures(lines[key], measured)} for key in sorted(lines, key=place)]
    json.dump({"rows": rows, "total": figures(counted, measured)}, sys.stdout)


main()

"""Incentive plans for the oracle: their form, their text, and random ones at the edges of the rules.

A generator that only throws dice would pass every rule by. This one knows the limits and puts figures on them and a
hair to both sides. Figures are decimals of at most 15 digits, so that any reader of their text sees the same.
"""

import datetime
import decimal
import json
import random
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Callable, Dict, List, Optional, Sequence

KINDS = (
    "CONVERTED_INSTITUTE",
    "HIGH_TECH",
    "UNIVERSITY_INVESTED",
    "INSTITUTE_INVESTED",
    "TECH_SERVICE_BODY",
    "TECH_SME",
    "LISTED_SUBSIDIARY_UNLISTED_TECH",
)
SIZES = ("LARGE", "MEDIUM", "SMALL", "MICRO")
MODES = ("EQUITY_SALE", "EQUITY_AWARD", "EQUITY_OPTION", "POST_DIVIDEND", "PROJECT_DIVIDEND")
ROLES = (
    "TECHNICAL",
    "MANAGEMENT",
    "SUPERVISOR",
    "INDEPENDENT_DIRECTOR",
    "CONTROLLING_SHAREHOLDER_MANAGER",
    "OTHER",
)
MONEY = ("netAssetsStart", "netAssetsEnd", "fiscalGrantAssets", "capitalInjections", "paidInCapital")
FLAGS = ("auditedAccounts", "penaltyInThreeYears")
PLAN_FIGURES = ("staffTotal", "planYears", "netProfit", "yearlyTotal")
EQUITY_FIGURES = ("yearsOfService", "awardValue", "ownPurchase", "cumulativeAward", "shareRatio")
DIVIDEND_FIGURES = ("yearsInPost", "dividend", "totalPay")

Form = Dict[str, Callable[[Any], Any]]
Draft = Dict[str, Any]


# The form: what a document may hold.


class BadInput(Exception):
    """A document that is no question."""


def string(value: Any) -> str:
    """Any string."""
    if not isinstance(value, str):
        raise BadInput
    return value


def word(words: Sequence[str]) -> Callable[[Any], str]:
    """One of these words."""

    def read(value: Any) -> str:
        if string(value) not in words:
            raise BadInput
        return value

    return read


def day(value: Any) -> datetime.date:
    """A civil date that exists."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", string(value)):
        raise BadInput
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise BadInput from None


def flag(value: Any) -> Optional[bool]:
    """True or false, or missing."""
    if value is not None and not isinstance(value, bool):
        raise BadInput
    return value


def figure(value: Any) -> Optional[Fraction]:
    """A number, or missing. A truth value is an int to Python, never to JSON."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise BadInput
    return Fraction(value)


def ratio(value: Any) -> Optional[Fraction]:
    """A number from 0 to 1, or missing."""
    number = figure(value)
    if number is not None and not 0 <= number <= 1:
        raise BadInput
    return number


def three_ratios(value: Any) -> Optional[List[Optional[Fraction]]]:
    """Three years of a ratio, each of which may be missing, as all may."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 3:
        raise BadInput
    return [ratio(each) for each in value]


def people_list(value: Any) -> List[Dict[str, Any]]:
    """People, perhaps none."""
    if not isinstance(value, list):
        raise BadInput
    return [entries(each, PERSON) for each in value]


def entries(value: Any, form: Form) -> Dict[str, Any]:
    """An object of known fields. Absent is null: each reader takes it or refuses it, as its field needs."""
    if not isinstance(value, dict) or any(name not in form for name in value):
        raise BadInput
    return {name: read(value.get(name)) for name, read in form.items()}


PERSON: Form = {"ref": string, "role": word(ROLES)}
PERSON.update({name: figure for name in EQUITY_FIGURES + DIVIDEND_FIGURES})
PERSON["shareRatio"] = ratio
ENTERPRISE: Form = {"kind": word(KINDS), "size": word(SIZES), "rdSpendRatio": three_ratios}
ENTERPRISE.update({name: ratio for name in ("rdStaffRatio", "techServiceIncomeRatio")})
ENTERPRISE.update({name: figure for name in MONEY})
ENTERPRISE.update({name: flag for name in FLAGS})
PLAN: Form = {"mode": word(MODES), "people": people_list, **{name: figure for name in PLAN_FIGURES}}
DOCUMENT: Form = {
    "filedOn": day,
    "enterprise": lambda value: entries(value, ENTERPRISE),
    "plan": lambda value: entries(value, PLAN),
}


# The text: JSON in and out.


def document_of(text: str) -> Any:
    """A document whose numbers are the decimals as written. What Python reads beside JSON, as NaN, is refused."""

    def refuse(_: str) -> Any:
        raise BadInput

    try:
        return json.loads(text, parse_float=decimal.Decimal, parse_constant=refuse)
    except ValueError:
        raise BadInput from None


def text_of(value: Any) -> str:
    """JSON without blanks, in its own letters."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{text_of(name)}:{text_of(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text_of, value)) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return number(value) if isinstance(value, Fraction) else json.dumps(value, ensure_ascii=False)


def number(value: Fraction) -> str:
    """The decimal where it has at most 15 digits, for then the nearest double prints as that; else that double."""
    if value.denominator == 1 and abs(value) < 10**15:
        return str(value.numerator)
    return repr(float(value))


# Random plans.

DAYS = ("2016-02-29", "2016-03-01", "2016-03-02", "2018-09-17", "2018-09-18", "2018-09-19", "2011-01-22", "1999-12-31")
SHARE_CAPS = {"LARGE": Decimal("0.05"), "MEDIUM": Decimal("0.1"), "SMALL": Decimal("0.3"), "MICRO": Decimal("0.3")}
RATIO_HAIRS = tuple(map(Decimal, ("0.01", "0.001", "0.0001", "0.000001", "0.000000001")))
MONEY_HAIRS = tuple(map(Decimal, ("0.01", "0.1", "1", "1000")))
YEAR_HAIRS = tuple(map(Decimal, ("1", "0.5", "0.01", "0.0001")))
ODD_WORDS = ("", "high_tech", "UNKNOWN", "TECHNICAL ", "toString", "__proto__", None, 1, ["HIGH_TECH"])
ODD_FIELDS = ("note", "Kind", "people ", "constructor", "__proto__", "", "shareratio")
NO_DAYS = ("2026-02-30", "2017-02-29", "2026-5-6", "2026-05-06T00:00:00+08:00", "06.05.2026", "", None, 20260506)
NO_FIGURES = ("1", "", True, False, [], [1], {})
NOT_THREE = ([], [Decimal("0.1")] * 2, [Decimal("0.1")] * 4, Decimal("0.1"), ["1"] * 3)


class Generator:
    """Draws plans from one seed: the same seed, the same plans."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.wild = 0.0
        self.old = False

    def chance(self, share: float) -> bool:
        """True in this share of the calls."""
        return self.dice.random() < share

    def pick(self, choices: Sequence[Any]) -> Any:
        """One of them."""
        return self.dice.choice(choices)

    def text(self) -> str:
        """One question: lawful or nearly so, then perhaps with gaps or spoiled."""
        # Several rules fail at once where the dice are wild, one at most where they are not.
        self.wild = self.pick((0.0, 0.03, 0.03, 0.1, 0.4))
        draft = self.plan()
        self.leave_gaps(draft, self.pick((0.0, 0.0, 0.0, 0.02, 0.06, 0.3)))
        if self.chance(0.1):
            self.spoil(draft)
        return text_of(draft)

    def near(self, limit: Decimal, side: int, hairs: Sequence[Decimal]) -> Decimal:
        """A figure on a limit, a hair beside it or far from it; side 1: at least is lawful, -1: at most."""
        steps = (self.pick(hairs), self.pick(hairs), abs(limit) / 2)
        if self.chance(self.wild):
            return max(limit - side * self.pick(steps), min(limit, Decimal(0)))
        return max(limit + side * self.pick((Decimal(0), *steps)), min(limit, Decimal(0)))

    def split(self, whole: Decimal, parts: int, grid: Decimal) -> List[Decimal]:
        """Parts of a whole that is not negative, cut on a grid; their exact sum is the whole."""
        cuts = sorted(self.dice.randint(0, int(whole / grid)) * grid for _ in range(parts - 1))
        return [right - left for left, right in zip([Decimal(0), *cuts], [*cuts, whole])] if parts else []

    def plan(self) -> Draft:
        """A whole document with all its figures."""
        some_day = f"{self.dice.randint(2012, 2028)}-0{self.dice.randint(1, 9)}-15"
        filed_on = self.pick(DAYS) if self.chance(0.4) else some_day
        self.old = filed_on < "2016-03-01"
        mode, size = self.pick(MODES), self.pick(SIZES)
        kind = self.pick(KINDS if self.chance(0.3) else KINDS[:5] if self.chance(0.4) else KINDS[:4])
        count = self.pick((0, 1, 1, 2, 2, 2, 3, 3, 4, 6, 11))
        growth = self.near(Decimal("0.1" if mode == "POST_DIVIDEND" else "0.2"), 1, RATIO_HAIRS[:4])
        start = Decimal(self.dice.randint(1, 99)) * self.pick((10**6, 10**7))
        gain = growth * start
        if self.chance(self.wild / 2):
            start, gain = self.pick(((0, 500_000), (-1_000_000, 3_000_000), (10**7, 0), (10**7, -2_000_000), (0, 0)))
        grants, injections = Decimal(self.pick((0, 0, 500_000))), Decimal(self.pick((0, 0, "1250000.5", -300_000)))
        enterprise = {
            "kind": kind,
            "size": size,
            "rdSpendRatio": [self.near(Decimal("0.02" if self.old else "0.03"), 1, RATIO_HAIRS) for _ in range(3)],
            "rdStaffRatio": self.near(Decimal("0.1"), 1, RATIO_HAIRS),
            "techServiceIncomeRatio": self.near(Decimal("0.6"), 1, RATIO_HAIRS),
            "netAssetsStart": Decimal(start),
            "netAssetsEnd": start + gain + grants + injections,
            "fiscalGrantAssets": grants,
            "capitalInjections": injections,
            "auditedAccounts": not self.chance(self.wild),
            "penaltyInThreeYears": self.chance(self.wild),
            "paidInCapital": Decimal(20_000_000),
        }
        return {
            "filedOn": filed_on,
            "enterprise": enterprise,
            "plan": self.offer(mode, SHARE_CAPS["MEDIUM" if self.old else size], Decimal(gain), count),
        }

    def offer(self, mode: str, share_cap: Decimal, gain: Decimal, count: int) -> Draft:
        """The plan itself. Figures that belong to other modes are there now and then: they must not matter."""
        of_equity, everything = mode.startswith("EQUITY"), self.chance(0.1)
        people = [{"ref": f"{self.pick(('P', '员工-', 'a.'))}{i + 1}", "role": self.role(mode)} for i in range(count)]
        figures: Draft = {}
        if of_equity or everything:
            self.give_equity(people, share_cap, gain)
        if not of_equity or everything:
            figures = self.give_dividends(people, mode)
        self.dice.shuffle(people)
        return {"mode": mode, "people": people, **figures}

    def role(self, mode: str) -> str:
        """Nobody whom a rule bars, unless the dice are wild: awards are for technical staff."""
        if self.chance(self.wild):
            return self.pick(ROLES)
        return "TECHNICAL" if mode == "EQUITY_AWARD" else self.pick(("TECHNICAL", "MANAGEMENT", "OTHER"))

    def give_equity(self, people: List[Draft], share_cap: Decimal, gain: Decimal) -> None:
        """The figures of sales, awards and options."""
        count = len(people)
        shares = [self.near(Decimal("0.03"), -1, RATIO_HAIRS) for _ in people]
        if self.chance(0.4) or sum(shares) > share_cap:
            grid = self.pick((Decimal("0.1"), *RATIO_HAIRS))
            shares = self.split(self.near(share_cap, -1, RATIO_HAIRS), count, grid)
        whole = self.near(gain * Decimal("0.175" if self.old else "0.15"), -1, MONEY_HAIRS)
        whole = whole if gain > 0 else Decimal(self.pick((0, 0, 1000)))
        awards = self.split(whole, count, self.pick(MONEY_HAIRS))
        # Before 2016 what is bought counts too: up to the other half of the cap, or a hair beyond it.
        limit = max(gain * Decimal("0.35") - whole, Decimal(0))
        bought = self.split(self.near(limit, -1, MONEY_HAIRS), count, self.pick(MONEY_HAIRS))
        for person, share, award, own in zip(people, shares, awards, bought):
            person["yearsOfService"] = self.near(Decimal(3), 1, YEAR_HAIRS)
            person["shareRatio"] = share
            person["awardValue"] = award
            person["ownPurchase"] = own if self.old else self.near(award, 1, MONEY_HAIRS)
            person["cumulativeAward"] = self.near(Decimal(3_000_000), -1, MONEY_HAIRS)

    def give_dividends(self, people: List[Draft], mode: str) -> Draft:
        """The figures of dividends; those of the whole plan are given back."""
        count, lost = len(people), self.chance(self.wild)
        profit = Decimal(self.pick((0, 0, -250_000)) if lost else self.dice.randint(1, 9999) * 1000)
        yearly = self.near(profit * Decimal("0.15"), -1, MONEY_HAIRS) if profit > 0 else Decimal(self.pick((0, 1000)))
        yearly = Decimal(0) if self.chance(self.wild / 4) else yearly
        enough = -(-10 * count // 3)  # of whom these people are 30 % or just less
        staff = enough + self.pick((0, 1, 40))
        if self.chance(self.wild):
            staff = self.pick((count, count, count + 1, enough - 1, 0))
        for person in people:
            total = Decimal(self.pick((300_000, 300_000, 100, 1, "123456.5")))
            limit = total * 2 / 3 if mode == "POST_DIVIDEND" else yearly * Decimal("0.3")
            person["yearsInPost"] = self.near(Decimal(1), 1, YEAR_HAIRS)
            person["dividend"] = self.near(limit.quantize(Decimal("0.01"), decimal.ROUND_DOWN), -1, MONEY_HAIRS)
            person["totalPay"] = total if not self.chance(self.wild / 4) else Decimal(0)
        return {
            "staffTotal": Decimal(max(staff, 0)),
            "planYears": self.near(Decimal(3), -1, YEAR_HAIRS[:2]),
            "netProfit": profit,
            "yearlyTotal": yearly,
        }

    def leave_gaps(self, draft: Draft, share: float) -> None:
        """Takes this share of the figures away: absent, or null."""
        for part in (draft["enterprise"], draft["plan"], *draft["plan"]["people"]):
            for name in [each for each in part if each not in ("kind", "size", "mode", "people", "ref", "role")]:
                if self.chance(share):
                    part[name] = None
                    if self.chance(0.5):
                        del part[name]
                elif name == "rdSpendRatio":
                    part[name] = [None if self.chance(share) else each for each in part[name]]

    def spoil(self, draft: Draft) -> None:
        """Makes one fault of form, at any depth. Every choice must be a fault beyond doubt."""
        enterprise, plan = draft["enterprise"], draft["plan"]
        plan["people"] = plan["people"] or [{"ref": "P1", "role": "TECHNICAL"}]
        person = self.pick(plan["people"])
        part: Draft = self.pick((draft, enterprise, plan, person))
        needed = {id(draft): ("filedOn", "enterprise", "plan"), id(enterprise): ("kind", "size")}
        needed.update({id(plan): ("mode", "people"), id(person): ("ref", "role")})
        figures: Dict[int, Sequence[str]] = {id(enterprise): MONEY + ("rdStaffRatio",), id(plan): PLAN_FIGURES}
        kind = self.dice.randint(1, 7)
        if kind == 1:
            part[self.pick(ODD_FIELDS)] = self.pick((None, 1))
        elif kind == 2:
            holder, name = self.pick(((enterprise, "kind"), (enterprise, "size"), (plan, "mode"), (person, "role")))
            holder[name] = self.pick(ODD_WORDS)
        elif kind == 3:
            draft["filedOn"] = self.pick(NO_DAYS)
        elif kind == 4:
            part = part if part is not draft else person
            part[self.pick(figures.get(id(part), EQUITY_FIGURES + DIVIDEND_FIGURES))] = self.pick(NO_FIGURES)
        elif kind == 5:
            del part[self.pick(needed[id(part)])]
        elif kind == 6:
            part[self.pick(needed[id(part)])] = self.pick((None, 7, True))
        else:
            holder, name, values = self.pick(
                (
                    (enterprise, "rdSpendRatio", NOT_THREE),
                    (enterprise, self.pick(FLAGS), ("true", 0, 1, "", [])),
                    (plan, "people", ({}, "", [None], [[]], ["P1"])),
                    (draft, self.pick(("enterprise", "plan")), ([], "", [{}])),
                )
            )
            holder[name] = self.pick(values)

"""The oracle of incentive plans: random plans with their answers, or the answers to documents on stdin.

    python3 equity.py --seed 7 --count 1000    one line of JSON a plan: {"question", "answer"}
    python3 equity.py --ask                    one document a line in, one answer a line out

An answer is a check as `yuanban equity --json` gives it, or {"error": {"code", "path"}}; `path` is always null, for the
contract does not say which of several faults is told. Every figure is a fraction made of the decimals as written, so
nothing is rounded before it is printed. Needs Python 3.9 and nothing else.
"""

import sys

sys.dont_write_bytecode = True  # leaves no files beside the sources

import argparse  # noqa: E402
import datetime  # noqa: E402
from fractions import Fraction  # noqa: E402
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple  # noqa: E402

import equity_plans as plans  # noqa: E402

Figure = Optional[Fraction]
Person = Dict[str, Any]

RS_2011, RS_2016, RS_2018 = "RS-2011", "RS-2016", "RS-2016+54"
RULE_SETS = {RS_2011: datetime.date.min, RS_2016: datetime.date(2016, 3, 1), RS_2018: datetime.date(2018, 9, 18)}
BASIS = {RS_2011: "财企〔2010〕8号", RS_2016: "财资〔2016〕4号", RS_2018: "财资〔2016〕4号"}
AWARD, OPTION, POST = ("EQUITY_AWARD",), ("EQUITY_OPTION",), ("POST_DIVIDEND",)
EQUITY = ("EQUITY_SALE", "EQUITY_AWARD", "EQUITY_OPTION")
DIVIDEND = ("POST_DIVIDEND", "PROJECT_DIVIDEND")


class Question:
    """A plan with its enterprise and the rule set of its filing day."""

    def __init__(self, document: Any) -> None:
        whole = plans.entries(document, plans.DOCUMENT)
        since = [name for name, first in RULE_SETS.items() if first <= whole["filedOn"]]
        self.rules = since[-1]
        self.enterprise: Dict[str, Any] = whole["enterprise"]
        self.plan: Dict[str, Any] = whole["plan"]
        self.kind: str = self.enterprise["kind"]
        self.size: str = self.enterprise["size"]
        self.mode: str = self.plan["mode"]
        self.people: List[Person] = self.plan["people"]
        self.old = self.rules == RS_2011
        self.is_post = self.mode in POST

    def appreciation(self) -> Figure:
        """End − start − fiscal grants − injections, null if one is missing."""
        names = ("netAssetsEnd", "netAssetsStart", "fiscalGrantAssets", "capitalInjections")
        end, *others = (self.enterprise[name] for name in names)
        return None if end is None or None in others else end - sum(others)


def has_research_rules(question: Question) -> bool:
    """Whom RD_SPEND and RD_STAFF concern: not only kinds that UNIT_KIND admits."""
    exempt = {RS_2011: (), RS_2016: ("TECH_SERVICE_BODY",), RS_2018: ("TECH_SERVICE_BODY", "HIGH_TECH")}
    return question.kind not in exempt[question.rules]


# What the rules say.


class Finding(NamedTuple):
    """What a rule says, but for its name and basis."""

    passed: Optional[bool]
    limit: Any
    actual: Any
    verified: bool = True
    people: Sequence[str] = ()


def at_least(actual: Figure, limit: Fraction, verified: bool = True) -> Finding:
    """One figure that must reach a limit."""
    return Finding(None if actual is None else actual >= limit, limit, actual, verified)


def at_most(actual: Figure, limit: Fraction) -> Finding:
    """One figure that must not exceed a limit."""
    return Finding(None if actual is None else actual <= limit, limit, actual)


def total(figures: Sequence[Figure]) -> Figure:
    """The sum of them, null if one is missing; the sum of none is 0."""
    known = [each for each in figures if each is not None]
    return sum(known, Fraction(0)) if len(known) == len(figures) else None


def quotient(part: Figure, whole: Figure) -> Figure:
    """Null if one is missing or the divisor is 0."""
    return None if part is None or whole is None or whole == 0 else part / whole


def each_person(
    question: Question,
    limit: Any,
    breaks: Callable[[Person], Optional[bool]],
    actual: Optional[Callable[[], Any]] = None,
    verified: bool = True,
) -> Finding:
    """A per-person rule. `breaks` is null for a person whose figure is missing; `actual` is how many, if not given."""
    told = [(person["ref"], breaks(person)) for person in question.people]
    refs = [ref for ref, broken in told if broken]
    unknown = any(broken is None for _, broken in told)
    passed = False if refs else None if unknown else True
    if unknown or not told:
        return Finding(passed, limit, None, verified, refs)
    return Finding(passed, limit, actual() if actual else len(refs), verified, refs)


def each_at_most(question: Question, name: str, limit: Fraction) -> Finding:
    """A figure of each person, none above the limit: the highest is told."""
    return each_person(
        question,
        limit,
        lambda person: None if person[name] is None else person[name] > limit,
        lambda: max(person[name] for person in question.people),
    )


def each_at_least(question: Question, name: str, limit: Fraction) -> Finding:
    """A figure of each person, none below the limit: the lowest is told."""
    return each_person(
        question,
        limit,
        lambda person: None if person[name] is None else person[name] < limit,
        lambda: min(person[name] for person in question.people),
    )


def unit_kind(question: Question) -> Finding:
    """UNIT_KIND: which kinds of enterprise may have a plan at all."""
    refused = {
        RS_2011: ("TECH_SERVICE_BODY", "TECH_SME", "LISTED_SUBSIDIARY_UNLISTED_TECH"),
        RS_2016: ("TECH_SME", "LISTED_SUBSIDIARY_UNLISTED_TECH"),
        RS_2018: (),
    }
    return Finding(question.kind not in refused[question.rules], None, question.kind)


def rd_spend(question: Question) -> Optional[Finding]:
    """RD_SPEND: each of three years. No per-person rule: a missing year leaves it open whatever the others say."""
    if not has_research_rules(question):
        return None
    years = question.enterprise["rdSpendRatio"]
    lowest = None if years is None or None in years else min(years)
    return at_least(lowest, Fraction(2 if question.old else 3, 100))


def rd_staff(question: Question) -> Optional[Finding]:
    """RD_STAFF."""
    if not has_research_rules(question):
        return None
    return at_least(question.enterprise["rdStaffRatio"], Fraction(10, 100))


def tech_service_income(question: Question) -> Optional[Finding]:
    """TECH_SERVICE_INCOME: service bodies."""
    if question.kind != "TECH_SERVICE_BODY":
        return None
    return at_least(question.enterprise["techServiceIncomeRatio"], Fraction(60, 100))


def audited_accounts(question: Question) -> Finding:
    """AUDITED_ACCOUNTS: they must be."""
    given = question.enterprise["auditedAccounts"]
    return Finding(None if given is None else given, True, given)


def no_penalty(question: Question) -> Finding:
    """NO_PENALTY: there must be none."""
    given = question.enterprise["penaltyInThreeYears"]
    return Finding(None if given is None else not given, False, given)


def net_asset_growth(question: Question) -> Optional[Finding]:
    """NET_ASSET_GROWTH: awards; post dividends from 2016. It cannot be told where the start is not above 0."""
    if question.old and question.is_post:
        return None
    start = question.enterprise["netAssetsStart"]
    growth = None if start is None or start <= 0 else quotient(question.appreciation(), start)
    return at_least(growth, Fraction(10 if question.is_post else 20, 100), verified=question.old)


def total_share_cap(question: Question) -> Finding:
    """TOTAL_SHARE_CAP: a rule on a sum. What enterprises that are not large were allowed before 2016 is not known."""
    if question.old and question.size != "LARGE":
        return Finding(None, None, None, verified=False)
    percent = 10 if question.old else {"LARGE": 5, "MEDIUM": 10, "SMALL": 30, "MICRO": 30}[question.size]
    return at_most(total([person["shareRatio"] for person in question.people]), Fraction(percent, 100))


def person_share_cap(question: Question) -> Finding:
    """PERSON_SHARE_CAP."""
    return each_at_most(question, "shareRatio", Fraction(3, 100))


def award_appreciation_cap(question: Question) -> Finding:
    """AWARD_APPRECIATION_CAP: on sums, by multiplication, so that an appreciation below 0 allows no award."""
    limit = Fraction(35 if question.old else 15, 100)
    awarded = total([person["awardValue"] for person in question.people])
    bought = total([person["ownPurchase"] for person in question.people]) if question.old else Fraction(0)
    appreciation = question.appreciation()
    if awarded is None or bought is None or appreciation is None:
        return Finding(None, limit, None)
    cap = limit * appreciation
    passed = awarded + bought <= cap and (not question.old or awarded <= cap / 2)
    return Finding(passed, limit, quotient(awarded + bought, appreciation))


def award_technical_staff(question: Question) -> Finding:
    """AWARD_TECHNICAL_STAFF."""
    return each_person(question, None, lambda person: person["role"] != "TECHNICAL")


def award_person_cap(question: Question) -> Finding:
    """AWARD_PERSON_CAP."""
    return each_at_most(question, "cumulativeAward", Fraction(3_000_000))


def award_own_purchase(question: Question) -> Finding:
    """AWARD_OWN_PURCHASE: one to one."""

    def breaks(person: Person) -> Optional[bool]:
        given, bought = person["awardValue"], person["ownPurchase"]
        return None if given is None or bought is None else bought < given

    return each_person(question, Fraction(1), breaks)


def award_service_years(question: Question) -> Finding:
    """AWARD_SERVICE_YEARS."""
    return each_at_least(question, "yearsOfService", Fraction(3))


def option_size(question: Question) -> Finding:
    """OPTION_SIZE."""
    return Finding(question.size in ("SMALL", "MICRO"), None, question.size, verified=False)


def excluded_person(question: Question) -> Finding:
    """EXCLUDED_PERSON: the controlling shareholder's managers before 2016 only."""
    excluded = ["SUPERVISOR", "INDEPENDENT_DIRECTOR"]
    if question.old:
        excluded.append("CONTROLLING_SHAREHOLDER_MANAGER")
    return each_person(question, None, lambda person: person["role"] in excluded, verified=question.old)


def not_all_staff(question: Question) -> Finding:
    """NOT_ALL_STAFF: a count that is known is not told either while the figure beside it is missing."""
    staff, count = question.plan["staffTotal"], len(question.people)
    if staff is None:
        return Finding(None, None, None, verified=question.old)
    return Finding(count < staff, staff, count, verified=question.old)


def dividend_staff_share(question: Question) -> Finding:
    """DIVIDEND_STAFF_SHARE."""
    return at_most(quotient(Fraction(len(question.people)), question.plan["staffTotal"]), Fraction(30, 100))


def dividend_person_share(question: Question) -> Finding:
    """DIVIDEND_PERSON_SHARE: of a person's own pay, or of the yearly total. A share of 0 cannot be told."""
    limit = Fraction(2, 3) if question.is_post else Fraction(30, 100)

    def whole(person: Person) -> Figure:
        return person["totalPay"] if question.is_post else question.plan["yearlyTotal"]

    def breaks(person: Person) -> Optional[bool]:
        untold = quotient(person["dividend"], whole(person)) is None
        return None if untold else person["dividend"] > limit * whole(person)

    def highest() -> Fraction:
        return max(person["dividend"] / whole(person) for person in question.people)

    return each_person(question, limit, breaks, None if question.is_post else highest)


def dividend_profit_share(question: Question) -> Finding:
    """DIVIDEND_PROFIT_SHARE: by multiplication, so that a loss allows no dividend."""
    limit, yearly, profit = Fraction(15, 100), question.plan["yearlyTotal"], question.plan["netProfit"]
    if yearly is None or profit is None:
        return Finding(None, limit, None)
    return Finding(yearly <= limit * profit, limit, quotient(yearly, profit))


def dividend_plan_years(question: Question) -> Finding:
    """DIVIDEND_PLAN_YEARS."""
    return at_most(question.plan["planYears"], Fraction(3))


def dividend_years_in_post(question: Question) -> Finding:
    """DIVIDEND_YEARS_IN_POST."""
    return each_at_least(question, "yearsInPost", Fraction(1))


# In the table's order: each rule (its name is the function's in capitals), the modes it concerns, and whether RS-2011
# has it already. A rule that exempts some kinds of enterprise gives None for them.
RULES: Sequence[Tuple[Callable[[Question], Optional[Finding]], Sequence[str], bool]] = (
    (unit_kind, plans.MODES, True),
    (rd_spend, plans.MODES, True),
    (rd_staff, plans.MODES, True),
    (tech_service_income, plans.MODES, False),
    (audited_accounts, plans.MODES, False),
    (no_penalty, plans.MODES, False),
    (net_asset_growth, AWARD + POST, True),
    (total_share_cap, EQUITY, True),
    (person_share_cap, EQUITY, False),
    (award_appreciation_cap, AWARD, True),
    (award_technical_staff, AWARD, True),
    (award_person_cap, AWARD, False),
    (award_own_purchase, AWARD, False),
    (award_service_years, AWARD, False),
    (option_size, OPTION, False),
    (excluded_person, plans.MODES, True),
    (not_all_staff, DIVIDEND, True),
    (dividend_staff_share, POST, False),
    (dividend_person_share, DIVIDEND, False),
    (dividend_profit_share, POST, False),
    (dividend_plan_years, DIVIDEND, False),
    (dividend_years_in_post, POST, False),
)


def findings_of(question: Question) -> Dict[str, Finding]:
    """Every rule that applies, passed or not, by name."""
    found = {}
    for rule, modes, of_old in RULES:
        finding = rule(question) if question.mode in modes and (of_old or not question.old) else None
        if finding is not None:
            found[rule.__name__.upper()] = finding
    return found


def verdict(findings: Sequence[Finding]) -> str:
    """FAIL if a verified rule fails; else REVIEW if an unverified one does or one is open; else PASS."""
    if any(found.passed is False and found.verified for found in findings):
        return "FAIL"
    return "PASS" if all(found.passed is True for found in findings) else "REVIEW"


def answer(text: str) -> Dict[str, Any]:
    """The check of a document as written, or its refusal."""
    try:
        question = Question(plans.document_of(text))
    except plans.BadInput:
        return {"error": {"code": "BAD_INPUT", "path": None}}
    found = findings_of(question)
    return {
        "ruleSet": question.rules,
        "verdict": verdict(list(found.values())),
        "appreciation": question.appreciation(),
        "findings": [
            {
                "rule": name,
                "pass": each.passed,
                "limit": each.limit,
                "actual": each.actual,
                "basis": BASIS[question.rules],
                "verified": each.verified,
                "people": list(each.people),
            }
            for name, each in found.items()
        ],
    }


def draw(seed: int, count: int) -> None:
    """Prints random plans with their answers. They are answered as read from their own text, as any reader would."""
    generator = plans.Generator(seed)
    for _ in range(count):
        question = generator.text()
        print(f'{{"question":{question},"answer":{plans.text_of(answer(question))}}}')


def ask() -> None:
    """Answers the documents on stdin, one a line, as they come."""
    for line in sys.stdin:
        print(plans.text_of(answer(line)), flush=True)


def main() -> None:
    """Reads the options and does what they ask for."""
    options = argparse.ArgumentParser(description="The oracle of incentive plans.")
    options.add_argument("--ask", action="store_true", help="answer the documents on stdin, one a line")
    options.add_argument("--seed", type=int, default=1, help="what the plans are drawn from")
    options.add_argument("--count", type=int, default=1000, help="how many plans")
    chosen = options.parse_args()
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if chosen.ask:
        ask()
    else:
        draw(chosen.seed, chosen.count)


if __name__ == "__main__":
    main()

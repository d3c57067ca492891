"""The legal clock, a second time: written from the contract of `yuanban clock` alone and not from the program.

It walks the calendar day by day, says of each day whether it counts and why, and derives everything else from that
walk. It is slow on purpose: nothing here is to be cleverer than the sentences it is made from. "Rule n" is the n-th
rule of section 1 of the contract, "Form" its first paragraph, "section 2" the one on working days.
"""

import calendar as gregorian
import datetime
import json
import pathlib
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

MS_PER_DAY = 86_400_000
SHANGHAI_MS = 8 * 3_600_000
EPOCH = datetime.date(1970, 1, 1).toordinal()

WORKING = ("WORKDAY", "MAKE_UP_WORKDAY")
UNITS = ("workday", "day", "month", "year")
WORDS = ("start", "pause", "resume", "extend", "end")


class Refusal(Exception):
    """A "no" with its code; `path` is None where the contract does not say which field is told."""

    def __init__(self, code: str, path: Optional[str] = None) -> None:
        super().__init__(code)
        self.code = code
        self.path = path


# The calendar (section 2). A civil day is its number in Python's proleptic calendar (`date.toordinal`).


class Calendar:
    """What each day is, from the first to the last year with data."""

    def __init__(self, years: List[Dict[str, Any]]) -> None:
        """Section 2: the listed days, else Saturday and Sunday off, and which years are not published."""
        self.first = datetime.date(min(year["year"] for year in years), 1, 1).toordinal()
        self.last = datetime.date(max(year["year"] for year in years), 12, 31).toordinal()
        self.last_year = max(year["year"] for year in years)
        self.kind: Dict[int, str] = {}
        self.text: Dict[int, str] = {}
        self.provisional: Dict[int, bool] = {}
        for year in years:
            off, work = set(year["off"]), set(year["work"])
            number = year["year"]
            for day in range(datetime.date(number, 1, 1).toordinal(), datetime.date(number, 12, 31).toordinal() + 1):
                text = datetime.date.fromordinal(day).isoformat()
                weekend = datetime.date.fromordinal(day).weekday() >= 5
                if text in work:
                    self.kind[day] = "MAKE_UP_WORKDAY" if weekend else "WORKDAY"
                elif text in off:
                    self.kind[day] = "HOLIDAY"
                else:
                    self.kind[day] = "WEEKEND" if weekend else "WORKDAY"
                self.text[day] = text
                self.provisional[day] = year["standing"] != "published"

    def knows(self, day: int) -> bool:
        """Section 2: a day of a year with data."""
        return self.first <= day <= self.last

    def is_working(self, day: int) -> bool:
        """Section 2: neither off nor a weekend, or made up."""
        return self.kind[day] in WORKING

    def rolled(self, day: int) -> int:
        """Rule 3: the day itself, or the next working day. After the last known day: the day after that."""
        while self.knows(day) and not self.is_working(day):
            day += 1
        return day


def load_years(folder: pathlib.Path) -> List[Dict[str, Any]]:
    """The shipped calendars, one file a year."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]


# The document (Form and rule 6).


class Act(NamedTuple):
    """One act of the ledger; `at` in milliseconds, `day` the Shanghai civil day that contains it (rule 1)."""

    word: str
    at: int
    day: int
    value: int


class Ledger(NamedTuple):
    """A question whose shape is right."""

    value: int
    unit: str
    calendar: str
    acts: List[Act]
    as_of: int


INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII
)


def day_of(at: int) -> int:
    """Rule 1: the Shanghai civil day that contains the instant, 00:00:00.000 included."""
    return (at + SHANGHAI_MS) // MS_PER_DAY + EPOCH


def beginning_of(day: int) -> int:
    """The instant at which a Shanghai civil day begins."""
    return (day - EPOCH) * MS_PER_DAY - SHANGHAI_MS


def instant(value: Any) -> int:
    """Form: ISO 8601 with an offset or Z. Rule 6: seconds optional, fractions cut to milliseconds."""
    match = INSTANT.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise Refusal("BAD_INPUT")
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    second = int(match[6] or 0)
    millisecond = int(((match[7] or "") + "000")[:3])
    offset_hour, offset_minute = int(match[9] or 0), int(match[10] or 0)
    if not 1 <= month <= 12 or year < 1 or not 1 <= day <= gregorian.monthrange(year, month)[1]:
        raise Refusal("BAD_INPUT")
    if hour > 23 or minute > 59 or second > 59 or offset_hour > 23 or offset_minute > 59:
        raise Refusal("BAD_INPUT")
    days = datetime.date(year, month, day).toordinal() - EPOCH
    offset = (offset_hour * 60 + offset_minute) * (-1 if match[8] == "-" else 1)
    return days * MS_PER_DAY + ((hour * 60 + minute - offset) * 60 + second) * 1000 + millisecond


def whole(value: Any) -> int:
    """Section 1: values are whole numbers of at least 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value // 1 or value < 1:
        raise Refusal("BAD_INPUT")
    return int(value)


def fields(value: Any, required: Tuple[str, ...], optional: Tuple[str, ...] = ()) -> Dict[str, Any]:
    """Form: an object with these fields; unknown ones are refused, never ignored."""
    if not isinstance(value, dict) or not all(name in value for name in required):
        raise Refusal("BAD_INPUT")
    if not all(name in required or name in optional for name in value):
        raise Refusal("BAD_INPUT")
    return value


def read_act(value: Any) -> Act:
    """Rule 6: `value` on `extend` alone, `reason` on any act."""
    act = fields(value, ("act", "at"), ("value", "reason"))
    if act["act"] not in WORDS or not isinstance(act.get("reason", ""), str):
        raise Refusal("BAD_INPUT")
    if ("value" in act) != (act["act"] == "extend"):
        raise Refusal("BAD_INPUT")
    at = instant(act["at"])
    return Act(act["act"], at, day_of(at), whole(act["value"]) if "value" in act else 0)


def read_ledger(document: Any) -> Ledger:
    """Rule 6: the shape of the whole document is checked first."""
    whole_document = fields(document, ("limit", "acts", "asOf"))
    limit = fields(whole_document["limit"], ("value", "unit"), ("calendar",))
    if limit["unit"] not in UNITS or not isinstance(limit.get("calendar", "CN"), str):
        raise Refusal("BAD_INPUT")
    if not isinstance(whole_document["acts"], list):
        raise Refusal("BAD_INPUT")
    return Ledger(
        whole(limit["value"]),
        limit["unit"],
        limit.get("calendar", "CN"),
        [read_act(act) for act in whole_document["acts"]],
        instant(whole_document["asOf"]),
    )


# The walk (rules 1, 2, 3 and 11).


def walk(acts: List[Act], unit: str, calendar: Calendar) -> Iterator[Tuple[int, bool, str]]:
    """Each day from the start's on, as (day, whether it counts, why). Rule 1 decides, rule 11 names."""
    running = False
    next_act = 0
    for day in range(acts[0].day, calendar.last + 1):
        ran_when_the_day_began = running
        is_start_day = is_resume_day = False
        while next_act < len(acts) and acts[next_act].day == day:
            word = acts[next_act].word
            if word in ("start", "resume"):
                running = True
            elif word in ("pause", "end"):
                running = False
            is_start_day = is_start_day or word == "start"
            is_resume_day = is_resume_day or word == "resume"
            next_act += 1
        if unit == "workday" and not calendar.is_working(day):
            yield day, False, calendar.kind[day]
        elif ran_when_the_day_began:
            yield day, True, calendar.kind[day] if unit == "workday" else "CALENDAR_DAY"
        elif is_start_day:
            yield day, False, "START_DAY"
        elif is_resume_day:
            yield day, False, "RESUME_DAY"
        else:
            yield day, False, "PAUSED"


def months_later(day: int, months: int, calendar: Calendar) -> int:
    """Rule 3: the same day number in the target month, else its last day."""
    start = datetime.date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > calendar.last_year:
        return calendar.last + 1
    length = gregorian.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, length)).toordinal()


def due_day(value: int, unit: str, acts: List[Act], calendar: Calendar) -> int:
    """The day a running clock is due (rules 2, 3 and 5). Beyond the last known day: some day after it."""
    last_resume = max((act.day for act in acts if act.word == "resume"), default=acts[0].day)
    if unit in ("workday", "day"):
        period_end = nth_counted_day(value, unit, acts, calendar)
    else:
        paused = 0
        for day, _, why in walk(acts, unit, calendar):
            if day > last_resume:
                break
            if why in ("PAUSED", "RESUME_DAY"):
                paused += 1
        period_end = months_later(acts[0].day, value * (12 if unit == "year" else 1), calendar) + paused
    return calendar.rolled(max(period_end, last_resume))


def nth_counted_day(n: int, unit: str, acts: List[Act], calendar: Calendar) -> int:
    """Rule 2: the day that is counted as the n-th."""
    counted = 0
    for day, counts, _ in walk(acts, unit, calendar):
        counted += counts
        if counted == n:
            return day
    return calendar.last + 1


# The checks (rules 4, 5 and 6) and the answer (rules 7 to 11).


class Position(NamedTuple):
    """Where the clock stands after some acts; `due` is None while it is paused (rule 8)."""

    state: str
    limit: int
    due: Optional[int]


def check(ledger: Ledger, calendar: Calendar) -> None:
    """Rule 6: act by act, order, then whether the day is known, then whether the state allows it."""
    if not ledger.acts:
        raise Refusal("CLOCK_NOT_STARTED", "acts")
    for i, act in enumerate(ledger.acts):
        if i > 0 and act.at < ledger.acts[i - 1].at:
            raise Refusal("CLOCK_ACTS_OUT_OF_ORDER", f"acts.{i}.at")
        if not calendar.knows(act.day):
            raise Refusal("CALENDAR_UNKNOWN", f"acts.{i}.at")
        check_state(act, i, ledger, calendar)


def check_state(act: Act, i: int, ledger: Ledger, calendar: Calendar) -> None:
    """Rules 4, 5 and 6: what the state before an act refuses."""
    if i == 0:
        if act.word != "start":
            raise Refusal("CLOCK_NOT_STARTED", f"acts.{i}.act")
        return
    if act.word == "start":
        raise Refusal("CLOCK_ALREADY_STARTED", f"acts.{i}.act")
    before = ledger.acts[:i]
    ended = any(earlier.word == "end" for earlier in before)
    if ended and act.word == "extend":
        raise Refusal("CLOCK_EXTENDED_TOO_LATE", f"acts.{i}.at")
    if ended:
        raise Refusal("CLOCK_ENDED", f"acts.{i}.act")
    paused = is_paused(before)
    if act.word == "pause" and paused:
        raise Refusal("CLOCK_ALREADY_PAUSED", f"acts.{i}.act")
    if act.word == "resume" and not paused:
        raise Refusal("CLOCK_NOT_PAUSED", f"acts.{i}.act")
    if act.word in ("pause", "extend") and not paused:
        due = due_day(limit_of(ledger, before), ledger.unit, before, calendar)
        # A due day after the last known year lies after the act's own day, which is known: the act is not too late.
        if act.at >= beginning_of(due + 1):
            late = "CLOCK_PAUSED_TOO_LATE" if act.word == "pause" else "CLOCK_EXTENDED_TOO_LATE"
            raise Refusal(late, f"acts.{i}.at")


def is_paused(acts: List[Act]) -> bool:
    """Whether the last of the acts that stop and go on again has stopped the clock."""
    return [act.word for act in acts if act.word in ("start", "pause", "resume")][-1] == "pause"


def limit_of(ledger: Ledger, acts: List[Act]) -> int:
    """Rule 4: `extend` adds to the limit in its unit."""
    return ledger.value + sum(act.value for act in acts if act.word == "extend")


def read(document: Any, calendar: Calendar, with_days: bool) -> Dict[str, Any]:
    """The whole answer to a document, or a Refusal."""
    ledger = read_ledger(document)
    if ledger.calendar != "CN":
        raise Refusal("CALENDAR_UNKNOWN")
    check(ledger, calendar)
    if not calendar.knows(day_of(ledger.as_of)):  # before the state, as for acts
        raise Refusal("CALENDAR_UNKNOWN", "asOf")
    if ledger.as_of < ledger.acts[0].at:
        raise Refusal("CLOCK_NOT_STARTED", "asOf")

    acts = [act for act in ledger.acts if act.at <= ledger.as_of]  # rule 7
    ended = acts[-1].word == "end"
    paused = is_paused(acts)
    limit = limit_of(ledger, acts)
    due = None
    if not paused:  # rule 8
        # The end is no part of the period: where it was due is decided by the acts before it.
        due = due_day(limit, ledger.unit, acts[:-1] if ended else acts, calendar)
        if not calendar.knows(due):
            raise Refusal("CALENDAR_UNKNOWN")
    until = acts[-1].day if ended else day_of(ledger.as_of)  # rule 9

    used = 0
    days = []
    for day, counts, why in walk(acts, ledger.unit, calendar):
        if day > until:
            break
        used += counts
        if with_days and (due is None or day <= due):  # rule 11
            days.append(
                {"on": calendar.text[day], "counts": True, "n": used, "why": why}
                if counts
                else {"on": calendar.text[day], "counts": False, "why": why}
            )
    overdue = 0
    if due is not None:
        for day in range(due + 1, until + 1):
            overdue += ledger.unit == "day" or calendar.is_working(day)  # rule 9
    answer = {
        "state": "ended" if ended else "paused" if paused else "running",
        "dueOn": None if due is None else calendar.text[due],
        # Rule 2: the end of that day, which may be the first instant after the last known year.
        "dueAt": None if due is None else f"{datetime.date.fromordinal(due + 1).isoformat()}T00:00:00+08:00",
        "provisional": due is not None and calendar.provisional[due],  # rules 8 and 10
        "used": used,
        "remaining": max(0, limit - used) if ledger.unit in ("workday", "day") else None,
        "overdueBy": overdue,
    }
    if with_days:
        answer["days"] = days
    return answer


def told(refusal: Refusal) -> Dict[str, Any]:
    """A refusal as it is printed."""
    return {"error": {"code": refusal.code, "path": refusal.path}}


def answer_to(document: Any, calendar: Calendar, with_days: bool = True) -> Dict[str, Any]:
    """The answer as it is printed."""
    try:
        return read(document, calendar, with_days)
    except Refusal as refusal:
        return told(refusal)

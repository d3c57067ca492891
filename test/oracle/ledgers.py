"""Random ledgers for the oracle: most lawful, many at the edges of a rule, some that the law or the form refuses.

A generator that only throws dice would pass every rule by. This one knows which days are delicate, asks the law where
a clock is due at that moment, and puts acts on both sides of it.
"""

import copy
import datetime
import random
from typing import Any, Callable, Dict, List, Optional

import law

Document = Dict[str, Any]
END_OF_DAY = law.MS_PER_DAY - 1
OFFSETS = (480, 480, 480, 480, 0, 0, -300, 330, 840, -720, 345, 60, -210)
REASONS = ("hearing", "补正", "专家评审", "inspection, second visit")


class Generator:
    """Draws ledgers from one seed: the same seed, the same ledgers."""

    def __init__(self, seed: int, calendar: law.Calendar) -> None:
        self.dice = random.Random(seed)
        self.calendar = calendar
        self.delicate = delicate_days(calendar)

    def chance(self, share: float) -> bool:
        """True in this share of the calls."""
        return self.dice.random() < share

    def document(self) -> Any:
        """One question: lawful or nearly so, then perhaps spoiled."""
        ledger = self.soup() if self.chance(0.04) else self.story()
        kind = self.dice.random()
        if kind < 0.09:
            self.spoil(ledger)
        document = self.written(ledger)
        if 0.09 <= kind < 0.12:
            return misshapen(self.dice, document)
        return document

    # Days and instants.

    def day(self) -> int:
        """A day in 2015 to 2034, as a rule a delicate one or its neighbour."""
        if self.chance(0.65):
            return self.dice.choice(self.delicate) + self.dice.choice((-3, -2, -1, -1, 0, 0, 0, 1, 1, 2))
        return self.dice.randint(self.calendar.first, self.calendar.last - 366)

    def time(self) -> int:
        """A time of day in milliseconds, often its first or last one."""
        kind = self.dice.random()
        if kind < 0.25:
            return 0
        if kind < 0.37:
            return END_OF_DAY
        if kind < 0.42:
            return 1
        if kind < 0.7:
            return self.dice.randint(8 * 60, 18 * 60) * 60_000
        return self.dice.randint(0, END_OF_DAY)

    def at(self, day: int) -> int:
        """Some instant of a civil day."""
        return law.beginning_of(day) + self.time()

    def instant(self, at: int) -> str:
        """An instant as text: any offset, seconds or none, fractions or none."""
        offset = self.dice.choice(OFFSETS)
        days, ms = divmod(at + offset * 60_000, law.MS_PER_DAY)
        text = f"{datetime.date.fromordinal(days + law.EPOCH).isoformat()}T{ms // 3_600_000:02}:{ms // 60_000 % 60:02}"
        second, fraction = divmod(ms % 60_000, 1000)
        if second or fraction or self.chance(0.6):
            text += f":{second:02}"
            digits = f"{fraction:03}"
            if self.chance(0.1):
                digits += self.dice.choice(("9", "4999", "000001", "999999"))  # cut, not rounded (rule 6)
            elif self.chance(0.5):
                digits = digits.rstrip("0")
            text += f".{digits}" if digits else ""
        if offset == 0 and self.chance(0.8):
            return text + "Z"
        return text + f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"

    # Stories: a clock as it could have run.

    def limit(self, unit: str) -> int:
        """A number of units, mostly few."""
        kind = self.dice.random()
        if unit in ("workday", "day"):
            top = 5 if kind < 0.35 else 30 if kind < 0.9 else 90 if kind < 0.98 else 500
        elif unit == "month":
            top = 2 if kind < 0.6 else 7 if kind < 0.95 else 30
        else:
            top = 1 if kind < 0.85 else 3 if kind < 0.97 else 12
        if self.chance(0.004):
            return self.dice.choice((5_000, 100_000, 1_000_000_000))
        return self.dice.randint(1, top)

    def story(self) -> law.Ledger:
        """Acts that follow from each other, now and then one that may not."""
        unit = self.dice.choices(law.UNITS, (52, 25, 17, 6))[0]
        ledger = law.Ledger(self.limit(unit), unit, "CN", [self.act("start", self.at(self.day()))], 0)
        for _ in range(self.dice.choices(range(9), (10, 14, 22, 20, 14, 10, 5, 3, 2))[0]):
            if ledger.acts[-1].word == "end" and not self.chance(0.08):
                break
            self.go_on(ledger)
        return ledger._replace(as_of=self.as_of(ledger))

    def act(self, word: str, at: int) -> law.Act:
        """An act as the law reads it."""
        value = self.dice.choice((1, 1, 2, 3, 5, 10, 15)) if word == "extend" else 0
        return law.Act(word, at, law.day_of(at), value)

    def due(self, ledger: law.Ledger) -> Optional[int]:
        """The day on which the ledger is due as it stands; None where it is not due at all."""
        acts = ledger.acts
        if acts[0].word != "start" or acts[-1].word == "end" or law.is_paused(acts):
            return None
        due = law.due_day(law.limit_of(ledger, acts), ledger.unit, acts, self.calendar)
        return due if self.calendar.knows(due) else None

    def go_on(self, ledger: law.Ledger) -> None:
        """Adds one act."""
        last = ledger.acts[-1]
        if self.chance(0.02):
            word = self.dice.choice(law.WORDS)
        elif law.is_paused(ledger.acts):
            word = self.dice.choices(("resume", "extend", "end"), (76, 14, 10))[0]
        else:
            word = self.dice.choices(("pause", "extend", "end"), (62, 20, 18))[0]
        due = self.due(ledger)
        if due is not None and self.chance(0.3):
            at = self.near_due(due)
        else:
            at = self.later(last.at)
        is_late = due is not None and at >= law.beginning_of(due + 1)
        if is_late and word in ("pause", "extend") and not self.chance(0.06):
            at = self.at(self.dice.randint(last.day, max(last.day, due or 0)))
        ledger.acts.append(self.act(word, max(at, last.at)))

    def near_due(self, due: int) -> int:
        """An instant at which a rule on the due day turns."""
        kind = self.dice.random()
        if kind < 0.45:
            return self.at(due)
        if kind < 0.6:
            return law.beginning_of(due + 1) - 1
        if kind < 0.7:
            return law.beginning_of(due + 1)
        return self.at(due + self.dice.choice((-3, -2, -1, -1, 1, 2)))

    def later(self, at: int) -> int:
        """An instant at or after another: on its day, just before or after midnight, days or months on."""
        day = law.day_of(at)
        kind = self.dice.random()
        if kind < 0.07:
            return at
        if kind < 0.22:
            return self.dice.randint(at, law.beginning_of(day) + END_OF_DAY)
        if kind < 0.3:
            return law.beginning_of(day + 1) + self.dice.choice((-1, 0, 0, 1))
        if kind < 0.7:
            return self.at(day + self.dice.randint(1, 8))
        if kind < 0.93:
            return self.at(day + self.dice.randint(5, 40))
        return self.at(day + self.dice.randint(40, 300))

    def as_of(self, ledger: law.Ledger) -> int:
        """When the question is asked: at an act, around the due day, before the start, long after."""
        kind = self.dice.random()
        act = self.dice.choice(ledger.acts)
        last = max(act.day for act in ledger.acts)
        if kind < 0.25:
            return act.at + self.dice.choice((-1, 0, 0, 0, 1))
        if kind < 0.32:
            return self.at(act.day)
        if kind < 0.36:
            return ledger.acts[0].at - self.dice.choice((1, 1000, law.MS_PER_DAY, 40 * law.MS_PER_DAY))
        due = self.due(ledger)
        if due is not None and kind < 0.55:
            return self.near_due(due)
        if kind < 0.57:
            return self.at(last + self.dice.randint(200, 2500))
        if kind < 0.9:
            return self.later(ledger.acts[-1].at)
        return self.at(last + self.dice.randint(0, 60))

    # What the law refuses.

    def soup(self) -> law.Ledger:
        """Words and instants without any story, after a start as a rule."""
        unit = self.dice.choice(law.UNITS)
        day = self.day()
        words = ["start" if self.chance(0.8) else self.dice.choice(law.WORDS)]
        words += self.dice.choices(law.WORDS, (1, 5, 5, 3, 2), k=self.dice.randint(0, 6))
        if self.chance(0.1):
            words = []
        instants = [self.at(day + self.dice.randint(0, 15)) for _ in words]
        if self.chance(0.85):
            instants.sort()
        acts = [self.act(word, at) for word, at in zip(words, instants)]
        return law.Ledger(self.limit(unit), unit, "CN", acts, self.at(day + self.dice.randint(-2, 40)))

    def spoil(self, ledger: law.Ledger) -> None:
        """Takes one act of a story out of its place."""
        acts = ledger.acts
        if not acts:
            return
        i = self.dice.randrange(len(acts))
        kind = self.dice.randrange(7)
        if kind == 0:
            other = self.dice.randrange(len(acts))
            acts[i], acts[other] = acts[other], acts[i]
        elif kind == 1:
            acts.insert(i, acts[i])
        elif kind == 2:
            del acts[i]
        elif kind == 3:
            acts.append(self.act(self.dice.choice(law.WORDS), self.later(acts[-1].at)))
        elif kind == 4:
            acts[i] = self.act(acts[i].word, acts[i].at - self.dice.choice((1, law.MS_PER_DAY, 9 * law.MS_PER_DAY)))
        elif kind == 5:
            edge = self.dice.choice((self.calendar.first, self.calendar.last + 1))
            acts[i] = self.act(acts[i].word, law.beginning_of(edge) + self.dice.choice((-1, 0, -law.MS_PER_DAY)))
        else:
            acts[i] = self.act(self.dice.choice(law.WORDS), acts[i].at)

    def written(self, ledger: law.Ledger) -> Document:
        """The document that asks for this ledger."""
        limit: Document = {"value": ledger.value, "unit": ledger.unit}
        if self.chance(0.1):
            limit["calendar"] = "CN"
        acts: List[Document] = []
        for act in ledger.acts:
            written: Document = {"act": act.word, "at": self.instant(act.at)}
            if act.word == "extend":
                written["value"] = act.value
            if self.chance(0.1):
                written["reason"] = self.dice.choice(REASONS)
            acts.append(written)
        return {"limit": limit, "acts": acts, "asOf": self.instant(ledger.as_of)}


def revised(dice: random.Random, year: Dict[str, Any]) -> Dict[str, Any]:
    """A year as a later notice might have it: days freed, days turned back, weekend days worked or no longer so."""
    revision = copy.deepcopy(year)
    off, work = revision["off"], revision["work"]
    for _ in range(dice.randint(3, 40)):
        day = datetime.date(year["year"], 1, 1) + datetime.timedelta(days=dice.randint(0, 364))
        text = day.isoformat()
        if text in off:
            off.remove(text)
            if day.weekday() < 5 and dice.random() < 0.5:
                work.append(text)  # a weekday turned back is a plain working day
        elif text in work:
            work.remove(text)
        elif day.weekday() >= 5 and dice.random() < 0.5:
            work.append(text)
        else:
            off.append(text)
    revision["standing"] = dice.choice(("published", "provisional", "assumed"))
    return revision


def delicate_days(calendar: law.Calendar) -> List[int]:
    """Days around which the law turns; those of years with a revised notice more often."""
    days: List[int] = []
    for day in range(calendar.first + 3, calendar.last - 366):
        date = datetime.date.fromordinal(day)
        tomorrow = datetime.date.fromordinal(day + 1)
        times = 0
        if calendar.kind[day] == "HOLIDAY":
            times += 2
        if calendar.kind[day] == "MAKE_UP_WORKDAY":
            times += 6
        if tomorrow.day == 1:
            times += 1
        if tomorrow.month != date.month and tomorrow.month in (1, 3):
            times += 4
        if (date.month, date.day) == (2, 29):
            times += 20
        if times and date.year in (2015, 2019, 2020):
            times *= 3
        days.extend([day] * times)
    return days


# What the form refuses.

BAD_VALUES = (0, -1, 1.5, "3", True, None, [], {})
BAD_INSTANTS = (
    "2026-09-18",
    "2026-09-18T16:10:00",
    "2026-02-30T10:00:00+08:00",
    "2023-02-29T10:00:00Z",
    "2026-13-01T10:00:00+08:00",
    "2026-00-10T10:00:00+08:00",
    "2026-04-31T10:00+08:00",
    "2026-09-18T25:10:00+08:00",
    "2026-09-18T16:60:00+08:00",
    "2026-09-18T16:10:61+08:00",
    "2026-09-18T16:10:00.+08:00",
    "2026-09-18T16:10:00+08:60",
    "2026-09-18T16:10:00+99:00",
    "2026-9-18T16:10:00+08:00",
    "18.09.2026 16:10",
    "2026-09-18T16:10:00+08:00[Asia/Shanghai]",
    "tomorrow",
    "",
    1_789_719_000_000,
    None,
    {},
)


def misshapen(dice: random.Random, document: Document) -> Any:
    """The document with one fault of its shape; or a calendar that is not loaded."""
    faulty = copy.deepcopy(document)
    limit, acts = faulty["limit"], faulty["acts"]
    act = dice.choice(acts) if acts else {}
    faults: List[Callable[[], Any]] = [
        lambda: faulty.pop(dice.choice(("limit", "acts", "asOf"))),
        lambda: limit.pop(dice.choice(("value", "unit"))),
        lambda: limit.update(value=dice.choice(BAD_VALUES)),
        lambda: limit.update(value=float(limit["value"])),  # 5.0 is a whole number
        lambda: limit.update(unit=dice.choice(("days", "WORKDAY", "hour", "", None, 3))),
        lambda: limit.update(calendar=dice.choice(("US", "cn", "HK", "US"))),
        lambda: limit.update(calendar=dice.choice((5, ["CN"], {}))),
        lambda: faulty.update(asOf=dice.choice(BAD_INSTANTS)),
        lambda: faulty.update(acts=dice.choice((None, {}, "start", 3))),
        lambda: faulty.update(limit=dice.choice((None, [], "20 workdays", 20))),
        lambda: acts.insert(dice.randint(0, len(acts)), dice.choice((None, "start", [], {}))),
        lambda: faulty.update({dice.choice(("days", "now", "asof")): True}),
        lambda: limit.update({dice.choice(("values", "days", "name")): 1}),
        lambda: act.update({dice.choice(("days", "note", "on")): "x"}),
        lambda: act.update(act=dice.choice(("stop", "START", "", None, 1))),
        lambda: act.update(at=dice.choice(BAD_INSTANTS)),
        lambda: act.update(value=dice.choice(BAD_VALUES)),
        lambda: act.update(value=1),
        lambda: act.pop(dice.choice(("act", "at", "value")), None),
    ]
    if dice.random() < 0.04:
        return dice.choice((None, [], "clock", 5, True, {}))
    dice.choice(faults)()
    return faulty

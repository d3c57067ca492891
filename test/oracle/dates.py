"""The dates of cases, a second time: from their ledgers and the limits of their items alone.

Standard input: one state a line, {"limits": {"acceptance", "statutory", "promised"}, "intake": [acts], "clock": [acts]}; limits as
`yuanban clock` takes them, instants in epoch milliseconds. Standard output: a line each,
{"acceptance", "statutory", "promised", "yellow", "red", "supervise"}: days, then instants in epoch milliseconds; null = there is none now.

 acceptance  by the ledger of the window's five days; statutory and promised both by the other one, without its end.
 late        a pause or an extension that comes when a limit has passed moves it no more, nor does the resume after such a pause.
 red         the end of the earlier of promise and statute; yellow: 00:00 of the working day before it; supervise: the end of the statute.
"""

import json
import pathlib
import sys
from typing import Any, Dict, List, Optional

sys.dont_write_bytecode = True  # leaves no files beside the sources

import law  # noqa: E402

CALENDARS = pathlib.Path(__file__).resolve().parents[2] / "seeds" / "calendars"


def acts_of(ledger: List[Dict[str, Any]]) -> List[law.Act]:
    return [law.Act(act["act"], act["at"], law.day_of(act["at"]), act.get("value", 0)) for act in ledger]


def last_day(limit: Dict[str, Any], acts: List[law.Act], calendar: law.Calendar) -> Optional[int]:
    """The day on which a limit ends under the acts that came in time for it; None while it stands still or has not begun."""
    taken: List[law.Act] = []

    def due() -> int:
        value = limit["value"] + sum(act.value for act in taken if act.word == "extend")
        return law.due_day(value, limit["unit"], taken, calendar)

    for act in acts:
        if act.word == "end":
            continue
        paused = bool(taken) and law.is_paused(taken)
        if act.word == "resume" and not paused:
            continue
        if act.word in ("pause", "extend") and not paused and act.at >= law.beginning_of(due() + 1):
            continue
        taken.append(act)
    return None if not taken or law.is_paused(taken) else due()


def dates(state: Dict[str, Any], calendar: law.Calendar) -> Dict[str, Any]:
    limits, clock = state["limits"], acts_of(state["clock"])
    acceptance = last_day(limits["acceptance"], acts_of(state["intake"]), calendar)
    statutory = last_day(limits["statutory"], clock, calendar)
    promised = last_day(limits["promised"], clock, calendar)
    due = min((day for day in (promised, statutory) if day is not None), default=None)
    before = None
    if due is not None:
        before = due - 1
        while not calendar.is_working(before):
            before -= 1
    text = lambda day: None if day is None else calendar.text[day]  # noqa: E731
    return {
        "acceptance": text(acceptance),
        "statutory": text(statutory),
        "promised": text(promised),
        "yellow": None if before is None else law.beginning_of(before),
        "red": None if due is None else law.beginning_of(due + 1),
        "supervise": None if statutory is None else law.beginning_of(statutory + 1),
    }


def main() -> None:
    calendar = law.Calendar(law.load_years(CALENDARS))
    for line in sys.stdin:
        print(json.dumps(dates(json.loads(line), calendar)))


if __name__ == "__main__":
    main()

"""The oracle of the legal clock: random ledgers with their answers, or the answers to documents on stdin.

    python3 clock.py --seed 7 --count 1000    one line of JSON a ledger: {"question", "days", "answer"},
                                              between them lines {"revision": <a year's calendar>}: what follows is
                                              answered by the shipped calendars with this year in its place
    python3 clock.py --ask                    one document a line in, one answer a line out

An answer is a reading as `yuanban clock --json` gives it, or {"error": {"code", "path"}}; `path` is null where the
contract does not name one. Needs Python 3.9 and nothing else.
"""

import sys

sys.dont_write_bytecode = True  # leaves no files beside the sources

import argparse  # noqa: E402
import json  # noqa: E402
import pathlib  # noqa: E402
from typing import Any, Dict, List  # noqa: E402

import law  # noqa: E402
import ledgers  # noqa: E402

CALENDARS = pathlib.Path(__file__).resolve().parents[2] / "seeds" / "calendars"
LONG = 300
BETWEEN_REVISIONS = 500


def text_of(value: Any) -> str:
    """JSON without blanks, in its own letters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def draw(seed: int, count: int, years: List[Dict[str, Any]]) -> None:
    """Prints random ledgers with their answers, by the shipped calendars and by revised ones."""
    calendar = law.Calendar(years)
    generator = ledgers.Generator(seed, calendar)
    for number in range(count):
        if number % BETWEEN_REVISIONS == 0 and number > 0:
            revision = ledgers.revised(generator.dice, generator.dice.choice(years))
            print(text_of({"revision": revision}))
            calendar = law.Calendar([revision if year["year"] == revision["year"] else year for year in years])
            generator.calendar = calendar
        question = generator.document()
        with_days = generator.chance(0.35)
        answer = law.answer_to(question, calendar, with_days)
        if len(answer.get("days", ())) > LONG and not generator.chance(0.1):
            with_days = False  # lists of years are told now and then only: they fill the pipe
            del answer["days"]
        print(text_of({"question": question, "days": with_days, "answer": answer}))


def ask(calendar: law.Calendar) -> None:
    """Answers the documents on stdin, one a line, as they come."""
    for line in sys.stdin:
        try:
            document = json.loads(line)
        except ValueError:
            print(text_of({"error": {"code": "BAD_INPUT", "path": None}}), flush=True)
        else:
            print(text_of(law.answer_to(document, calendar)), flush=True)


def main() -> None:
    """Reads the options and does what they ask for."""
    options = argparse.ArgumentParser(description="The oracle of the legal clock.")
    options.add_argument("--ask", action="store_true", help="answer the documents on stdin, one a line")
    options.add_argument("--seed", type=int, default=1, help="what the ledgers are drawn from")
    options.add_argument("--count", type=int, default=1000, help="how many ledgers")
    chosen = options.parse_args()
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    years = law.load_years(CALENDARS)
    if chosen.ask:
        ask(law.Calendar(years))
    else:
        draw(chosen.seed, chosen.count, years)


if __name__ == "__main__":
    main()

"""`python -m bot.wordings.figures FILE`: how many requests for a person are recognised by their words alone.

The file has lines of {"text", "language", "request"}. Baton's own is `person_requests_by_language.jsonl`, beside the
other sentences that no training may see.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from bot.person_requests.explicit_requests import asks_for_a_call, asks_for_person
from bot.wordings.wordings import asks_for_person_in


def recognised(text: str) -> bool:
    """Whether the words alone are a request, in any language."""
    return asks_for_person(text) or asks_for_a_call(text) or asks_for_person_in(text) is not None


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    wrong = [row for row in rows if recognised(row["text"]) != row["request"]]
    total, missed = (Counter(bool(row["request"]) for row in part) for part in (rows, wrong))
    figures = {
        "languages": len({row["language"] for row in rows}),
        "requests": total[True],
        "recognised": round(1 - missed[True] / max(total[True], 1), 4),
        "near_misses": total[False],
        "left_alone": round(1 - missed[False] / max(total[False], 1), 4),
        "wrong": [f"{row['language']}: {row['text']}" for row in wrong],
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()

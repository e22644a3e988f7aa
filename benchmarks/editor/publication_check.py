"""How long an editor waits to see what a publication changes, and what customers notice of it meanwhile."""

from typing import Any

from benchmarks.figures import Figure, Target, beside
from benchmarks.measurements.timing import percentile
from benchmarks.processes.measuring import found_by
from benchmarks.workspace import Workspace

WITHIN_SECONDS = 10.0
TWICE = "deciding every question twice"
ALONE = "the same without a check"


async def measure(workspace: Workspace) -> list[Figure]:
    found = await _found(workspace)
    details = {name: found[name] for name in ("articles", "passages", "questions")}
    figures = [
        beside(
            f"check before publishing {edit['name']}",
            edit["seconds"],
            "s",
            TWICE,
            found["twice_seconds"],
            target=Target("value", below=WITHIN_SECONDS),
            details={**details, "decided again": edit["decided"], "changed": edit["changed"]},
        )
        for edit in found["edits"]
    ]
    missed = sum(edit["missed"] for edit in found["edits"])
    looked_at = sum(edit["looked_at"] for edit in found["edits"])
    return [
        *figures,
        beside("the first check after a start", found["cold_seconds"], "s", TWICE, found["twice_seconds"]),
        beside("until the first progress is shown", found["first_part_seconds"], "s", TWICE, found["twice_seconds"]),
        beside(
            "changed replies that the check missed",
            missed,
            "questions",
            "questions decided to find out",
            looked_at,
            target=Target("ratio", at_most=0.005),
        ),
        _answers("p50", 0.5, found),
        _answers("p95", 0.95, found),
    ]


def _answers(name: str, share: float, found: dict[str, Any]) -> Figure:
    during, alone = percentile(found["during_ms"], share), percentile(found["alone_ms"], share)
    return beside(f"a customer's decision during a check, {name}", during, "ms", ALONE, alone)


async def _found(workspace: Workspace) -> dict[str, Any]:
    scratch = workspace.folder("editor")
    arguments = ("--encoder", workspace.checkout.encoder)
    found: dict[str, Any] = await found_by(
        workspace, "knowledge_base.evaluation.editor_speed", scratch / "measured.json", *arguments
    )
    return found

"""What a decision costs on one core as the articles grow, and what indexing, an edit and a restart cost."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.figures import Figure, Target, beside
from benchmarks.measurements.timing import median, percentile
from benchmarks.processes.measuring import found_by
from benchmarks.workspace import Workspace

WITHIN_MILLISECONDS = {10_000: 20.0, 100_000: 40.0}  # 95 of 100 decisions, by the number of passages
AN_EDIT = 2
"""The edit adds a sentence to a passage. Since decision 29 a passage is encoded as a whole and sentence by sentence;
before, it was one text.
"""

BARE_ENCODING = "bare encoding of the question"
FILLED = (
    "vectors of passages are means of really encoded sentences, moved a little; titles and phrasings too; words and"
    " questions are really encoded"
)


async def measure(workspace: Workspace) -> list[Figure]:
    found = await _found(workspace)
    indexing = found["indexing"]
    return [
        *(figure for each in found["decisions"] for figure in _of_decisions(each)),
        beside(
            f"index {indexing['passages']:,} passages of 160 words",
            indexing["index_seconds"],
            "s",
            "bare encoding of as many",
            indexing["bare_seconds_a_passage"] * indexing["passages"],
            target=Target("value", below=25.0),
            details={
                "encoded_texts": indexing["encoded_texts"],
                "processor seconds": indexing["index_processor_seconds"],
            },
        ),
        beside(
            "publish an edit of one passage",
            indexing["edit_seconds"],
            "s",
            "the first index",
            indexing["index_seconds"],
            target=Target("value", below=2.0),
        ),
        _count("views encoded for that edit", indexing["edit_encoded_views"], indexing["encoded_texts"], AN_EDIT),
        _count("words encoded for that edit, new ones", indexing["edit_encoded_words"], indexing["encoded_texts"], 2),
        beside("restart to serving", indexing["restart_seconds"], "s", "the first index", indexing["index_seconds"]),
        _count("texts encoded for that restart", indexing["restart_encoded_texts"], indexing["encoded_texts"], 0),
    ]


async def _found(workspace: Workspace) -> dict[str, Any]:
    scratch = workspace.folder("search")
    arguments = ("--encoder", workspace.checkout.encoder, "--scratch", scratch)
    return await found_by(workspace, "knowledge_base.evaluation.search_speed", scratch / "measured.json", *arguments)


def _of_decisions(found: Mapping[str, Any]) -> list[Figure]:
    decisions: Sequence[float] = found["decisions"]
    encodings: Sequence[float] = found["encodings"]
    size = min(WITHIN_MILLISECONDS, key=lambda wanted: abs(wanted - found["passages"]))
    name = f"{size:,} passages"
    details = {key: found[key] for key in ("passages", "articles", "words")} | {"vectors": FILLED}
    bare = {share: percentile(encodings, share) for share in (0.5, 0.95)}
    slowest = Target("value", below=WITHIN_MILLISECONDS[size])
    return [
        beside(f"decision, {name}, p50", median(decisions), "ms", BARE_ENCODING, bare[0.5], details=details),
        beside(f"decision, {name}, p95", percentile(decisions, 0.95), "ms", BARE_ENCODING, bare[0.95], target=slowest),
        Figure(f"index after an edit, {name}", found["reindex_seconds"], "s", target=Target("value", below=2.0)),
        beside(
            f"memory of the articles, {name}",
            found["mebibytes"],
            "MiB",
            "their vectors alone",
            found["vector_mebibytes"],
        ),
    ]


def _count(name: str, texts: int, of: int, at_most: int) -> Figure:
    return beside(name, texts, "texts", "the first index", of, target=Target("value", at_most=at_most))

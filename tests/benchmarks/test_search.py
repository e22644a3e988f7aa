"""The figures of `search` are held to the targets of their own size."""

from benchmarks.measurements.search import _of_decisions


def test_figures_name_the_size_and_hold_it_to_its_own_target() -> None:
    found = {
        "passages": 100_001,
        "articles": 37_000,
        "words": 2_000,
        "mebibytes": 800.0,
        "vector_mebibytes": 250.0,
        "reindex_seconds": 1.0,
        "decisions": [30.0] * 94 + [50.0] * 6,
        "encodings": [4.0] * 100,
    }
    p50, p95, *_ = _of_decisions(found)
    assert p50.name == "decision, 100,000 passages, p50"
    assert p50.ratio == 7.5
    assert (p95.value, p95.met) == (50.0, False)

"""The files that matter most if they are wrong, each with the fast tests that must notice a fault in it."""

from collections.abc import Mapping, Sequence

HOT_FILES: Mapping[str, Sequence[str]] = {
    "chat/turns/language.py": ("tests/chat/turns/test_language.py",),
    "chat/turns/memory.py": ("tests/chat/turns/test_memory.py",),
    "conversations/service.py": ("tests/conversations/test_service.py",),
    "conversations/text.py": ("tests/conversations/test_text.py",),
    "handoff/lifecycle/housekeeping.py": (
        "tests/handoff/lifecycle/test_housekeeping.py",
        "tests/handoff/follow_ups/test_follow_ups.py",
        "tests/handoff/timers/test_timers.py",
    ),
    "handoff/offers/choice.py": ("tests/handoff/offers/test_matching.py", "tests/handoff/offers/test_routing.py"),
    "handoff/offers/effort.py": ("tests/handoff/offers/test_effort.py",),
    "handoff/offers/service.py": ("tests/handoff/offers/test_routing.py",),
    "handoff/timers/deadlines.py": ("tests/handoff/timers/test_timers.py",),
    "handoff/waits/closing.py": ("tests/handoff/waits/test_closing.py",),
    "handoff/waits/estimate.py": ("tests/handoff/waits/test_waiting.py",),
    "kit/background/loops.py": ("tests/kit/background/test_loops.py",),
    "kit/database.py": ("tests/kit/test_database.py",),
    "kit/languages/detection.py": ("tests/kit/languages/test_detection.py",),
    "kit/rows.py": ("tests/kit/test_rows.py",),
    "kit/ttl_cache.py": ("tests/kit/test_ttl_cache.py",),
    "knowledge_base/calibration/curve.py": ("tests/knowledge_base/calibration/test_calibration.py",),
    "knowledge_base/decision/decision.py": (
        "tests/knowledge_base/decision/test_decision.py",
        "tests/knowledge_base/decision/test_sensitive.py",
    ),
    "knowledge_base/text/english.py": ("tests/knowledge_base/text/test_english.py",),
    "staff/departments/business_time.py": ("tests/staff/departments/test_business_time.py",),
}

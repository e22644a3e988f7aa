"""The files that matter most if they are wrong, each with the fast tests that must notice a fault in it."""

from collections.abc import Mapping, Sequence

HOT_FILES: Mapping[str, Sequence[str]] = {
    "conversations/service.py": ("tests/conversations/test_service.py",),
    "handoff/lifecycle/housekeeping.py": ("tests/handoff/lifecycle/test_housekeeping.py",),
    "handoff/offers/choice.py": ("tests/handoff/offers/test_matching.py", "tests/handoff/offers/test_routing.py"),
    "handoff/offers/service.py": ("tests/handoff/offers/test_routing.py",),
    "handoff/timers/deadlines.py": ("tests/handoff/timers/test_timers.py",),
    "handoff/waits/closing.py": ("tests/handoff/waits/test_closing.py",),
    "handoff/waits/estimate.py": ("tests/handoff/waits/test_waiting.py",),
    "kit/background/loops.py": ("tests/kit/background/test_loops.py",),
    "kit/database.py": ("tests/kit/test_database.py",),
    "knowledge_base/calibration/curve.py": ("tests/knowledge_base/calibration/test_calibration.py",),
    "knowledge_base/decision/decision.py": (
        "tests/knowledge_base/decision/test_decision.py",
        "tests/knowledge_base/decision/test_sensitive.py",
    ),
    "staff/departments/business_time.py": ("tests/staff/departments/test_departments.py",),
}

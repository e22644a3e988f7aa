"""One thing that is wrong with an installation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`code` is for programs and never changes. `problem` and `remedy` are one sentence each, for people."""

    code: str
    problem: str
    remedy: str

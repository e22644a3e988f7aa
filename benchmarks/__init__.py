"""Benchmarks of Baton. Each figure is shown beside a reference that is measured in the same run.

Absolute times depend on the machine and on its load. So a figure is a ratio: Baton and its reference take turns within
seconds, and a disturbance affects both.
"""

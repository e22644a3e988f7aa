"""Tests of the front end as it is built: its own units, and what a visitor has to load."""

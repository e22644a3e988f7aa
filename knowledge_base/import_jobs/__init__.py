"""Imports that editors run in the browser: upload or address, the plan row by row, then the run with progress."""

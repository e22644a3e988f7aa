"""What stands behind `./baton`: set-up, supervision and the commands, with Python's standard library alone.

Nothing here imports the application. The launcher must run before any environment exists, and stay small and alive
while everything that it started comes and goes.
"""

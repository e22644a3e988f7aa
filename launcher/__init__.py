"""The program behind `./baton`: set-up, supervision and commands, with Python's standard library alone.

It imports nothing of the application. The launcher must run before any environment exists, and must stay small and
alive while the processes that it starts come and go.
"""

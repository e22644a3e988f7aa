"""Where the time of a turn goes: the spans of all processes, received here and drawn as a waterfall."""

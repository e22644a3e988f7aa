"""What Baton costs and how fast it is, each figure beside a reference that is measured in the same run.

A machine's own speed says nothing about Baton, and a busy machine's speed says nothing at all. So a figure is a ratio:
Baton and its reference take turns within seconds of each other, and what disturbs one disturbs the other.
"""

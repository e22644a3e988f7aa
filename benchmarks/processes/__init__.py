"""The processes under measurement: a whole Baton, and what the kernel says of it."""

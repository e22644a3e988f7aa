"""The public help centre: its pages, their look, and how they are served."""

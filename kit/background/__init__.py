"""Work that runs in the background: one runner, and how a failure is described."""

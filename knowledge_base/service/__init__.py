"""The `knowledge` process: keeps an index of the published articles and answers `chat`."""

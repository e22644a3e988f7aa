"""Words, sentences and context: plain text functions that search and decision share."""

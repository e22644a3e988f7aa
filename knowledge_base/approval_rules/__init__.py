"""Which categories demand that another person approves an article before it is published, and what was approved."""

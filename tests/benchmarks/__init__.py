"""What whoever reads a benchmark relies on: honest percentiles, honest verdicts, and nothing left running."""

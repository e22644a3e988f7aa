"""An agent reads and answers a customer in a language that is not theirs."""

"""The way to a person: handoffs, the queue, assignments, and the people, departments and presence behind them."""

"""Wait estimates: how long a customer will wait, and what came of earlier estimates."""

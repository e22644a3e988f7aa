"""Who calls Baton in a benchmark: customers, staff, a flooding visitor, and what they write."""

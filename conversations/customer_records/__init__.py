"""What agents know of a customer: fields, records and notes."""

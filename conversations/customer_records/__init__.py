"""What agents know about a customer: fields, records and notes."""

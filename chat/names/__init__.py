"""Which names a customer gave, if the company wants them masked."""

"""Lists of articles for editors: filters, sorting, search by name, counts."""

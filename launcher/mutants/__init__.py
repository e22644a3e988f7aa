"""Mutation testing: small faults are put into hot files, and the tests named for each file must notice."""

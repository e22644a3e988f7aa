"""The first hour of an installation without demo data."""

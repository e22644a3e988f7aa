"""Tests of the room `kit`."""

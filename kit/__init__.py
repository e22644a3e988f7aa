"""Plumbing without domain words: what every room stands on and none of them owns."""

"""Tests of imports: each format with files made here, hostile ones too, and a site from a real HTTP server."""

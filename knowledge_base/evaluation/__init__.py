"""Measures the product on files of articles and questions. Nothing that serves imports this folder."""

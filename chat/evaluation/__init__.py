"""Measures replies on files of questions. Nothing that serves imports this folder."""

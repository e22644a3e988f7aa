"""Tests of `knowledge_base/calibration`."""

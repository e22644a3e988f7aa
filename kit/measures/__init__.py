"""Metrics for a monitoring system: histograms of this process, and Prometheus text."""

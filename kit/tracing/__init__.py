"""Spans of what the processes do, for an OpenTelemetry collector. Off, and then nothing of it is imported."""

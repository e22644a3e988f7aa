"""Tests of what customers, agents, editors and integrators rely on, with real parts."""

"""Trained models: their names, their manifests, and the change from one to another."""

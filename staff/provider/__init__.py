"""Signing in at a company's own OpenID Connect provider."""

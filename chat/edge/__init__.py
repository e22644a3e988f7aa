"""What every request passes: limits, authentication, permissions, security headers."""

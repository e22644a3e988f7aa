"""What every request passes: limits, authentication, policy, security headers."""

"""The second factor: a code from an app, with recovery codes, and the roles that must have one."""

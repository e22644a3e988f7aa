"""Open sign-ins: where a person is signed in, listed and ended by themselves or by an administrator."""

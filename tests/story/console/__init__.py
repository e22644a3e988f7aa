"""What people with a sign-in do in their pages, in real browsers."""

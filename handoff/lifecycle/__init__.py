"""A handoff's life from request to end. It builds on the other folders of this package."""

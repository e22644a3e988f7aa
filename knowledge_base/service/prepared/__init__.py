"""Vectors that set-up made beforehand, so that a first start need not encode the demo."""

"""What a customer sees and does in the widget, in a real browser."""

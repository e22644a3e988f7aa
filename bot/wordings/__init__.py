"""Plain words in many languages, recognised without training."""

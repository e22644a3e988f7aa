"""The golden set: questions whose replies editors want to stay right, whatever is published."""

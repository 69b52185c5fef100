"""What visitors see and send."""

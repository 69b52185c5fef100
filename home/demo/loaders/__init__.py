"""What makes the sample pages, one module for each room."""

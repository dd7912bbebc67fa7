"""What is due to go, who approves it, and the holds that keep records from going."""

"""What a person is told, what it rested on, and what they answered."""

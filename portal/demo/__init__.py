"""What the demo shows: invented people and applications, made by the same services that make real ones."""

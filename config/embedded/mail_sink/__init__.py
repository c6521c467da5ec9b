"""A mail server that keeps every mail to itself, and a page to read them: the demo sends nothing into the world."""

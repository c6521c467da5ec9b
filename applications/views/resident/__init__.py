"""Pages of residents: find out, fill in, check, send, follow, correct, withdraw. No session, no script needed."""

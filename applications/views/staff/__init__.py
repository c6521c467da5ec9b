"""Staff's pages of applications, one file for each thing they do."""

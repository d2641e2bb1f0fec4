"""The supervisor: starts the script, watches it, ends everything that it left, and puts the user's files back."""

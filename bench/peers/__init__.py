"""Other programs that find references and definitions, on the same sentences as ours."""

"""What things are: records, the vocabulary, the shapes and the names. Knows no other package of the project."""

"""The families of references: labels and lists, documents, relative places, tables, look-alikes, roles, and their joining."""

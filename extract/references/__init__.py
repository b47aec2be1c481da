"""The families of references: labels, lists, documents, relative places, tables, look-alikes, roles; their joining."""

"""Pictures: of a change, a term, clauses, a document, two documents; matrices. Each is one page or one SVG file."""

"""The PDF reader: words with their places and type become lines, paragraphs, tables and notes; a page adds nothing."""

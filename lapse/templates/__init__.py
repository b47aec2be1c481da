"""The page around the picture of the orphans."""

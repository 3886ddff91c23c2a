"""What turns pages into a site: blocks, typesetting, the font, the graph and the theme."""

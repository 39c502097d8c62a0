"""How the window looks: colours, fonts, icons and the few controls that Qt's own cannot be styled into."""

"""Pages to a site: in a plugin of MkDocs, a whole build, or plain pages for another engine."""

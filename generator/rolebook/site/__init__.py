"""From the pages to a site: as a plugin of MkDocs, as a whole build, or as plain pages for another engine."""

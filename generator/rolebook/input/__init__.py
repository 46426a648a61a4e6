"""From the disk, git and the configuration to texts and settings; knows no rule."""

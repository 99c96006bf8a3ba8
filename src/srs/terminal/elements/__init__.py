"""What Markdown of notes has beyond CommonMark: one file per element."""

"""The window's own dialogs: settings, backups, the bin, events, help."""

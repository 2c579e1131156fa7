"""Numbers from a dossier: load, pain and what lies between. No files, no screens."""

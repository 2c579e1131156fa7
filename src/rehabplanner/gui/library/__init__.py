"""The tab “Exercises”: the library as a gallery, one exercise in detail, and shown big."""

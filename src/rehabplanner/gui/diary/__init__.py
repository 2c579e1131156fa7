"""The tab “Pain diary”: one day in a card, and all days as a table and a strip."""

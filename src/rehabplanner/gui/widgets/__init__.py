"""Small widgets that several tabs use."""

"""What the commands of the menus do, by what they are about."""

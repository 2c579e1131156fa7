"""The tab "Weekly plan": a board of seven days, planned beside done."""

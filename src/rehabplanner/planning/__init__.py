"""Planning by hand: what is typed, where it goes, one step up or down, what came of it. No Qt."""

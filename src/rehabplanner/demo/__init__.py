"""Made-up people for looking around: one runner with 26 weeks, and a clinic of five more."""

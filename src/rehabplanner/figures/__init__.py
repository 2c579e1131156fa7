"""Exercise drawings: clinical joint angles in, paths in millimetres out; no Qt, no ReportLab."""

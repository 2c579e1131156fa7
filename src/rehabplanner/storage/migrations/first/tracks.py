"""The contents of tracks."""

TABLES = (
    """
CREATE TABLE track_content (
    content TEXT NOT NULL,
    data {bytes} NOT NULL,
    PRIMARY KEY (content),
    CONSTRAINT track_content_content_sound CHECK (length(content) = 64)
){strict}
""",
)

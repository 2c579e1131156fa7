"""The shipped content: resources/*.toml as exercises, programmes and messages, checked."""

"""The uploading client: for municipalities' systems, for the command line, and for the tests."""

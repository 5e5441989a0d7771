"""What developers run: the environment, the test suite, throw-away servers and the licence check."""

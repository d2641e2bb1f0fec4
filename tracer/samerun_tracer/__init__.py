"""The tracer: hooks what a script itself imports and writes down what it drew, computed and printed (docs/trace.md)."""

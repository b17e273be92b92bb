"""What exports and checks cost, beside floors and peers: `python -m tests.benchmarks`."""

"""Made data: a nation's worth of varied, plausible, sealed packages, and some that are not as they should be."""

"""From a plan that is written to one that is issued.

A revision is sealed once: from then on its plan and its files are fixed. What is written afterwards belongs
to the next revision, an amendment ("điều chỉnh, bổ sung") that names the one before by its digest.
"""

"""The document check: what deviates from Decree 30/2020/NĐ-CP, Appendix I, in any DOCX or PDF."""

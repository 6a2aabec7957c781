"""Claims that can be looked up in a quotation: dates, numbers and proper names.

Statements and excerpts are read in the same way, so that 7 and seven, 12 May 2021 and May 12, or Türkiye and Turkey
are the same claim.
"""

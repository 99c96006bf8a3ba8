"""The statistics as a page of HTML that needs nothing but itself. Pure text."""

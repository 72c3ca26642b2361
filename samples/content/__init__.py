"""The text and figures of the sample submissions, one module per submission."""

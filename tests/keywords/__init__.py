"""Words other than capitals, held against sentences and files that people labelled by reading."""

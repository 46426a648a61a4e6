"""A handbook for editors: what a language server answers, from a handbook and a place in a text.

Every module takes and returns plain records, with places as `model.source.Span` counts them; only
`server` and `session` know the protocol. What an editor has open counts
instead of what is on the disk.
"""

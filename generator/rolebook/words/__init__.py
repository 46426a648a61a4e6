"""Words of any text: how names compare, and how many phrases are found at once; knows no model."""

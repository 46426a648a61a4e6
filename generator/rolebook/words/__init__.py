"""Words of any text: comparing names and statements, finding phrases; knows no model."""

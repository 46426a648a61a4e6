"""How near a day is; data only."""

from __future__ import annotations

import datetime

# Time to do what is due, or to agree on another day, before the day has passed.
SOON = datetime.timedelta(days=30)
"""How long before its last day something is reported."""

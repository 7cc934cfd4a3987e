"""The moment at which the fixture ``stopped_clock`` holds a test: noon in Finland, on no day that means anything."""

import datetime

NOW = datetime.datetime(2027, 6, 15, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()

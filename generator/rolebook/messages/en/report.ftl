### Words of reports for terminals, CI and comments.

# codes is a list such as "KW001 (12) and XR003 (7)".
report-in-log = { $count ->
    [one] { $count } more problem is only in the log: { $codes }
   *[other] { $count } more problems are only in the log: { $codes }
  }
report-more = and { $count } more
report-left-out = { $count ->
    [one] { $count } problem is left out, because GitHub shows only the first { $most }
   *[other] { $count } problems are left out, because GitHub shows only the first { $most }
  }
# mark is [*].
report-fixable = { $mark } can be fixed with 'rolebook check --fix'
report-place = Place
report-problem = Problem
report-code = Code

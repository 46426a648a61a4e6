### What reviews come to: the page of the site, and two commands.

reviews-title = Reviews
    .description = How often rules were asked in reviews, and what was answered
review-count = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
  }
# reviews is a review-count, roles a role-count.
reviews-basis = Based on { $reviews } of { $roles }.
reviews-role-basis = Based on { $reviews }.
reviews-little = Fewer than ten reviews prove little: one more may change everything here.
reviews-time = Over time
reviews-per-month = Reviews per month
reviews-per-role = Reviews and answers per role
# The table with the numbers of a drawing.
reviews-as-table = { $name } as a table
reviews-older = { $count ->
    [one] { $count } earlier review is counted, but not shown here.
   *[other] { $count } earlier reviews are counted, but not shown here.
  }
reviews-undated = { $count ->
    [one] { $count } review has no date, so it is in no month.
   *[other] { $count } reviews have no date, so they are in no month.
  }
reviews-month = Month
reviews-column-role = Role
reviews-column-rule = Rule
reviews-column-broken = Broken
reviews-column-asked = Reviews that asked
reviews-answer-kept = Kept
reviews-answer-broken = Broken
reviews-answer-untouched = Untouched
reviews-answers-of = Answers per month: { $role }
reviews-roles = By role
reviews-no-role = No role named
reviews-broken = Most often broken
    .help = How many of its answers say that a change broke the rule. A rule that is broken often may need better words, a tool that checks it, or training.
reviews-broken-rules = Rules that were broken most often
reviews-broken-rules-of = Rules that were broken most often: { $role }
reviews-none-broken = No review says that a change broke a rule.
# A number of all answers.
reviews-of = { $count } of { $answered }
reviews-broken-of = broken in { $count } of { $answered }
reviews-untouched = Always untouched
    .help = Asked at least three times, and no change was about them. Let CI check them, ask for them only in some domains, or retire them.
reviews-untouched-of = { $count ->
    [one] untouched in { $count } answer
   *[other] untouched in all { $count } answers
  }
reviews-never = Never asked
    .help = A reviewer could answer these, but no review asked for them. Pin those that matter.
reviews-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
  }
reviews-id-retired = (retired)
reviews-id-unknown = (not a rule of this handbook)
# file is a link.
reviews-data = All numbers are in { $file }. No review can be seen there by itself, and no name.
reviews-report-role = { $role }: { $reviews }

## On the command line; names are paths or IDs

review-collected-from = Found { $reviews } in { $files }.
review-collected = { $count ->
    [one] Added { $count } review to { $target }, which has { $total } now.
   *[other] Added { $count } reviews to { $target }, which has { $total } now.
  }
review-collect-others = { $count ->
    [one] Ignored { $count } file of another kind: { $names }
   *[other] Ignored { $count } files of other kinds: { $names }
  }
review-collect-retired = { $count ->
    [one] { $count } rule is retired; its answers are kept: { $names }
   *[other] { $count } rules are retired; their answers are kept: { $names }
  }

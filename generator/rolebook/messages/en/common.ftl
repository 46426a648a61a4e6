### Words that pages, scripts and sheets share. One meaning, one word: see the style page in CONTRIBUTING.md.

rule-count = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
  }
role-count = { $count ->
    [one] { $count } role
   *[other] { $count } roles
  }
document-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
  }
duty-count = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
  }
action-count = { $count ->
    [one] { $count } action
   *[other] { $count } actions
  }
question-count = { $count ->
    [one] { $count } question
   *[other] { $count } questions
  }
skill-count = { $count ->
    [one] { $count } skill
   *[other] { $count } skills
  }
file-count = { $count ->
    [one] { $count } file
   *[other] { $count } files
  }
# What the command says behind "built site, ". files is a file-count.
build-many-files =
    { $files }, which is more than some hosts take, such as Cloudflare Pages (20,000)
skill-level-count = { $count ->
    [one] { $count } skill level
   *[other] { $count } skill levels
  }
note-count = { $count ->
    [one] { $count } note
   *[other] { $count } notes
  }
problem-count = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
  }
baseline-hidden = { $count ->
    [one] { $count } problem of the baseline is not shown
   *[other] { $count } problems of the baseline are not shown
  }
baseline-gone = { $count ->
    [one] { $count } problem of the baseline is gone; 'rolebook check --update-baseline' removes it from there
   *[other] { $count } problems of the baseline are gone; 'rolebook check --update-baseline' removes them from there
  }
problem-count-error = { $count ->
    [one] { $count } error
   *[other] { $count } errors
  }
problem-count-warning = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
  }
problem-count-note = { $count ->
    [one] { $count } note
   *[other] { $count } notes
  }
more-count = { $count } more

## Headings and controls that several pages have

roles = Roles
documents = Documents
search-button = Search

## What the levels of RFC 2119 ask of a reader, in words that need no standard at hand (RFC 2119 §1–§5)

level-must = required without exception
level-must-not = forbidden without exception
level-should = expected, unless there is a good reason not to and you have weighed the consequences
level-should-not =
    advised against, unless there is a good reason for it and you have weighed the consequences
level-may = optional; others must work with either choice

## The mark of a rule that has no keyword in capitals; words are the author's

inferred = inferred
    .title = Read from “{ $words }”, which is not a keyword in capitals

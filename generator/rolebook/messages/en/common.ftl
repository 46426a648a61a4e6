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
pattern-count = { $count ->
    [one] { $count } pattern
   *[other] { $count } patterns
  }
error-count = { $count ->
    [one] { $count } error
   *[other] { $count } errors
  }
warning-count = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
  }
note-count = { $count ->
    [one] { $count } note
   *[other] { $count } notes
  }
more-count = { $count } more

## Headings and controls that several pages have

roles = Roles
documents = Documents
search-button = Search

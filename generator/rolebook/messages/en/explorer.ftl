### The explorer, the search in the header, search engines, the data page and skill catalogues.

## Facets of rules. `.none` is the value of rules that have no other one.

facet-level = Level
facet-role = Role
facet-kind = Kind
facet-category = Category
facet-skill = Skill
    .none = No skill
facet-pattern = Pattern
    .none = No pattern
facet-collaborator = Collaborator
    .none = No collaborator
facet-finding = Problem
    .none = No problem
facet-kind-own = Unique rule
facet-kind-template = Repeated rule
facet-kind-shared = Shared by roles
facet-kind-duty = Duty
# facet is the name of a facet, such as "Category".
facet-search = Search the values of { $facet }
    .placeholder = Search values
facet-exclude = Exclude { $value }
facet-all = Show all { $count }
facet-fewer = Show fewer

## Explorer

explorer-title = Rules
explorer-description = { $count ->
    [one] Search the rule by words, role, level, skill and more
   *[other] Search all { $count } rules by words, role, level, skill and more
  }
explorer-search = Find a rule by its words, ID, role or skill
# count is how many tables there are.
explorer-needs-scripts = { $count ->
    [one] Search and filters need JavaScript, which is turned off here. This table has all the
        rules; use your browser to find words in it.
   *[other] Search and filters need JavaScript, which is turned off here. This table and those
        linked below it have all the rules; use your browser to find words in them.
  }
explorer-filters = Filters
explorer-sort = Sort by
sort-best = Best match
sort-id = Handbook order
sort-level = Strictest first
sort-changed = Latest change first
explorer-copy-link = Copy link
explorer-csv = CSV
explorer-json = JSON
explorer-markdown = Markdown
explorer-print = Print
explorer-rule = Rule
explorer-text = What it says
explorer-place = Role and category
explorer-no-heading = No heading
explorer-breadcrumb = Breadcrumb
explorer-tables = All rules as tables:
    .label = All rules as tables
explorer-table = { $first } to { $last }
explorer-table-title = Rules { $first } to { $last }
explorer-table-description = Part { $number } of the table of all rules
explorer-table-number = Part { $number }

## Results of the explorer

explorer-found = { $count ->
    [one] { $found } of { $count } rule
   *[other] { $found } of { $count } rules
  }
explorer-searching = Searching…
explorer-no-answer = No answer
explorer-unfiltered = All rules, without search or filters
explorer-show-rules = { $count ->
    [one] Show { $count } rule
   *[other] Show { $count } rules
  }
explorer-show-more = Show { $count } more
explorer-chosen = Filters in use
# facet and value are labels, such as "Level" and "MUST".
explorer-choice = { $facet }: { $value }
explorer-choice-without = { $facet }: not { $value }
# choice is one of the two above.
explorer-remove = Remove { $choice }
explorer-remove-all = Remove all filters
explorer-words = Words: { $words }
explorer-some-words = No rule has all these words. These rules have some of them.
explorer-loosen = { $count ->
    [one] Also show { $count } rule with some of the words
   *[other] Also show { $count } rules with some of the words
  }
explorer-empty = There are no rules yet.
explorer-nothing = No rule matches.
explorer-nothing-but = No rule matches. Try one of these:
explorer-drop = { $count ->
    [one] Remove { $facet }: { $value } ({ $count } rule)
   *[other] Remove { $facet }: { $value } ({ $count } rules)
  }
explorer-drop-words = { $count ->
    [one] Remove the words “{ $words }” ({ $count } rule)
   *[other] Remove the words “{ $words }” ({ $count } rules)
  }
explorer-start-over = Start over
explorer-show-card = Show { $id } here
explorer-linked = The link you followed leads to this rule, so it comes first.
explorer-loading = Loading…
explorer-open-rule = Open the page of { $id }
explorer-show-all = Show all rules without searching
# reason is what the browser says, such as "search/rules.js could not be loaded".
explorer-broken = Search doesn’t work here ({ $reason }). The tables have all the rules.

## Search in the header

search-prompt = Type words, an ID or a name
search-too-common = Those words are too common; add another
search-no-rule = No rule seems to be about this. The nearest are below.
search-nothing = Nothing matches these words
search-result-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
  }
search-best = The best { $count } results
# results is one of the two above, warning a sentence.
search-results-warned = { $results }. { $warning }
search-page = page
search-again = Try again
# reason is a sentence.
search-unavailable = Search isn’t available right now. { $reason }
search-explorer = Open the explorer
# slash, s and f are keys of the keyboard.
# The keys stand in frames: comma and dot are keys, too.
search-keys = Single-key shortcuts: { $slash } { $s } { $f } to search, { $p } { $comma } for the previous page, { $n } { $dot } for the next
search-retired = { $id } (retired)

## Search engines outside the site: what went wrong

engine-unsupported = This site asks for the search engine “{ $engine }”, which isn’t supported.
engine-silent = The search engine at { $url } isn’t responding.
engine-unreachable = The search engine at { $url } can’t be reached.
engine-bad-key = The search engine doesn’t accept this site’s key.
engine-no-index = The search engine has no index called “{ $index }”.
# status is an HTTP status, such as 503.
engine-busy = The search engine can’t answer right now ({ $status }). Try again in a while.
engine-rejected = The search engine rejected the search ({ $status }).
    .reason = The search engine rejected the search ({ $status }): { $reason }
engine-unreadable = The answer from { $url } can’t be read. Is it really { $engine }?
engine-partial = The search engine searched only part of the rules, so some may be missing.
engine-dropped = { $count ->
    [one] { $count } result can’t be read and is left out.
   *[other] { $count } results can’t be read and are left out.
  }
engine-unlinked = { $count ->
    [one] { $count } result has an address outside this site, so it isn’t linked.
   *[other] { $count } results have an address outside this site, so they aren’t linked.
  }
# reason is a sentence.
engine-only-pages = These are only pages, not rules. { $reason }

## Data page

data-title = Data
data-description = The handbook as files for tools and agents
data-lead =
    The same rules as files, for tools and agents. They are built with the site, so they are always
    up to date.
data-file = File
data-content = What’s in it
data-size = Size
data-bytes = { $size } B
data-kilobytes = { $size } kB
data-megabytes = { $size } MB
data-file-json = Everything: personas, documents, rules, links and problems.
data-file-csv = One row per rule, for spreadsheets.
data-file-skills = One row per skill of a role, with a column for each career level.
data-file-gaps = One row per skill that a role lists or that its rules ask for, with the rules.
data-file-reviews = How often rules were asked and broken in reviews; no review by itself, and no names.
data-file-schema = JSON Schema (2020-12) of handbook.json.
data-catalogues = Skill catalogues
data-catalogues-terms =
    The codes and names of skills in these files come from catalogues, each with its own terms.
# command, help and address are code.
data-commands =
    The command line writes the same files, for example { $command }, and rules for your own search
    engine; { $help } lists all formats. To cite a rule, use its address, { $address }.

## Skill catalogues

# total is how many skills the framework has as published.
catalogue-extent = { $total ->
    [one] { $count } of { $total } skill.
   *[other] { $count } of { $total } skills.
  }
catalogue-extent-own = { $count ->
    [one] { $count } skill, from { $path }.
   *[other] { $count } skills, from { $path }.
  }
# levels are numbers with names: "1 Junior, 2 Senior".
catalogue-levels = Levels: { $levels }.
framework-sfia =
    .part = Codes, names and levels of the skills that Rolebook recognises.
    .notice =
        SFIA is a registered trademark of the SFIA Foundation. Codes and names are quoted so that
        readers can look up a skill there; the framework itself is not reproduced.
    .license = Not open: using the framework requires a licence from the SFIA Foundation.
framework-esco =
    .part =
        Our selection from version 1.2, and therefore a modification: labels without
        descriptions.
    .notice = This service uses the ESCO classification of the European Commission.
    .license = Free to use, provided that its use is acknowledged.
framework-nice =
    .part = Codes and names of all work roles.
    .notice =
        Work roles of the NICE Framework Components 2.0.0, National Institute of Standards and
        Technology.
    .license = Not subject to copyright in the United States.

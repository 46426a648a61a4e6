### The pages of a role, of a document and of a rule, and what their scripts say.

## The parts of a role's page, by their anchors

part-overview = Overview
part-responsibilities = Responsibilities
part-first = Rules to know first
part-works-with = Works with
part-rules = Rules
part-skills = Skills
part-knowledge = Patterns and knowledge
part-agents = Managed agents
part-references = References
part-more = More

## The head of a role's page

persona-description = { $count ->
    [one] { $count } rule for the role { $role }
   *[other] { $count } rules for the role { $role }
  }
# levels is the share of each level: "8 MUST, 4 SHOULD".
rules-of-levels = { $count ->
    [one] { $count } rule: { $levels }
   *[other] { $count } rules: { $levels }
  }
# categories is persona-categories, levels as above.
persona-rules = { $count ->
    [one] { $count } rule in { $categories }: { $levels }
   *[other] { $count } rules in { $categories }: { $levels }
  }
persona-no-rules = No rules yet
persona-other-language =
    Most of these rules aren’t in English. Links to skills are found by English words, so they may be missing.
persona-categories = { $count ->
    [one] { $count } category
   *[other] { $count } categories
  }
# Where the rules are from; the page lists those that there are.
origin-unique = { $count ->
    [one] { $count } unique rule
   *[other] { $count } unique rules
  }
origin-shared = { $count } shared with other roles
# count rules repeat so many sentences.
origin-repeated = { $count ->
    [one] { $count } that repeats
   *[other] { $count } that repeat
  } { $sentences ->
    [one] one sentence
   *[other] { $sentences } sentences
  }
origin-duty = { $count ->
    [one] { $count } duty towards another role
   *[other] { $count } duties towards other roles
  }
# file is a link to the file that an "@" names.
includes-read = { $count ->
    [0] It asks to read { $file } as well, which has no rules.
    [one] It asks to read { $file } as well, which has { $count } rule.
   *[other] It asks to read { $file } as well, which has { $count } rules.
  }
includes-unread = It asks to read { $file } as well, which is not in this handbook.
agent-facts = What the agent may use
agent-tools = { $count ->
    [one] Tool
   *[other] Tools
  }
agent-no-tools = { $count ->
    [one] Denied tool
   *[other] Denied tools
  }
agent-model = { $count ->
    [one] Model
   *[other] Models
  }
agent-skills = { $count ->
    [one] Skill of the agent
   *[other] Skills of the agent
  }
# Above the first few responsibilities, and the link to all of them.
glance-responsibilities = Responsible for
    .all = All { $count } responsibilities
# Where the rules are further down the screen, on phones.
glance-first = { $count ->
    [one] { $count } rule to know first
   *[other] { $count } rules to know first
  }
glance-roles = All { $count } roles
persona-checklist = Onboarding checklist
persona-rubric = Review rubric
persona-compare = Compare with …
    .label = Roles to compare with
persona-traits = Traits
persona-source = Source: { $path }

## Its sections

first-explained =
    Clear rules, chosen from several categories. Those that prevent harm come before others.
works-with-picture = The roles that { $role } works with, as a diagram
works-with-role = Role
works-with-owes = What { $role } owes
works-with-receives = What it is owed
works-with-no-file = no file yet
works-with-contract = contract
    .label = contract with { $role }
works-with-nothing = nothing stated

general = General
rules-view = Show repeated rules
    .grid = in a grid
    .list = in the lists
rules-by-category = By category
rules-filter = Filter these rules
rules-levels = Levels
rules-open-all = Open all
rules-close-all = Close all
# Behind the number of rules of a category.
rules-in-grid = { $count } in the grid
rules-all-in-grid = all in the grid

skills-column = Skill ({ $frameworks })
skills-column-plain = Skill
skills-level = Level required
# Of a career: junior, senior and so on.
skills-career = Show what is required of
    .all = all levels
skills-rules = Rules that mention it
skills-meaning = What it means here
skills-no-rules = none
skills-renamed = written as “{ $name }”
skills-missing = { $count ->
    [one] The rules mention a skill that isn’t in the table:
   *[other] The rules mention skills that aren’t in the table:
  }
skills-unshown = No rule mentions { $skills }.
skills-gaps = Compare the skills with the rules
skills-competences = Competences
skills-competences-of = Competences ({ $frameworks })
skills-levels = { $count ->
    [one] level { $levels }
   *[other] levels { $levels }
  }
skills-no-level = no level given

knowledge-patterns = Design patterns
agents-name = Agent
agents-specialty = Specialty
agents-peers = Works with

document-description = { $count ->
    [one] { $count } rule in { $document }
   *[other] { $count } rules in { $document }
  }
# reason is a sentence: "Only the heading “Mission” is one that personas have; it takes two."
document-near = This page shows a document, not a role. { $reason } If it describes a role, write “type: persona” in its front matter.
section-link = Link to this section
    .label = Link to the section { $title }

## The grid of repeated rules

grid = Repeated rules
grid-label = Grid of repeated rules
grid-category = Category
grid-all-categories = all, as a table
grid-show-differences = Show the words that differ
grid-differs = words differ
grid-skip = Skip the grid
grid-keys = Arrow keys move from cell to cell.
# sentences and categories are the sizes of the grid.
grid-caption = { $sentences ->
    [one] { $sentences } repeated sentence
   *[other] { $sentences } repeated sentences
  } in { $categories ->
    [one] { $categories } category
   *[other] { $categories } categories
  }: { $count ->
    [one] { $count } rule
   *[other] { $count } rules
  }.
    .links = Each mark is a rule: the sentence of its row, for the category above it. A dash means that there is no such rule. Select a mark to go to its rule.
grid-sentence = Sentence
grid-other-levels = but { $levels }
grid-no-rule = no such rule

## Links of a rule, as short marks and on its page

# name is what it links to, reason one of the evidence messages.
chip-title = { $name }: { $reason }
evidence-text = the rule says { $words }
evidence-category = the category says { $words }
evidence-author = confirmed by a person
evidence-topic = not named, but the rule mentions { $words }
evidence-quote = “{ $words }”

## The page of a rule

# meaning is one of the messages level-….
rule-meaning = { $level }: { $meaning }
breadcrumb = Breadcrumb
rule-in-context = Read it in context
rule-copy-link = Copy link
    .label = Copy link to { $id }
rule-copy-citation = Copy citation
    .label = Copy citation: { $id }
rule-copy-markdown = Copy as Markdown
    .label = Copy as Markdown: { $id }
# sentence is the rule, place its role and category.
rule-citation = { $id } { $sentence } ({ $place })
rule-copy-id = Copy this ID
rule-edit = Edit this rule
rule-why = Why
    .noted = (from the text after the rule)
rule-check = How to check
rule-raw = Written as
rule-condition = Condition
# Of a rule that has no keyword in capitals; words are the author's.
rule-inferred = Level read from
    .words = “{ $words }”, which is not a keyword in capitals
# Labels of the list below a rule that leaves a choice, or applies in several cases.
rule-options = Options
rule-conditions = Cases
rule-skills = Skills ({ $framework })
rule-patterns = Patterns
rule-roles = Roles
rule-references = References
rule-may-concern = May concern
rule-maybe = Maybe
rule-uses = Used in
rule-same = Same rule elsewhere
rule-same-more = and { $count } more
rule-problems = Problems
# severity is one of the three severities below.
rule-problem = { $severity }: { $message }
severity-error = error
severity-warning = warning
severity-note = note
rule-history = History
rule-source = Source
rule-neighbours = Previous and next rule
rule-previous = ← Previous
rule-next = Next →
leaf-explorer = Find a rule

## Where a rule comes up; link leads there

use-grid = Grid
    .line = The grid of { $role }
use-repeated = Repeated
    .line = { $count ->
        [one] One rule with the sentence: { $link }
       *[other] One of { $count } rules with the sentence: { $link }
      }
use-shared = Shared
    .line = { $count ->
        [one] By { $count } role: { $link }
       *[other] By { $count } roles: { $link }
      }
use-contract = Contract
    .line = { $role } and { $other }
use-first = First
    .line = { $role }: rules to know first
use-rubric = Rubric
    .line = Review rubric of { $role }
    .along = asked together with { $id }
use-reviews = Reviews
    .line = { $count ->
        [one] Asked in { $count } review, broken in { $broken }
       *[other] Asked in { $count } reviews, broken in { $broken }
      }
use-onboarding = Onboarding
    .place = { $role }, { $phase }
use-named = Named by
use-changes = Changes

## The page of an ID that no rule has any more

retired-title = { $id } (retired) – { $role }
    .description = { $id } is retired
retired = retired
# date is a day; link leads to the rule with the new ID.
retired-replaced = This rule now has the ID { $link }. Its old ID is never given to another rule.
retired-replaced-since =
    This rule has had the ID { $link } since { $date }. Its old ID is never given to another rule.
retired-gone = This rule was removed. Its ID is never given to another rule.
retired-gone-since = This rule was removed on { $date }. Its ID is never given to another rule.
retired-words = Last wording
retired-place = Was in
retired-role-gone = a role that was removed, too
retired-all-changes = All changes

## Scripts of these pages

copy-link = link
copy-done = copied
    .status = Copied: { $words }
copy-refused = not allowed
    .status = The browser did not allow copying. Copy it from here: { $words }
filter-status = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
  }
filter-status-some = { $shown } of { $count ->
    [one] { $count } rule
   *[other] { $count } rules
  }
view-unfold = { $count ->
    [one] Also list the { $count } repeated rule
   *[other] Also list the { $count } repeated rules
  }
view-fold = { $count ->
    [one] Hide the { $count } repeated rule
   *[other] Hide the { $count } repeated rules
  }
changes-shown = { $count ->
    [one] { $count } change listed
   *[other] { $count } changes listed
  }

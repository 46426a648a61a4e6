### The pages of the site, but for those of onboarding, reviews and the explorer, which have files of their own.

## Groups of the navigation

nav-roles = Roles
    .all = All { $count } roles
nav-documents = Documents
    .all = All { $count } documents
nav-use = Use
nav-look-up = Look up
nav-about = About

## Home page

home-search = Find a rule by its words or ID
home-search-without-scripts =
    Search needs JavaScript, which is turned off here. The button opens the table of all rules.
# problem and help are a problem's sentences, without capitals and full stops; place is a path.
unread-why = Why there are no rules here:
unread-problem = { $place }: { $problem }.
    .with-help = { $place }: { $problem }. What helps: { $help }.
unread-more = { $count ->
    [one] “rolebook check” lists one more.
   *[other] “rolebook check” lists { $count } more.
  }
no-personas-why = No file describes a role, so there are no checklists and no review rubrics. To make a role of a file, write “type: persona” in its front matter.
document-because = { $document }: { $reason }
home-new = I’m new here
    .help = Pick your role: what to do in your first three months, who to meet, what to read.
home-review = I’m reviewing a change
    .help = Pick a role: up to twenty questions to ask about a change, on the web and on paper.
home-look-up = I’m looking something up
    .help =
        Use the { $explorer }; browse by { $skill }, { $pattern }, { $duty } or { $repeated }; see
        { $changed }; or download { $data } for your own tools.
home-look-up-explorer = explorer
home-look-up-skill = skill
home-look-up-pattern = pattern
home-look-up-duty = duty between roles
home-look-up-repeated = repeated rule
home-look-up-changed = what changed
home-look-up-data = data
# rules is a rule-count, levels the share of each level: "12 rules: 8 MUST, 4 SHOULD".
home-card-rules = { $rules }: { $levels }
# counts is a list such as "2 errors and 1 warning".
home-problems = Problems in the sources: { $counts }. See { $page }, or run { $command }.

## Team: who owes whom what

team = Team
    .description = The duties that roles owe each other
# summary is team-summary or team-no-duties.
team-lead = The duties that roles owe each other, as each role states them. { $summary }
team-no-duties = No role owes another a duty yet.
# count is the number of pairs of which one side owes nothing in return.
team-summary = { $count ->
    [0] { $duties } between { $pairs }.
    [one] { $duties } between { $pairs }, of which { $count } is one-way.
   *[other] { $duties } between { $pairs }, of which { $count } are one-way.
  }
team-pair-count = { $count ->
    [one] { $count } pair of roles
   *[other] { $count } pairs of roles
  }
team-matrix = Who owes whom
    .help =
        Each cell counts the duties its row’s role owes its column’s role. A duty that names two
        roles counts for each.
    .label = Table of duties
    .caption = Duties that each role owes each other role. Rows owe; columns are owed.
    .corner = Role that owes
    .rows = owes ↓
    .columns = is owed →
    .paper = This table is too wide for paper. The list under “Numbers” has the same figures.
# roles is a role-count.
team-matrix-too-large =
    With { $roles }, the table would be too large. The list under “Numbers” has the same figures,
    pair by pair.
# Follows the name of a role on a phone; a list of other roles is below.
team-row-owes = owes
# What the mark in a cell means, in the key above the table.
team-key-one-way = one-way: owes duties, but is owed none in return
team-key-silent = is owed duties, but owes none in return
# What is one-sided about a number of duties, next to the number.
team-mark-one-way = one-way
team-mark-silent = none in return
team-mark-no-file = no file yet
team-both-ways = both ways
# A role that no file describes.
team-role-without-file = { $role } (no file yet)
team-picture = Diagram
    .label = Who owes whom, as a diagram
    .help = Point at a role, or move to it with the Tab key, to see only its own duties.
    .sideways = The diagram is wider than the screen. Scroll sideways to see all of it.
team-picture-dense =
    Point at a role, or move to it with the Tab key, to see only its own duties. All { $count }
    lines together are drawn faintly.
team-compare = Compare two roles
    .help = Each page shows what the two roles owe each other, what both must do, and where they differ.
team-numbers = Numbers
team-pairs = All pairs
    .count = { $count }, most duties first
    .pair = Pair
    .first = First owes
    .second = Second owes
    .direction = Direction
team-roles-role = Role
    .owes = Owes
    .receives = Is owed
    .one-way = One-way
    .alone = owes nothing and is owed nothing
    .none = none
team-several = Duties that name several roles
team-nobody = Duties that name no role
team-duties-left = { $count ->
    [one] { $count } more is not listed here; { $explorer } has it.
   *[other] { $count } more are not listed here; { $explorer } has all.
  }
    .explorer = the explorer
team-missing = Roles without a file
    .help = Duties name these roles, but no file describes them.
# roles is a role-count.
team-missing-owed = owed duties by { $roles }
team-owes = { $role } owes

## Diagram of roles, on the pages of the team and of a role

# roles is a role-count, links a diagram-link-count.
diagram-description = { $roles }, { $links }. The table of numbers has the same figures.
diagram-link-count = { $count ->
    [one] { $count } pair with duties
   *[other] { $count } pairs with duties
  }
# count is the number of pairs of which one side owes nothing in return.
diagram-role = { $count ->
    [0] { $role }: owes { $owes }, is owed { $receives }
   *[other] { $role }: owes { $owes }, is owed { $receives }, { $count } one-way
  }
diagram-key-both = both owe duties
diagram-key-one-way = only one owes duties: the arrow points to the role that is owed
diagram-key-no-file = no file yet
diagram-left-out = { $count ->
    [one] { $count } more role is in the table only
   *[other] { $count } more roles are in the table only
  }

## Page of two roles

pair = { $role } and { $other }
    .description = { $role } and { $other } side by side: what they owe each other, what both must do, and where they differ
pair-breadcrumb = Breadcrumb
pair-caption = What each role owes the other.
    .matched = What each role owes the other. Duties about the same thing are side by side.
# duties is a duty-count; the name of the role is above.
pair-side = owes { $duties }
# The side of a role that no file describes.
pair-side-without-file = (no file yet)
# words is a list of quoted words.
pair-shared = Both mention { $words }.
pair-shared-word = “{ $word }”
pair-no-counterpart = No duty about this.
# A side that owes nothing, and one of a role that no file describes.
pair-nothing = Nothing in return.
pair-unknown = Not known.
pair-verdict-none = Neither role owes the other a duty.
pair-verdict-no-file = { $role } has no file yet, so nothing says what it owes in return.
pair-verdict-one-way = One-way: { $role } owes nothing in return.
pair-verdict-matched = Every duty has a counterpart.
pair-verdict-unmatched = Both roles owe duties, but no two are about the same thing.
# matches is a pair-match-count.
pair-verdict-partly = { $count ->
    [one] { $matches }; { $count } duty has no counterpart.
   *[other] { $matches }; { $count } duties have no counterpart.
  }
pair-match-count = { $count ->
    [one] { $count } duty of each role is about the same thing
   *[other] { $count } duties of each role are about the same things
  }
# Headings of the comparison below the duties.
compared-both = What both must do
    .help = Rules with the same or nearly the same words come first, then rules about the same thing.
    .none = No rule of one role is about the same thing as a rule of the other.
    .more = { $count ->
        [one] { $count } more rule is in both roles.
       *[other] { $count } more rules are in both roles.
      }
compared-categories = Rules by category
compared-category = Category
compared-in-both = In both
compared-only = Only { $role }
compared-nothing = nothing else

## Repeated rules

## Lists that are on several pages

# first and last are numbers of entries on this page, count is how many there are on all.
list-range-rules = Rules { $first }–{ $last } of { $count }
list-range-repeated = Repeated rules { $first }–{ $last } of { $count }
list-range-pairs = Pairs { $first }–{ $last } of { $count }
# title is that of the first page, range one of the above.
list-page-title = { $title }: { $range }
list-pages = Pages of this list
list-previous = Previous page
list-next = Next page

## Repeated rules

families = Repeated rules
    .description = Rules repeated in many categories, and rules that several roles share
    .lead =
        Rules that a role repeats in many categories, and rules that several roles share.
    .none = No rule is repeated in enough categories, or shared by three roles.
families-repeated = Rules repeated in many categories
    .rule = Rule
    .rules = Times
    .where = Where
# where is a list of names.
families-where-more = { $where } and { $count } more
families-shared = Rules that roles share
# rules is a rule-count, roles a role-count.
families-shared-count = { $rules } in { $roles }
# rules is a rule-count, wording a level and a sentence with gaps.
family-description = { $rules } with the same wording: { $wording }
family-lead = { $rules } of { $role } have this wording. “…” marks words that differ.
# files is a file-count.
family-lead-several = { $rules } in { $files } have this wording. “…” marks words that differ.
family-category = Category
family-rule = Rule
# difference is words of a rule, or grid-cell-lacks.
family-differs = Different: { $difference }
family-grid = Grid of { $role }
# How a rule differs from the wording that it shares with others.
grid-cell-lacks = without “{ $lacks }”
grid-cell-differs = { $words }, without “{ $lacks }”

## Skills

skills = Skills
    .description = Which roles need which skill, and which rules mention it
    .lead = Skills that a role lists or that rules mention.
    .unlisted = Mentioned in rules, but listed by no role
    .unmentioned = Listed by roles, but mentioned in no rule
skills-skill = Skill
    .defined = Defined at
    .unknown = unknown
    .listed = Listed by
    .nobody = no role
    .rules = Rules
    .none = none
skills-catalogues = Catalogues
skill-crumb = Skills · { $framework }
skill-description = { $skill }: who needs it, and which rules mention it
skill-unknown =
    The catalogue of { $framework } used here does not have this code. The name comes from the
    persona.
# page is a link to where the skill is described.
skill-official = { $page } has the official description.
skill-official-page = The skill’s own page
skill-of = A skill of { $framework }.
# levels is a range such as "levels 2–6".
skill-defined = Defined at { $levels }
skill-needed = Who needs it
    .role = Role
    .level = Level required
    .meaning = What it means for the role
    .listed = Listed as
    .under = Under
skill-unlisted = { $count ->
    [one] No role lists this skill, although { $count } rule mentions it.
   *[other] No role lists this skill, although { $count } rules mention it.
  }
# roles is a list of names, each with a rule-count.
skill-lacking = Rules clearly mention this skill, but it is not in the skills table of { $roles }.
skill-rules = Rules that mention it
    .toc = Rules
    .none =
        No rule mentions this skill. Either a rule is missing, or the role does not need the skill.
# asked is a level or a range of levels, low and high are levels.
skill-below = required: { $asked }; defined from { $low }
skill-above = required: { $asked }; defined up to { $high }
skill-outside = required: { $asked }; defined from { $low } to { $high }

## Patterns

patterns = Patterns
    .description = Design patterns that roles should know
    .lead = Design patterns that roles should know.
    .none = No role lists a pattern yet.
patterns-pattern = Pattern
    .needed = Who should know it
    .rules = Rules
    .no-rules = none
pattern-description = { $pattern }: who should know it, and which rules mention it
pattern-needed = Who should know it
# role is a name, detail what the role has to know about the pattern.
pattern-needed-detail = { $role }: { $detail }
pattern-rules = Rules that mention it
    .toc = Rules
    .none = No rule mentions this pattern.

## PDFs of checklists and rubrics

download-a4 = PDF on A4
download-letter = PDF on US Letter
download-pocket = Pocket PDF on A5
# What a sheet was made from; fingerprint is eight letters and digits, date a day as 2026-03-01.
version-of-source = source { $fingerprint }
version-locked = { $date }, source { $fingerprint }

## Around every page: the theme's menu in a narrow window, where a button opens and closes it

skip-to-content = Skip to content
menu = Menu
    .close = Close the menu
# title is the part of the menu that the button leaves.
menu-back = { $title }: back

## Preview of a rule at a link to it

preview = Preview of { $id }
    .open = Open { $id }

## What a page needs could not be loaded; reason is a loading-failed or what the browser says.

loading-failed = { $path } could not be loaded
loading-failed-checklist = Ticks cannot be saved here: { $reason }.
loading-failed-rubric = Answers cannot be saved here: { $reason }.
loading-failed-rule = Links, history and source of this rule cannot be shown: { $reason }.

## What “rolebook serve” adds to a page

served-failure = This page is older than your files
served-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
  }
served-more = { $count ->
    [one] “rolebook check” lists one more.
   *[other] “rolebook check” lists { $count } more.
  }

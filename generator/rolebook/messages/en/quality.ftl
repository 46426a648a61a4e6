### The page of the quality of a handbook: problems, shares of rules, and how they grew.

quality = Quality
    .description = Problems in the sources, what shares of the rules are checked, explained and linked, and how the handbook grew
    .lead = What { $command } reports, and the rules in numbers.
# A number of all.
quality-of = { $part } of { $whole }
quality-percent = { $percent }%

## Shares of rules

quality-shares = Shares of rules
    .help = How many of the rules are of each kind. Some shares only make sense for a part of the rules, so each has its own total.
quality-column-kind = Kind
quality-column-share = Share
quality-column-meaning = What it means
quality-share-repeated = Repeated
    .help = The same sentence is under other headings of its text, with only the subject changed. Many of these make a handbook longer than what it says.
quality-share-shared = Shared
    .help = Three or more roles have the rule in the same words. It may belong in a document for all of them.
quality-share-verifiable = Verifiable
    .help = Nothing is reported about the words of the rule, such as a vague term, so one can tell whether it is kept. Only English rules that aren’t repeated are checked.
quality-share-explained = Explained
    .help = The rule has a note, or says why in its own words, such as “because” or “so that”.
quality-share-linked = Linked
    .help = The rule has an evident link to a skill, a competence or a pattern.
quality-share-asked = In reviews
    .help = A question of the role’s review rubric covers the rule. A rubric has at most twenty questions; documents have none.

## By role and document

quality-texts = By role and document
    .caption = Problems, and shares of rules, by role and document
quality-column-text = Role or document
quality-column-rules = Rules
quality-column-problems = Problems
# In a table, for what cannot be said of any rule.
quality-none = –
    .label = does not apply

## Problems

quality-problems = Problems
quality-no-problems = No problems were found.
# problems is a number with its noun, severities a list such as "2 errors and 1 note".
quality-found = { $problems }: { $severities }.
quality-known = { $count ->
    [one] { $count } of them is in the baseline, so it is not reported again; it is marked as known.
   *[other] { $count } of them are in the baseline, so they are not reported again; they are marked as known.
  }
quality-more-about = For a longer explanation of a code, run { $command }.
quality-known-mark = known
quality-code-known = { $count } known
# help is what to do about a problem.
quality-help = Help: { $help }
# command is a command line.
quality-more = { $count ->
    [one] There is { $count } more. To list all, run { $command }.
   *[other] There are { $count } more. To list all, run { $command }.
  }
quality-headings = Headings with most problems
    .help = By the rules that the problems are about.
quality-column-heading = Heading
quality-headings-more = { $count ->
    [one] { $count } more heading has fewer.
   *[other] { $count } more headings have no more than these.
  }
quality-others = Other files
quality-column-file = File

## Trend

quality-trend = Rules over time
    .title = Number of rules at each release
# first and last are releases, before and now numbers of rules with their nouns.
quality-trend-said = From { $before } ({ $first }) to { $now } ({ $last }).
quality-trend-one = { $now } ({ $last }). A trend needs a second release.
quality-trend-none = Nothing is known of the past yet. { $command } records what changes from now on.
quality-trend-more = { $count ->
    [one] { $count } earlier release is left out.
   *[other] { $count } earlier releases are left out.
  }
# Below the column of what is not released yet.
quality-trend-now = Now
quality-trend-shares = Shares of rules at each release
# A name of a share, and percentages.
quality-trend-share = { $name } from { $before } to { $now }
quality-trend-shares-help = In percent, by the checks and skills of today. What reviews asked for then is not known.
quality-trend-older = There before
quality-trend-added = New
quality-column-release = Release
quality-column-added = New
quality-column-changed = Changed
quality-column-retired = Retired

### The pages of the site, but for those of onboarding, reviews and the explorer, which have files of their own.

## Home page

home-search = Find a rule by its words or its ID
home-search-without-scripts =
    Search needs JavaScript, which is turned off here. The button opens the table of all rules.
home-new = I’m new here
    .help = Pick your role: what to do in your first three months, whom to meet, what to read.
home-review = I’m reviewing a change
    .help = Pick a role: up to twenty questions to ask about a change, on the web and on paper.
home-look-up = I’m looking something up
    .help =
        In the { $explorer }, by { $skill }, by { $pattern }, by { $duty }, by { $repeated },
        by { $changed }, or as { $data } for your own tools.
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
home-problems = Problems in the sources: { $counts }. To list them, run { $command }.

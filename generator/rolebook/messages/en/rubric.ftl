### The review rubric: its form, verdict, comment, exports and printed sheets.

## What a rubric says of itself

rubric-name = Review rubric
rubric-title = Review rubric: { $role }
# The titles of the two sheets beside it.
rubric-title-service = Service readiness: { $role }
rubric-title-design = Design review: { $role }
# What an answer means, after RFC 2119 §1 to §5.
rubric-answers =
    Kept means that the rule is followed; a broken MUST blocks approval, a broken SHOULD needs a
    reason, and a MAY never blocks.
# What happened to every rule: "18 questions cover 27 rules; 286 are in the grid, and 41 are not
# visible in a review: 354 in all." others is a list of the rubric-accounts- messages below.
rubric-accounts =
    { $count ->
        [one] { $count } question covers { $rules }; { $others }: { $total } in all.
       *[other] { $count } questions cover { $rules }; { $others }: { $total } in all.
    }
rubric-accounts-only-questions =
    { $count ->
        [one] { $count } question covers { $rules }, and there are no others.
       *[other] { $count } questions cover { $rules }, and there are no others.
    }
rubric-accounts-no-questions = There are no questions; { $others }: { $total } in all.
rubric-accounts-no-rules = There are no rules.
rubric-accounts-grid =
    { $count ->
        [one] { $count } is in the grid
       *[other] { $count } are in the grid
    }
rubric-accounts-ci =
    { $count ->
        [one] { $count } is checked by CI
       *[other] { $count } are checked by CI
    }
rubric-accounts-service =
    { $count ->
        [one] { $count } is on the sheet “Service readiness”
       *[other] { $count } are on the sheet “Service readiness”
    }
rubric-accounts-design =
    { $count ->
        [one] { $count } is on the sheet “Design review”
       *[other] { $count } are on the sheet “Design review”
    }
rubric-accounts-other_domains =
    { $count ->
        [one] { $count } belongs to a domain that the change doesn’t touch
       *[other] { $count } belong to domains that the change doesn’t touch
    }
rubric-accounts-list =
    { $count ->
        [one] { $count } was not chosen
       *[other] { $count } were not chosen
    }
rubric-accounts-not_visible =
    { $count ->
        [one] { $count } is not visible in a review
       *[other] { $count } are not visible in a review
    }
# A rule that continues the line above, whose words come behind it.
rubric-continues = { $words } (after “{ $above }”)
# A row of the grid: rules such as "ensure the quality of caching", for each domain.
rubric-row-whole = All else, looked at as a whole
# What a role shows to reviewers; artefacts is a list of the words below.
rubric-artefacts = What to look at: { $artefacts }.
artefact-code = code
artefact-document = documents
artefact-plan = plans
artefact-decision = decisions
artefact-release = releases
artefact-design = designs
artefact-audit = evidence of audits
artefact-analysis = analyses
rubric-for-change = For a change to { $domains }.

# How many of the rules can be answered; "narrowed" where the change touches only some domains.
rubric-answerable-none =
    { $count ->
        [one] The only rule can’t be answered in a review as written.
       *[other] None of the { $count } rules can be answered in a review as written.
    }
rubric-answerable-some =
    Only { $answerable } of the { $count } rules can be answered in a review as written.
rubric-answerable-all =
    { $count ->
        [one] The only rule can be answered in a review as written.
       *[other] All { $count } rules can be answered in a review as written.
    }
rubric-other-language =
    Most of these rules aren’t in English. Questions are chosen by English words and by names of code, so rules that a change could answer may be missing.
rubric-answerable-narrowed-none =
    { $count ->
        [one] The only rule for this change can’t be answered as written.
       *[other] None of the { $count } rules for this change can be answered as written.
    }
rubric-answerable-narrowed-some =
    Only { $answerable } of the { $count } rules for this change can be answered as written.
rubric-answerable-narrowed-all =
    { $count ->
        [one] The only rule for this change can be answered as written.
       *[other] All { $count } rules for this change can be answered as written.
    }

# Why there are no questions; reasons is a list of the rubric-why-not- and rubric-accounts- messages.
rubric-empty =
    No rule can become a question about a change: { $reasons }. A rule becomes a question if it
    names something that shows in a change. If the work of this role leaves no change to review,
    go through its rules together instead.
rubric-together = Rules to go through together
rubric-empty-no-rules = This role has no rules yet, so there is nothing to ask.
rubric-empty-no-rules-service = No rule of this role is settled once for a service.
rubric-empty-no-rules-design = No rule of this role is settled in a design.
rubric-why-not-dropped =
    { $count ->
        [one] { $count } is dropped by its author
       *[other] { $count } are dropped by their author
    }
rubric-why-not-group_left_out =
    { $count ->
        [one] { $count } belongs to a group that is not asked
       *[other] { $count } belong to groups that are not asked
    }
rubric-why-not-names_nothing =
    { $count ->
        [one] { $count } names nothing that a change contains
       *[other] { $count } name nothing that a change contains
    }
rubric-why-not-alone =
    { $count ->
        [one] { $count } would be the only question, and the role shows no code
       *[other] { $count } would be the only questions, and the role shows no code
    }
rubric-why-not-optional =
    { $count ->
        [one] { $count } is optional (MAY)
       *[other] { $count } are optional (MAY)
    }
rubric-why-not-outranked =
    { $count ->
        [one] { $count } matters less than others
       *[other] { $count } matter less than others
    }
rubric-why-not-thin =
    { $count ->
        [one] { $count } has too little to point at
       *[other] { $count } have too little to point at
    }
rubric-why-not-vague =
    { $count ->
        [one] { $count } is too vague to answer
       *[other] { $count } are too vague to answer
    }

## Checkpoints, and where to look

checkpoint-every = In every change, whatever the role
checkpoint-request = Before reading: the request and what comes with it
    .documents = What the documents hold
checkpoint-reading = Reading the change
    .documents = Reading the work
checkpoint-approving = Before approving: what could do harm
checkpoint-service = Before a service goes live
checkpoint-design = When a design is discussed
# The short name is followed by words of the rule; "look" says where a reviewer looks, and "place"
# follows "in".
aspect-request = text of the request
    .look = text of the request
    .place = the text of the request
aspect-test = tests
    .look = tests in the change
    .place = the tests
aspect-docs = documents
    .look = documents in the change
    .place = the documents
aspect-interface = interface
    .look = interface: routes, messages and their description
    .place = the interface
aspect-data = data
    .look = data: schema, migrations and queries
    .place = the schema, migrations or queries
aspect-code = code
    .look = code
    .place = the code
aspect-config = configuration
    .look = configuration and manifests
    .place = the configuration
aspect-screen = user interface
    .look = pages, texts and styles
    .place = the user interface
aspect-log = logs
    .look = logging
    .place = the logging
visibility-ci = CI
visibility-service = settled once for a service
visibility-design = a design decision
visibility-runtime = running system
visibility-process = work around the change
visibility-person = people
risk-security = security
risk-privacy = privacy
risk-data-loss = data loss
risk-money = money
risk-outage = outage
risk-safety = safety
# Where a rule shows, and the words of it that say so: "interface: “url”, “parameters”".
seen = { $where }: { $words }
seen-nowhere = names nothing that a change contains
seen-duty = a duty towards another role
quoted = “{ $words }”
# On the page of a rule: how to check it. place is one of the messages aspect-….place, words are
# words of the rule such as “url” or “parameters”; .plain is for rules without any.
how-to-check-diff = A reviewer sees it in the diff, in { $place }: look for { $words }.
    .plain = A reviewer sees it in the diff, in { $place }.
how-to-check-request = A reviewer sees it in { $place }: look for { $words }.
    .plain = A reviewer sees it in { $place }.
how-to-check-ci = CI shows it: the rule says { $words }.
    .plain = CI shows it.
how-to-check-service = Check it once for each service, before it goes live: the rule says { $words }.
    .plain = Check it once for each service, before it goes live.
how-to-check-design = Check it when the design is discussed: the rule says { $words }.
    .plain = Check it when the design is discussed.
how-to-check-runtime = A change does not show it. Look at the running system: the rule says { $words }.
    .plain = A change does not show it. Look at the running system.
how-to-check-process =
    A change does not show it. Look at the work around the change: the rule says { $words }.
    .plain = A change does not show it. Look at the work around the change.
how-to-check-person = A change does not show it. Ask the people involved: the rule says { $words }.
    .plain = A change does not show it. Ask the people involved.
    .duty = A change does not show it. Ask the role that it is owed to.
how-to-check-nowhere = The rule does not say: it names nothing that a change contains.
    .plain = The rule does not say: it names nothing that a change contains.

## The form

rubric-description =
    { $count ->
        [one] { $count } question to ask about a change, for the role { $role }
       *[other] { $count } questions to ask about a change, for the role { $role }
    }
rubric-lead =
    { $count ->
        [0] No questions to ask about a change.
        [one] { $count } question to ask about a change.
       *[other] { $count } questions to ask about a change.
    }
rubric-role = All about this role
rubric-print = To print: { $files }
rubric-without-scripts =
    JavaScript is turned off, so your answers are not saved and lead to no verdict. You can still
    fill in the form and print it.
review-change = Change
review-author = Author
review-reviewer = Reviewer
review-date = Date
rubric-touches = The change touches: { $domains }
rubric-touches-anything = anything
rubric-touches-legend = What the change touches
rubric-column-rule = Rule
rubric-column-look = Look for this
rubric-column-answer = Answer
rubric-question = Is { $id } kept?
# Before the words of a MUST NOT, or of a SHOULD NOT: “Never: expose stack traces to clients”.
rubric-never = Never:
    .should = Do not:
rubric-where = Where, and what you saw
    .label = Where, and what you saw: { $id }
rubric-evidence = Evidence: { $id }
rubric-reason = Reason
    .label = Reason: { $id }
    .printed = Reason: { $reason }
rubric-covers = Also covers { $ids }
rubric-at-stake = { $domain }; at stake: { $risks }
rubric-general = General
answer-kept = Kept
answer-broken = Broken
answer-untouched = Not touched
rubric-ci = Must pass in CI:
rubric-by-domain = By domain
    .help =
        This role repeats these rules for each domain. Tick those that the change follows, and only
        in the columns that it touches.
rubric-grid-caption = { $rules } in { $domains }.
rubric-domain-count =
    { $count ->
        [one] { $count } domain
       *[other] { $count } domains
    }
rubric-closing = Notes and verdict
rubric-notes = Notes: the rule, what you saw, what you wanted instead, and the owner
rubric-verdict = Verdict
verdict-approved = Can be approved
verdict-unexplained = Needs a reason
verdict-blocked = Blocked
rubric-outcomes = What happened to every rule
rubric-steps = From all rules to the questions
    .step = Step
    .count = Number
rubric-step-rules = All rules
rubric-step-own = Not repeated by domain
rubric-step-visible = Visible in a review
rubric-step-checkable = Can be answered
rubric-step-covered = Covered by questions
rubric-step-questions = Questions
rubric-elsewhere =
    { $count ->
        [0] The page of each rule says how to check it.
        [one] The page of each rule says how to check it. { $count } rule is not visible in a review.
       *[other]
            The page of each rule says how to check it. { $count } rules are not visible in a
            review.
    }

## The list of rubrics

review-title = Review
    .description = The questions to ask about a change, for each role
review-lead =
    For each role, the questions that can be answered from a change. Every other rule is accounted
    for, so none is lost.
review-blank-notes = Blank sheets for notes: { $files }
# file is a link's words, such as "PDF on A4".
review-file-for-notes = { $file }, for notes
review-file-of-role = { $file } of { $role }
# questions is a question-count, rules a rule-count.
review-questions-and-grid = { $questions }, and { $rules } by domain.
review-questions = { $questions }.
review-no-questions = No questions.
review-no-questions-but-grid = No questions, but { $rules } by domain.
review-first-rules = Rules to know first
review-own-rules = All its rules
review-all-rules =
    { $count ->
        [one] The { $count } rule of this role
       *[other] All { $count } rules of this role
    }
review-no-roles = There are no roles yet.

## What the form's scripts say

review-unnamed = Unnamed change
    .numbered = Unnamed change { $number }
review-clear = Clear
    .label = Clear the answer to { $id }
review-changed = Changed since you answered
review-new = This is a new review. The others are kept.
review-nothing-to-delete = There is nothing to delete.
review-deleted = Deleted the review of “{ $change }”.
# lost is what the review had: "12 answers and 3 ticks".
review-deleted-with = Deleted the review of “{ $change }” with { $lost }.
review-restored = Undone.
review-answer-count =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
review-tick-count =
    { $count ->
        [one] { $count } tick
       *[other] { $count } ticks
    }
review-domains-not-loaded =
    The questions for these domains couldn’t be loaded. The ones below are for any change.
review-downloaded = Downloaded { $file }
review-copy = Copy as comment
review-one-at-a-time = Questions one at a time
review-previous = Previous
review-next = Next
review-to-verdict = Go to the verdict
review-question-of = Question { $number } of { $total }
review-which = Review of
review-menu = Download, print and more
review-menu-share = Share
    .comment = Comment in Markdown …
    .json = Download as JSON
review-menu-print = Print
    .filled = With answers
    .blank = Blank
review-menu-reviews = Reviews
    .new = New review
    .delete = Delete this review
review-comment-title = Comment on the pull request
review-show = Show
    .all = All questions
    .guided = One at a time
review-answered = Answered
review-touches = Touches { $domains }
review-newer =
    A newer version of the handbook saved this review. You see what this version understands, and
    can’t change it here.
review-broken = The saved review can’t be read, so it is left as it is.
    .start = Start a new review
review-blocked =
    This browser blocks storage, so your answers aren’t saved. They last until you close the page:
    copy or download them first.
review-full =
    This browser’s storage is full, so your answers aren’t saved. They last until you close the
    page: copy or download them first.
# ids are those of the questions: "A-1, A-2".
verdict-says-blocked = Blocked by { $ids }.
verdict-says-unexplained = Needs a reason: { $ids }.
verdict-says-open = { $count } of { $all } open.
verdict-says-approved = Can be approved.
verdict-says-explained = Broken, with a reason: { $ids }.
verdict-says-empty = There is nothing to answer.

## A review as a comment, in Markdown

comment-title = Review: { $role }
comment-by = by { $author }
comment-reviewer = reviewed by { $reviewer }
comment-touches = Touches { $domains }.
comment-answer = { $answer }: { $question }
comment-reason = reason: { $reason }
comment-kept = { $count } kept
comment-ticked = By domain: { $count } of { $all } ticked
comment-foot = { $rubric }: { $code }, { $version }

## Exports

rubric-export-column-id = ID
rubric-export-column-level = Level
rubric-export-column-evidence = Evidence
rubric-export-ci = CI must pass { $ids }.
rubric-export-grid-help = Tick only the columns that the change touches.
# For the text of a pull request, in a comment of Markdown.
rubric-export-tasks = Tick what is kept. After the dash, write where you looked, or what is broken.
rubric-export-strike = Strike out what the change doesn’t touch: ~~line~~.

## A comment that a program writes on a pull request

request-changed-rules = Changed rules
request-changes-too-long =
    There are too many changed rules for a comment. To see them, run
    `rolebook diff` with the branch that this one starts from.

## Printed sheets

sheet-column-level = Level
sheet-column-evidence = Where you looked
sheet-own = Other rules that this change touches
sheet-further = Further questions
    .help = The next best questions, for changes that are about little else.
sheet-ci = Must pass in CI:
sheet-notes = Notes
sheet-notes-seen = Seen, and what is wanted instead
sheet-notes-owner = Owner
sheet-also = (also { $ids })
sheet-also-more = (also { $ids } and { $count } more)
sheet-full-text = (full text: { $id })
sheet-and-more = and { $count } more
sheet-verdict = Verdict
sheet-verdict-approved = Approved
    .meaning = All are kept or not touched; a MAY can be broken.
sheet-verdict-explained = Approved with reasons
    .meaning = A SHOULD or SHOULD NOT is broken, and the notes say why.
sheet-verdict-blocked = Blocked
    .meaning = A MUST or MUST NOT is broken.
sheet-by-domain =
    .help = Tick the columns that the change touches, then the rules that it follows below them.
    .touched = Touched
sheet-domain-lists =
    Tick a domain that the change touches once it follows all the rules numbered below, and note the
    ones it doesn’t.
sheet-other-levels = A letter next to a box means that its rule has another level: { $marks }.
sheet-without = not { $numbers }
sheet-more-rows =
    { $count ->
        [one] { $count } more row is in the handbook.
       *[other] { $count } more rows are in the handbook.
    }
# domains and rules are one of the two messages below each.
sheet-more-lists = The handbook has { $domains } and { $rules } for each.
sheet-more-domains =
    { $count ->
        [one] { $count } more domain
       *[other] { $count } more domains
    }
sheet-more-rules =
    { $count ->
        [one] { $count } more rule
       *[other] { $count } more rules
    }
sheet-qr = on the web
    .alt = QR code of { $url }
pocket-instruction = Tick what is kept, cross what is broken, and strike out what is not touched.
notes-title = Review notes
    .kind = Review
    .role = Notes
notes-seen = Seen
notes-wanted = Wanted
notes-done = Done

## The explanation on a terminal: every rule, what happened to it, and why

explain-title = { $role } ({ $code })
explain-title-narrowed = { $role } ({ $code }), narrowed to { $domains }
explain-heading = { $title } ({ $count })
explain-asked = for: { $words }
explain-pinned = pinned by its author
explain-covers = also covers { $ids }
outcome-grid = In the grid, by domain
outcome-ci = Checked by CI
outcome-service = Service readiness
sheet-about-service = Settled once for a service: ask before it goes live. “rolebook rubric --sheet service” prints it.
sheet-about-design = Decided before there is a change: ask when the design is discussed. “rolebook rubric --sheet design” prints it.
outcome-design = Design review
outcome-other_domains = Other domains
outcome-list = Not chosen
outcome-not_visible = Not visible in a review
reason-dropped = dropped by its author
    .note = dropped by its author: { $note }
reason-group_left_out = its group is not asked
reason-names_nothing = names nothing that a change contains
reason-optional = MAY leaves the choice free
reason-alone = it would be the only question, and the role shows no code
reason-outranked = could be asked, but others matter more
reason-thin = too little to point at: { $points } of { $enough } points
reason-untouched = the change doesn’t touch its domain
reason-repeated_elsewhere = repeated for a domain that the change doesn’t touch
reason-vague = too vague to answer: { $points } of { $enough } points
# "thing “table”, “column” +2"; points has its sign.
score-part = { $part } { $points }
score-part-with-words = { $part } { $words } { $points }
score-sum = { $parts } = { $points }
score-kind-thing = thing
score-kind-literal = literal
score-kind-name = name
score-kind-bound = bound
score-kind-scope = scope
score-kind-at_stake = at stake itself
score-kind-verb = verb
score-kind-prohibits = one case settles it
score-kind-vague = vague
score-kind-rather_vague = rather vague
score-kind-open = leaves it open
score-kind-wish = wish
score-kind-harm = harm
score-kind-routine = settled by a tool or a habit
score-kind-touched = touched by the change
score-kind-asked = question by its author
score-kind-length =
    { $count ->
        [one] { $count } word
       *[other] { $count } words
    }

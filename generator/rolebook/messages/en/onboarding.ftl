### Onboarding: the checklists of roles, on their pages, in files and on paper.

## What an action asks for; `.done` follows "Done when", and ends without a full stop.

action-buddy = Choose a buddy
    .done = the buddy and the new colleague know each other’s names
# roles is a list of checklist-the-role.
action-announce = Announce the new colleague to { $roles }
    .done = they all know the name and the first day
action-change = Choose a finished change to review together
    .done = it takes an hour at most and shows what the role does
# The same for a role whose work isn't code.
action-piece = Choose a finished piece of work to go through together
    .done = it takes an hour at most, shows what the role does, and has no one’s private data in it
action-choose-change = Pick a first small change for the new colleague to make
    .done = it can be merged within a day, and you know who reviews it
action-choose-piece = Pick a first small piece of work for the new colleague to do
    .done = it can be finished within a day, touches no one’s private data, and you know who looks it over
action-read = Read what the { $role } does
    .done = you can explain it in two sentences
action-welcome = Welcome the new colleague, and say what you expect by day 30, 60 and 90
    .done = it is written down, and you both have it
action-hello = Meet your buddy
    .done = you know when and how to ask for help
# levels is a list such as "MUST, MUST NOT, and MAY", count their number.
action-levels = { $count ->
    [one] Learn what { $levels } means
   *[other] Learn what { $levels } mean
  }
    .done = you know what a reviewer does about each
action-responsibilities = Go through the responsibilities with your buddy
    .done = you know which ones come first, and what each looks like in practice
action-first-rules = Read the rules to know first
    .done = you have asked about each one that surprises you, or said that none does
# role is a checklist-the-role.
action-meet = Meet { $role }
    .done = you have each named one thing that you need from the other
# The role has no page of its own.
action-meet-unwritten = Meet { $role }
    .done = you know who does this work here, and have each named one thing that you need
# roles is a list of checklist-the-role.
action-meet-round = Meet { $roles }
    .done = you know who does each kind of work here, and have each named one thing that you need
# Of a role that names no other roles.
action-meet-ask = Ask your buddy who you will work with most, and meet them
    .done = you have each named one thing that you need from the other
action-first-change = Make the first small change that your buddy has picked
    .done = it has been through review and is merged
action-first-piece = Do the first small piece of work that your buddy has picked
    .done = a colleague has looked it over, and it is in use
action-review-together = Review the finished change together
    .done = you have answered every question side by side
action-review-alone = Review a change alone, then compare
    .done = you and your buddy agree on what blocks it
action-review-deciding = Review a change as the one who approves it
    .done = its author has your answers in writing
# The same three for a role whose work isn't code.
action-read-together = Go through the finished piece of work together
    .done = you have answered every question side by side
action-read-alone = Review a piece of work alone, then compare
    .done = you and your buddy agree on what must change
action-read-deciding = Review a piece of work as the one who approves it
    .done = its author has your answers in writing
# categories is a list of headings.
action-categories = Read the rules on { $categories }
    .done = you have asked about each one that you don’t understand or wouldn’t follow, or said that there is none
# Of a role with very many rules; what they are about is listed below.
action-areas = With your buddy, choose the areas you will work in first, and read their rules
    .done = you have asked about each rule that you don’t understand or wouldn’t follow
action-documents = Read { $documents }
    .done = you know which of their rules apply to your work
action-skills = Rate yourself on the skills of the role
    .done = your own level in each is on this list, next to the one that the role needs, for your lead to see
action-skills-again = Rate yourself again
    .done = your new levels are on this list, and you and your lead have chosen what to learn next
action-patterns = Read the pages on { $patterns }
    .done = you can point to each in our own work, or have asked why we don’t use it
# rule is a level and the beginning of a rule: "MUST NOT put credentials into a URL".
action-rule = Find a place in our own work where this matters: { $rule }
    .done = you have shown it to your buddy
action-agents = Give a small task to { $agents }
    .done = you have checked the result yourself, and know what each is good for
action-competences = Tell your buddy which of the role’s competences you have used, and where
    .done = your buddy knows what you can teach, and what you want to see
action-knowledge = Find out what we use of { $areas }
    .done = you know which of it we use, and who knows it best
action-try = Take on one of the responsibilities with your buddy
    .done = it was real work, and your buddy has told you what to do differently
action-carry = Take charge of one of the responsibilities
    .done = the team knows that it is yours, and you have done it without your buddy
# The same two for a role that lists no responsibilities; what its rules are about stands below.
action-try-work = Do a real piece of the role’s work with your buddy
    .done = your buddy watched, and has told you what to do differently
action-carry-work = Take charge of a part of the role’s work
    .done = the team knows that it is yours, and you have done it without your buddy
action-talk-5 = Talk at the end of the first week
    .done = what is missing or unclear has someone’s name next to it
action-talk-30 = Talk after a month: what is unclear, and what goes well
    .done = every open question has someone’s name next to it
action-talk-60 = Talk after two months: what the new colleague takes over
    .done = what they are responsible for is written down, and from when
action-talk-90 = Talk after three months: how it went, and what comes next
    .done = the lead has said how it went, and the next goals have dates
action-improve = Note what in this handbook is unclear or out of date
    .done = your notes are with those who keep the handbook

# Of several actions with one title, in the list of a person with several roles.
action-of-role = { $title } ({ $role })
checklist-the-role = the { $role }
# people is a list of names.
checklist-named = { $people } ({ $role })
checklist-rubric = Review rubric
# Before a duty: who keeps it; "You: MUST tell The Pilot".
checklist-you = You
checklist-who = { $who }:
skill-at-level = { $skill }, level { $level }
skill-at-levels = { $skill }, levels { $levels }

## Phases and owners; `.inline` within a sentence

phase-before-day-1 = Before day 1
phase-day-1 = Day 1
phase-week-1 = Week 1
phase-day-30 = Day 30
phase-day-60 = Day 60
phase-day-90 = Day 90
owner-colleague = New colleague
    .inline = new colleague
owner-buddy = Buddy
    .inline = buddy
owner-lead = Lead
    .inline = lead

## When an action is due, and its state

due-day = by day { $day }
due-before = { $count ->
    [one] { $count } day before
   *[other] { $count } days before
  }
# The same as labels of a table, whose column says "By".
due-day-label = Day { $day }
due-by = by { $date }
due-today = due today
due-overdue = overdue since { $date }
due-done = done
due-done-on = done { $date }
due-not-for-me = not for me
# weekday and month are short names, "Mon 7 Dec 2026".
date-near = { $weekday } { $day } { $month }
date-far = { $weekday } { $day } { $month } { $year }

## The pages

onboarding = Onboarding
    .description = What to do in the first three months, for each role and for several at once
# role is one name or a list of several.
onboarding-of = Onboarding: { $role }
onboarding-of-person = Onboarding of { $person }: { $role }
# actions is an action-count.
onboarding-of-description = { $actions } for a new { $role } and a buddy
onboarding-intro =
    A checklist for the first three months in each role: who to meet, what to read, what to try with a buddy.
    Your ticks stay in this browser; nothing is sent.
onboarding-lead = { $actions } for the first three months, to work through with a buddy. { $role }
onboarding-about-role = All about this role
onboarding-paper = To print: { $downloads }
onboarding-needs-scripts = JavaScript is turned off, so your ticks are not saved.
onboarding-empty = This persona has nothing yet to make actions from.
onboarding-no-roles = There are no roles yet.
compose = Several roles at once
    .help =
        A person with several roles gets one list. An action that belongs to more than one role
        appears once, with what each role says about it.
compose-roles = This person’s roles
compose-button = Make one list
compose-needs-scripts = JavaScript is turned off, so lists cannot be combined.
compose-none = Choose a role first.
compose-unknown = { $count ->
    [one] There is no role { $roles } here.
   *[other] There are no roles { $roles } here.
  }
compose-lead = { $actions } for one person. { $other }
compose-other = Choose other roles

## One action

# done is a clause.
action-done-when = Done when { $done }
action-about = About “{ $title }”
action-changed = Changed since you ticked it
action-changed-shared = Changed since it was ticked
action-changes = Changed since you ticked it:
action-changes-unknown = The link does not say what it was before.
action-seen = I’ve seen it
action-note = Note
action-not-for-me = Not for me
action-reason = because
action-reason-shown = because { $reason }

## The panel above the actions

checklist-done = Done
checklist-step-done = { $done } of { $all } done
checklist-progress = { $done } of { $all } done
checklist-progress-left-out = { $done } of { $all } done, { $count } not for me
checklist-next = Next
checklist-all-done = All done.
# Behind the title of an action: "Buddy, by day 30".
checklist-next-facts = { $owner }, { $due }
# actions is a list of links.
checklist-changed = Changed since you ticked: { $actions }
checklist-first-day = First day
checklist-list-of = List of
# Of a career: junior, senior and so on.
checklist-career = Career level
    .all = all
# Where someone has several roles that tell levels apart.
checklist-career-of = Career level as { $role }
# level is the name of a level, in the words of an author.
career-of-role = { $level } ({ $role })
# levels is a list of names of levels, or of career-of-role.
career-chosen = Career level: { $levels }
checklist-group = Group by
checklist-by-phase = Phase
checklist-by-owner = Owner
checklist-by-person = Person to meet
checklist-nobody = No one in particular
checklist-menu = Export, print and more
checklist-export = Export
checklist-share = Share
checklist-share-link = Link with these ticks …
checklist-share-issue = Text for an issue …
checklist-print = Print
checklist-print-filled = With ticks
checklist-print-blank = Blank
checklist-list = List
checklist-import = Import …
checklist-people = People …
checklist-reset = Reset …
format-json = JSON (can be imported again)
format-csv = CSV (for a spreadsheet)
format-md = Markdown (a task list)
format-ics = Calendar (due dates, ICS)

## Who has a list

person-me = Me
person-unnamed = Someone

## What the page says has happened

tell-undo = Undo
tell-close = Close
told-undone = Undone.
told-seen = Your tick now covers the new wording.
told-fixed = You can’t change this list here.
told-nothing-to-delete = There is nothing to delete.
told-deleted = Deleted: { $what }.
told-deleted-of = Deleted: { $what } of { $person }.
# parts is a list such as "3 changed, 1 not on this list".
told-imported = Imported: { $parts }.
told-imported-changed = { $count } changed
told-imported-kept = { $count } kept because they are newer here
told-imported-foreign = { $count } not on this list
told-imported-first-day = Your first day was not changed; in the import it is { $date }.
told-person-deleted = Deleted: { $person }, with all their lists.
told-person-back = { $person } is back.
told-person-now = This is { $person }’s list now.
told-person-renamed = The name is now { $person }.
told-calendar-start = A calendar needs the first day: enter it, then export again.
told-exported = Exported: { $file }
told-taken-over = { $person }’s list is now in this browser.
told-link-broken = The list in this link cannot be read. The link may have been cut off.
told-deleted-elsewhere = This list was deleted in another tab. You now see { $person }’s list.
told-empty = The list is empty now.

# What a record holds: "2 ticks, 1 “not for me”, and 1 note".
tick-count = { $count ->
    [one] { $count } tick
   *[other] { $count } ticks
  }
not-for-me-count = { $count } “not for me”

## Notices

shared-title = { $person }’s list, as shared by the link.
# career is career-chosen.
shared-career = { $career }.
shared-help = You can’t change it here, and your own list is untouched.
shared-left-out = { $count ->
    [one] One tick is left out because its action is not on this list.
   *[other] { $count } ticks are left out because their actions are not on this list.
  }
shared-take-over = Copy it into this browser
notice-newer = A newer version of the handbook saved this list. You see what this version understands, and can’t change it here.
notice-broken = The saved list cannot be read, so it is left as it is.
notice-start-anew = Start again
notice-not-kept = This browser does not save your ticks.
notice-not-kept-full = Its storage is full. Ticks last until you close the page: export them first, and import them next time.
notice-not-kept-blocked = Its storage is blocked. Ticks last until you close the page: export them first, and import them next time.
notice-export = Export as JSON
gone = No longer on the list
    .more = and { $count } more; the JSON export has them all
gone-not-for-me-because = not for me: { $reason }

## Dialogs

dialog-cancel = Cancel
dialog-close = Close
dialog-copy = Copy
    .label = Copy: { $field }
dialog-link = Link
dialog-link-title = Link with these ticks
dialog-link-help = It shows what you have done and what you haven’t, your levels, your first day and your name, but no notes or reasons. People who open it can’t change your list.
dialog-link-help-of = It shows what { $person } has done and what is open, the levels, the first day and the name, but no notes or reasons. People who open it can’t change the list.
dialog-issue = Text for an issue
    .title = Title
    .text = Text
dialog-reset = Reset the list?
    .button = Reset the list
    .help = This deletes { $what } on the list “{ $role }”. The first day is kept.
    .help-of = This deletes { $what } of { $person } on the list “{ $role }”. The first day is kept.
dialog-import = Import
    .help = Choose a file that was exported here, or a list with IDs: JSON, CSV or a Markdown task list. If both have a tick or note, the newer one is kept.
    .file = File
    .text = or paste its text
    .button = Import
dialog-people = Whose list is it?
    .help = Several people can keep their own ticks in this browser, on the list of each role.
    .name = Name of { $person }
    .new = Someone else
    .add = Add
    .delete = Delete
    .delete-person = Delete { $person }

## Why an import is refused; import-refused adds that nothing changed.

import-refused = { $reason } Nothing was imported.
import-too-long = It is too long for a checklist.
import-unreadable = The browser cannot read this file.
import-unknown = It contains something that this version cannot read.
import-empty = There is nothing in it.
import-json-broken = The JSON file is incomplete.
import-json-foreign = This JSON file has no ticks of an onboarding list.
import-newer = This file was made by a newer version of the handbook; this one cannot read it.
import-field = “{ $field }” of “{ $action }” must be text.
import-first-day = The first day in this file is not a date.
import-quote = A quotation mark in this CSV file is not closed.
import-columns = This is neither JSON nor a Markdown task list, and a CSV file needs the columns “id” and “state”.
import-no-ids = No line of this text ends in the ID of an action, such as (`meet-SO`).
# states is a list of keys.
import-state = The state of “{ $action }” must be one of { $states }.
# most is a number in the site's format.
import-many = It has { $entries } entries, but no list has more than { $most }.
import-other-role = This file is for { $theirs }, but this list is for { $ours }.
import-foreign = { $count ->
    [one] Its only entry is not on this list.
   *[other] None of its { $count } entries is on this list.
  }

## Files for other tools

# In a task list: title is bold, due is "by day 30" or "by 2027-01-04", done a clause.
task-line = { $title } · { $owner }, { $due } · done when { $done }
# Before a colon; an import reads these and the English ones.
task-not-for-me = Not for me
task-note = Note
# For people who read a calendar: owner, then action-done-when, each in its line.
calendar-owner = Owner: { $owner }

## Paper

paper-checklist = Onboarding checklist
paper-checklist-of = Onboarding checklist: { $role }
paper-every-role = Every role
# actions is an action-count, phases a phase-count.
paper-summary =
    { $actions } in { $phases }. Tick an action when the line below its title is true,
    and sign each phase together.
# career is career-chosen, summary is paper-summary.
paper-summary-career = { $career }. { $summary }
paper-nothing = There is nothing on this list yet.
phase-count = { $count ->
    [one] { $count } phase
   *[other] { $count } phases
  }
# due is "by day 30", date "Tue 5 Jan 2027".
paper-phase = { $actions }, { $due }
paper-phase-dated = { $actions }, { $due }, { $date }
paper-date = Date
paper-notes = Notes
paper-sign = Sign when all of this is done, or you agree to leave it out
paper-column-done = Done
paper-column-action = Action
paper-column-owner = Owner
paper-column-by = By
paper-column-owner-by = Owner, by
# The topics of an action that has no room for their texts.
paper-topics = { $topics }, in the handbook
paper-more = and { $count } more in the handbook

## Paper, on every sheet

# page and pages are numbers.
sheet-page = Page { $page } of { $pages }
sheet-continued = { $part }, continued
# Of what a sheet was made from: version is "source 0daef634".
sheet-origin = { $name } ({ $code }), { $version }

## Levels in skills, which people write down themselves

level-own = Your level
level-own-in = Your level in { $skill }
# levels are numbers such as "3–5".
level-needs = needs { $levels }
# skill is a name: "Programming, needs 3–5".
level-needed = { $skill }, needs { $levels }
level-below = { $count } below what the role needs
level-as-needed = as needed
level-above = above what the role needs
# Beside the second rating.
level-before = first rating: { $level }
levels-written = { $written } of { $all } levels written
# written is levels-written.
levels-below = { $written }, { $count } below what the role needs
level-count = { $count ->
    [one] { $count } level
   *[other] { $count } levels
  }
import-levels = The levels of “{ $action }” must be texts, by the codes of skills.

## Calendars of several people

# person is a name: "Ada: Choose a buddy".
calendar-of-person = { $person }: { $title }

## The page on which a lead sees the lists of several people

leads = People
    .description = How far several people are with their onboarding, for their lead
leads-intro =
    See how far the people you onboard have come, and what is waiting for you.
    The lists that you add stay in this browser; nothing is sent.
leads-needs-scripts = JavaScript is turned off, so lists cannot be added here.
leads-link = People you onboard
    .help = As a lead, you can see the lists of several people side by side: { $page }
leads-menu = People you onboard
leads-bring = Add or update lists
    .help =
        Ask each person for “Link with these ticks” or for a JSON export, both in the menu of their
        checklist. A newer list of the same person and role replaces the older one.
leads-links = Links
leads-files = JSON files
leads-bring-in = Add lists
leads-drop = You can also drop links and files anywhere on this page.
leads-empty = No one is here yet.
    .help = Paste a link or choose a file below, and you will see here what is done, what is overdue, and what waits for you.

## What has been added, and what has not

# people is a list of names.
leads-told-added = Added: { $people }.
leads-told-updated = Updated: { $people }.
leads-told-older = Not changed, because the list here is newer: { $people }.
leads-told-removed = Removed: { $person }.
leads-told-back = { $person } is back.
leads-told-joined = { $person } had another list for this role: the newer one stays.
leads-refused = { $source }: { $reason } It was not added.
leads-refused-nothing = Nothing to add: paste a link, or choose a file.
leads-refused-text = There is no link to a list in this text.
leads-refused-link = The link cannot be read. It may have been cut off.
leads-refused-kind = Only JSON files say whose list they have, and for which role.
leads-refused-role = It does not say for which role it is.
leads-text = The pasted text
leads-trouble = This browser does not save the lists. They stay until you close the page.
# name is the name of a role or its code.
leads-unknown = { $count ->
    [one] There is no role { $roles } in this handbook, so its actions cannot be shown. The list is kept as it is.
   *[other] There are no roles { $roles } in this handbook, so their actions cannot be shown. The list is kept as it is.
  }
# reason is a clause without a full stop.
leads-failed = The lists cannot be shown: { $reason }.
leads-unread = The list cannot be read any more. It is kept as it is.
# parts is a list such as "3 ticks and 1 note".
leads-holds = It has { $parts }.

## One person

leads-first-day = first day { $date }
leads-no-first-day = no first day
leads-as-of = as of { $date }
leads-progress = { $done } of { $all } done
leads-progress-left-out = { $done } of { $all } done, { $count } not for them
leads-overdue = { $count } overdue
leads-overdue-none = nothing overdue
leads-left = { $count ->
    [one] One tick belongs to no action of this list any more.
   *[other] { $count } ticks belong to no action of this list any more.
  }
leads-phases = Phases
# Actions whose owner is the lead, then all others.
leads-yours = Waiting for you
leads-others = Next for them and their buddy
leads-all-done = All done.
leads-not-for-them = Not for them
leads-levels = Levels
leads-levels-none = No levels written yet.
leads-level = { $skill }: { $level }
# fit is level-below or the like, needs the levels that the role needs: "3–5".
leads-level-fit = { $skill }: { $level }, { $fit } ({ $needs })
leads-levels-rest = { $count ->
    [one] { $count } skill is not rated yet.
   *[other] { $count } skills are not rated yet.
  }
leads-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
  }
leads-name = Name
leads-name-of = Name of { $person }
leads-first-day-of = First day of { $person }
leads-remove = Remove
leads-remove-person = Remove { $person }
leads-open = Open the list
leads-open-person = Open the list of { $person }

## All of them

leads-overview = Overview
leads-column-person = Person
leads-column-first-day = First day
leads-column-done = Done
leads-column-overdue = Overdue
leads-column-yours = Yours to do
leads-column-below = Levels below
leads-of = { $done } of { $all }
leads-csv = Export as CSV
leads-calendar = Calendar with your actions (ICS)
leads-calendar-buddy = with those of the buddies
leads-told-no-dates = A calendar needs first days: enter them below, then export again.
leads-told-undated = Exported: { $file }. Without a first day, and so left out: { $people }.
leads-told-nothing-open = Nothing of this is open, so there is no calendar.

## Skills in which people rate themselves below what their roles need

own-gaps = Your gaps
# In a list that someone shared.
own-gaps-of = Gaps of { $person }
own-gaps-help =
    Skills in which the last rating is below what the role needs, with the rules that ask for them.
    .private = Like the ratings, this never leaves your browser.
# count is the number of roles.
own-gaps-none = { $count ->
    [one] No skill that is rated is below what the role needs.
   *[other] No skill that is rated is below what the roles need.
  }
# skills is a skill-count, link is own-gaps-link.
own-gaps-told = { $count ->
    [0] No skill that is rated is below what is needed.
   *[other] { $skills } below what is needed: { $link }
  }
own-gaps-link = rules and reading
# needs are levels such as "3–5", level is a number, count how many levels are missing.
own-gap-needs = { $count ->
    [one] { $role } needs { $needs }; rated { $level }, { $count } level below.
   *[other] { $role } needs { $needs }; rated { $level }, { $count } levels below.
  }
own-gap-rules = { $count ->
    [one] { $count } rule of { $role } asks for it:
   *[other] { $count } rules of { $role } ask for it:
  }
own-gap-no-rules = Nothing in the rules of { $role } asks for it.
own-gap-read = Read: { $pages }.

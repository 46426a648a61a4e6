### The page of changes, its feed, and the history of a rule.

changes = Changes
    .description = Which rules were added, reworded, strengthened or removed, and when
    .lead = What happened to which rule, latest first.
    .feed = Atom feed
    .of = Show the changes of
    .of-all = all roles
# command is code.
changes-none =
    No rules are locked yet, so there is nothing to compare. To start the history, run { $command }
    and commit the file it writes.
# rules is a rule-count: the first release has all rules there were.
changes-start = Began with { $rules }.
changes-start-only = Began with { $rules }. Later changes will be listed here.
changes-start-changed = Began with { $rules }. Changed on the same day:
# summary is changes-start or a list of the counts below.
changes-on = { $date }: { $summary }
changes-none-changed = no rule changed
# Above a list that is closed at first.
changes-added = { $count ->
    [one] { $count } rule added
   *[other] { $count } rules added
  }
changes-more = { $count ->
    [one] { $count } more change. { $command } and the lock file list all of them.
   *[other] { $count } more changes. { $command } and the lock file list all of them.
  }

## Releases that are still to come

release-not-locked-yet = Not locked yet
release-not-released-yet = Not released yet

## What happened to a rule: a label, and how many rules it happened to

change-added = added
change-removed = removed
change-reworded = reworded
change-moved = moved
change-strengthened = strengthened
change-weakened = weakened
change-reversed = reversed
change-renumbered = renumbered
change-lead-changed = lead changed
change-retired = retired
change-count-added = { $count } added
change-count-removed = { $count } removed
change-count-reworded = { $count } reworded
change-count-moved = { $count } moved
change-count-strengthened = { $count } strengthened
change-count-weakened = { $count } weakened
change-count-reversed = { $count } reversed
change-count-renumbered = { $count } renumbered
# Leads, not rules: one lead introduces several.
change-count-lead-changed = { $count ->
    [one] { $count } lead changed
   *[other] { $count } leads changed
  }
# place is the persona or category that a rule was in before, or both.
change-from = from { $place }
# Two levels: "SHOULD → MUST".
change-level = { $before } → { $after }

## A sentence that introduces rules

lead-above = { $count ->
    [one] above { $count } rule
   *[other] above { $count } rules
  }
lead-changed = { $count ->
    [one] { $persona }: lead changed, above { $count } rule
   *[other] { $persona }: lead changed, above { $count } rules
  }

## What was renamed

renamed-persona = The persona “{ $before }” is now “{ $after }”.
renamed-category = The category “{ $before }” of { $persona } is now “{ $after }”.
renamed-split = “{ $after }” was split from “{ $before }”.

## The feed

feed-title = { $name }: changes
feed-change = { $id }, { $persona }: { $change }
feed-more = { $count ->
    [one] and { $count } more change
   *[other] and { $count } more changes
  }
history-not-locked = not locked yet

## Read out before words that were removed from a rule or added to it

change-words-gone = removed:
change-words-new = added:

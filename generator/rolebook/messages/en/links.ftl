### What `rolebook links` prints, in the terminal and on its page.

## What a possible link leads to. levels are numbers, 2–6.

links-about-levels = { $framework }, levels { $levels }
links-about-skill = { $framework }
links-about-competence = { $framework } competence
links-about-pattern = a pattern that the persona lists
links-about-names = { $about }, also called { $names }
links-link = { $name } ({ $about })

## The list

links-persona = { $persona }, { $path }
links-count = { $count ->
    [one] 1 possible link
   *[other] { $count } possible links
  }
links-none = No possible links are undecided.
links-waiting = { $count ->
    [one] 1 possible link can’t be decided yet, because its rule has no permanent ID: run 'rolebook lock' first
   *[other] { $count } possible links can’t be decided yet, because their rules have no permanent IDs: run 'rolebook lock' first
  }

## One after the other

links-progress = { $number } of { $total }
links-question = Does this rule need { $name }?
links-keys = y yes, n no, s skip, u undo, q quit
links-said-yes = yes
links-said-no = no
links-said-skip = skipped
links-said-undo = undone
links-nothing-to-undo = There is nothing to undo.
links-changed = { $path } was changed since it was read, so the handbook was read again. Answer once more.
links-refused-different = { $path } would read differently, so it was left as it was. Write { $word } at { $id } in its front matter yourself.
links-refused-form = The front matter of { $path } has a form that can’t be edited safely. Write { $word } at { $id } in it yourself.
links-summary = { $total ->
    [0] Nothing was decided.
    [one] 1 decision was saved: { $yes } yes, { $no } no.
   *[other] { $total } decisions were saved: { $yes } yes, { $no } no.
  }
links-left = { $count ->
    [0] Nothing is left to decide.
    [one] 1 possible link is left.
   *[other] { $count } possible links are left.
  }
links-at = Decide at { $address }
links-stop = Press Ctrl-C here, or Done on the page, to stop.

## The page

links-title = Decide about possible links
links-lead = Each answer is saved at once, in the front matter of the persona. Nothing leaves this machine.
links-yes = Yes
links-no = No
links-skip = Skip
links-undo = Undo
links-last = { $id }, { $name }: { $said }.
links-undone = The last answer is undone.
links-done = Done
links-use-keys = Answer with single keys
links-answers = Answers
links-end = All decided
links-closed = You can close this page
links-gone = Rolebook isn’t running any more. Everything that you answered is saved; to go on, run rolebook links --page again.
links-scripts = This page needs JavaScript. In a terminal, run rolebook links instead.

## Links

semantic-extra = the option semantic needs a sentence model, which is not installed; run '{ $command }', or set semantic: false

### Skills of a role against its rules, and what a move from one role to another needs

## Page of a role

gaps = Skills and rules of { $role }
    .description = Which rules of { $role } ask for the skills that it lists, and which skills are missing
# listed is a skill-count, shown and missing are numbers of skills.
gaps-summary = The skills table lists { $listed }. { $missing ->
    [0] Rules ask for { $shown } of them.
   *[other] Rules ask for { $shown } of them, and for { $missing } more.
  }
gaps-missing = Asked for by rules, but not listed
gaps-unshown = Listed, but asked for by no rule
gaps-unknown = Listed, but in no catalogue
gaps-shown = Listed, and asked for by rules
gaps-rules = Rules that ask for it
gaps-no-rules = Nothing in the rules asks for it.
gaps-more = { $count ->
    [one] { $count } more rule
   *[other] { $count } more rules
  }
gaps-do = What to do
gaps-do-add = Add it to the skills table, with the level that these rules need.
# all is the number of rules of the role.
gaps-do-add-perhaps =
    Add it only if the role depends on it: { $count } of { $all } rules ask for it.
gaps-do-write = Write a rule that asks for it, or take it out of the table.
gaps-do-know =
    Correct its code, or add it to a catalogue: only rules about skills in a catalogue are found.
# mismatch is a skill-below, skill-above or skill-outside.
gaps-do-correct-level = Correct the level ({ $mismatch }).
gaps-do-give-level = Say which level the role needs.
gaps-do-look = Check that this one rule is about the skill, and whether others should be.
gaps-do-nothing = Nothing.
gaps-correct =
    A rule asks for a skill if its words suggest it. If a rule is about something else, say so in
    the front matter of the role.

## On the page of two roles

move = Moving from { $old } to { $new }
move-none = { $new } lists no skill, level or pattern that { $old } does not list.
move-skill = Skill to gain
move-now = { $role } needs
move-then = { $role } needs
move-why = Rules of { $role } that ask for it
move-not-listed = not listed
move-pattern = Pattern to learn

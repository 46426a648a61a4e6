### Problems that `rolebook check` reports. A message is named after its code; several messages of
### one code have a suffix: KW005-item. The attributes of the code itself:
###   .title  a name for people, where the site lists codes
###   .why    what follows from the problem and what to do, for `rolebook explain` and the docs
### and of every message:
###   .help   what to do about this one problem, in the imperative where possible
### Messages are one sentence in lower case without a full stop; they quote the author's words.

# Replaces the help where one name is probably meant.
did-you-mean = did you mean '{ $meant }'?

## RD: reading

# reason is what the operating system says: "permission denied".
RD001 = the file cannot be read: { $reason }
    .title = Unreadable file
    .why = The file could not be opened, so its rules are missing from the handbook. All other files are read.
RD001-folder = the folder cannot be read: { $reason }
RD001-special = this is not a regular file
    .help = replace it with a text file

RD002 = the file is not UTF-8, so it was read as { $encoding }
    .title = Not UTF-8
    .why = The file is not UTF-8, so the most likely encoding was used. Save it as UTF-8 to be sure that every character is right.
    .help = save it as UTF-8
RD002-repaired = some bytes are not UTF-8, so they were replaced
    .help = save the file as UTF-8

RD003 = { $count ->
    [one] a control character was replaced
   *[other] { $count } control characters were replaced
  }
    .title = Control character
    .why = The text has a NUL or another control character, or half of a surrogate pair. It was read as a space if it is white space, and otherwise as the replacement character.
    .help = { $count ->
        [one] delete it
       *[other] delete them
      }

RD004 = the symbolic link points outside the folder, so it was not followed
    .title = Link out of the folder
    .why = A symbolic link points outside the folder that is being read. It is not followed, so that a handbook publishes only what is in its folder.
    .help = copy what it points to into the folder

RD005 = the text is nested too deeply to be read as Markdown
    .title = Nested too deeply
    .why = Lists or quotes are nested so deeply that Markdown readers give up. The lines are kept as plain text, and no rules are read from them.
    .help = use fewer levels of lists and quotes

# reason is what the reader of YAML or TOML says: "mapping values are not allowed here".
RD006 = the front matter cannot be read: { $reason }
    .title = Unreadable front matter
    .why = The YAML between the `---` lines, or the TOML between the `+++` lines, cannot be read, or a field has the wrong type. The rest of the file is read without it.
RD006-too-long = the front matter is too long
    .help = keep only the fields, and move the text below the front matter
RD006-too-deep = the front matter is nested too deeply
    .help = use fewer levels
RD006-list = the front matter is a list without names
    .help = write lines such as 'title: The Tester'
RD006-not-text = '{ $key }' in the front matter must be text
    .help = write { $key }: word
RD006-not-list = '{ $key }' in the front matter must be a list
    .help = write { $key }: [a, b]
RD006-not-table = 'links' in the front matter must be a table
    .help = write links: {"{"}BD-API-07: [PROG]{"}"}
RD006-skill = '{ $written }' in the front matter is not a skill code
    .help = write skills: [PROG, TEST 3-4]
RD006-language = '{ $tag }' in the front matter is not a language tag
    .help = write language: de, or language: pt-BR
RD006-code = the code '{ $written }' cannot be part of an address, so '{ $code }' is used
    .help = use only letters, digits and hyphens

RD007 = { $name } is not read as a persona
    .title = Skipped file
    .why = A README, or a template whose rules are placeholders, is not a persona. To read a README anyway, name the file itself.
    .help = to read it anyway, name the file itself
RD007-template = the rules are placeholders, so this file is treated as a template
    .help = to make it a persona, replace the placeholders

RD008 = the file is empty
    .title = Empty file
    .why = There is no text in the file.
    .help = write the persona, or delete the file

RD009 = the code fence is never closed
    .title = Unclosed code fence
    .why = A code fence is opened and never closed, so everything below it is code and its rules do not count.
    .help = add the closing fence

RD010 = a merge left two versions of these lines, and both are read
    .title = Merge conflict
    .why = A merge left two versions of some lines. Both are read, and `rolebook lock` writes nothing until you choose one.
    .help = keep one version and remove the markers

# reason is what the reader of YAML says.
RD011 = the file cannot be read: { $reason }
    .title = Unreadable YAML file
    .why = A YAML file next to a persona cannot be read, so nothing in it is used. The persona is read without it.
RD011-too-long = the file is too long
    .help = keep only the entries that change something
RD011-too-deep = the file is nested too deeply
    .help = use fewer levels
RD011-not-table = the file must be a table of keys
    .help = write lines such as 'drop:'

# reason is what the reader of the values says.
RD012 = the entry cannot be used: { $reason }
    .title = Invalid entry
    .why = An entry of a YAML file next to a persona is not valid. It is ignored; the other entries are used.
RD012-not-list = '{ $key }' must be a list
    .help = write '{ $key }:' and, below it, a line that begins with '- ' for each entry
RD012-not-table = '{ $key }' must be a table
    .help = write '{ $key }:' and, below it, a line 'name: …' for each entry
# known is a list of keys.
RD012-unknown-key = unknown key '{ $key }'
    .help = this file can have { $known }
RD012-unknown-field = unknown key '{ $key }'
    .help = an entry can have { $known }
# key is the field, choices a list of its values.
RD012-choice = '{ $value }' is not a valid { $key }
    .help = choose { $choices }
RD012-missing = the entry has no '{ $key }'
    .help = add '{ $key }'
# wanted and given are among the attributes below.
RD012-type = '{ $key }' must be { $wanted }, not { $given }
    .str = text
    .int = a whole number
    .float = a number
    .bool = true or false
    .null = empty
    .date = a date
    .datetime = a time
    .array = a list
    .object = a table
RD012-entry-type = the entry must be { $wanted }, not { $given }
RD012-characters = '{ $key }' is empty or has characters that are not allowed
    .help = begin with a letter or digit; in an ID, use only letters, digits, hyphens and underscores
RD012-too-long = '{ $key }' is too long
    .help = use { $limit } characters or fewer
RD012-too-small = '{ $key }' is too small
    .help = use { $limit } or more
RD012-too-large = '{ $key }' is too large
    .help = use { $limit } or less
RD012-alias = an alias repeats an earlier part of the file
    .help = write that part out
RD012-key = a key must be text
    .help = write it as one word followed by a colon
RD012-repeated = '{ $key }' is set twice, and the first one is used
    .help = delete one of them

RD013 = there is no persona { $persona }.md
    .title = Stray YAML file
    .why = A YAML file is named as if it belonged to a persona, but there is no such persona, or its name ends in `.yaml`. It is ignored. Give it the name of the persona's file and the ending `.yml`.
    .help = give it the name of its persona's file, or delete it
RD013-ending = the file name must end in '.yml'
    .help = rename it to { $name }.yml

RD014 = the path has a control character, so the file is not read
    .title = Odd file name
    .why = The name of the file or its folder has a tab, a line break or another control character, which addresses and the lock file cannot contain. The file is not read.
    .help = rename the file or the folder

# lines are numbers and ranges: "3–5, 9". count is the number of these lines.
RD015 = no rule was found, because the file has no keyword in capitals
    .title = No rules found
    .why = No rule was found in the file, or some list items look like rules but are not. It is a warning if list items say `must`, `never` and the like without a keyword in capitals; write MUST, SHOULD or MAY in them.
    .help = if it has rules, write MUST, SHOULD or MAY in them
RD015-unread = { $count ->
    [one] 1 line looks like a rule but was not read as one: line { $lines }
   *[other] { $count } lines look like rules but were not read as such: lines { $lines }
  }
    .help = write the keywords in capitals, such as MUST and MUST NOT
RD015-unread-bold = { $count ->
    [one] 1 line looks like a rule but was not read as one: line { $lines }
   *[other] { $count } lines look like rules but were not read as such: lines { $lines }
  }
    .help = write the keywords in capitals, such as MUST, or set 'keywords: bold-lowercase' to read those in bold (line { $bold })
RD015-unread-sets = { $count ->
    [one] 1 line looks like a rule but was not read as one: line { $lines }
   *[other] { $count } lines look like rules but were not read as such: lines { $lines }
  }
    .help = write the keywords in capitals, such as MUST, or set 'keywords: [{ $keywords }]' to read words as they are written here
RD015-lowercase = { $count ->
    [one] no rule was found; 1 line looks like a rule but has no keyword in capitals: line { $lines }
   *[other] no rule was found; { $count } lines look like rules but have no keyword in capitals: lines { $lines }
  }
    .help = write the keywords in capitals, such as MUST and MUST NOT
RD015-lowercase-bold = { $count ->
    [one] no rule was found; 1 line looks like a rule but has no keyword in capitals: line { $lines }
   *[other] no rule was found; { $count } lines look like rules but have no keyword in capitals: lines { $lines }
  }
    .help = write the keywords in capitals, such as MUST, or set 'keywords: bold-lowercase' to read those in bold (line { $bold })
RD015-lowercase-sets = { $count ->
    [one] no rule was found; 1 line looks like a rule but has no keyword in capitals: line { $lines }
   *[other] no rule was found; { $count } lines look like rules but have no keyword in capitals: lines { $lines }
  }
    .help = write the keywords in capitals, such as MUST, or set 'keywords: [{ $keywords }]' to read words as they are written here
RD015-code = { $count ->
    [one] no rule was found; the only keywords are in code or markup: line { $lines }
   *[other] no rule was found; the only keywords are in code or markup: lines { $lines }
  }
    .help = write rules outside code and markup
RD015-mentioned = { $count ->
    [one] no rule was found; keywords are only mentioned: line { $lines }
   *[other] no rule was found; keywords are only mentioned: lines { $lines }
  }
    .help = if these are rules, remove the quotation marks and say what must be done

# kinds is a list of counts with endings: "2 .docx and 1 .txt".
RD016 = { $count ->
    [one] a file of another kind is not read: { $kinds }
   *[other] { $count } files of other kinds are not read: { $kinds }
  }
    .title = Other kind of file
    .why = Only Markdown is read. If one of these files describes a role or has rules, convert it to Markdown; the others need no change. Hidden folders in which agents are described are read only if you name them.
    .help = if they have rules, 'rolebook adopt' converts Word documents, HTML and spreadsheets; convert others with another program, such as pandoc
RD016-data = { $count ->
    [one] a file of another kind is not read: { $kinds }
   *[other] { $count } files of other kinds are not read: { $kinds }
  }
    .help = if they describe roles, write the rules as Markdown, with the fields as front matter
RD016-hidden = { $count ->
    [one] the Markdown file in the hidden folder { $name } is not read
   *[other] the { $count } Markdown files in the hidden folder { $name } are not read
  }
    .help = to read them, name the folder as well, on the command line or in the option 'personas'

RD017 = '{ $title }' is informative, so { $count ->
    [one] 1 sentence with a keyword is not read as a rule
   *[other] { $count } sentences with keywords are not read as rules
  }
    .title = Informative part
    .why = A heading or a first sentence says that the part is informative: examples, a rationale, a non-normative annex. What it says is kept as text, and keywords in it state nothing.
    .help = if it has rules, rename the heading, or move them to another section

## KW: keywords

KW001 = '{ $written }' is not all in capitals
    .title = Mixed-case negation
    .why = Under RFC 8174 only words in capitals have the defined meaning, so `MUST not` is formally not a prohibition. It is read as the prohibition you meant; write both words in capitals.
    .help = write { $capitals }

KW002 = '{ $written }' is not in capitals
    .title = Keyword not in capitals
    .why = Under RFC 8174 an emphasised keyword that is not in capitals has no defined meaning. It does not count as a rule, unless you set the option `keywords: bold-lowercase`.
    .help = write { $capitals }

# keywords is a list: "MUST and SHOULD".
KW004 = no file says how to read the keywords in capitals
    .title = Missing conventions
    .why = RFC 8174 asks for a paragraph that says how MUST, SHOULD and MAY are to be read. One file of a handbook is enough for all. Few teams need it, so this check is off by default.
    .help = add the paragraph from section 2 of RFC 8174 to one file

# strict and count are numbers of rules.
KW006 = { $strict } of { $count } rules are MUST or MUST NOT
    .title = MUST inflation
    .why = If nearly everything is a MUST, readers can't tell what matters. RFC 2119 §6 asks to use it sparingly: where something would break or do harm.
    .help = use SHOULD and MAY where exceptions are fine

KW005 = one sentence states several rules: { $keywords }
    .title = Several rules in one
    .why = One sentence states two rules, which cannot be ticked, cited or tested separately. Split the sentence.
    .help = write one sentence for each rule
KW005-item = one list item states several rules: { $keywords }
    .help = write one item or sentence for each rule

KW010 = '{ $written }' can mean a permission or a prohibition
    .title = Ambiguous MAY NOT
    .why = `MAY NOT` can be read as a permission to leave something out or as a prohibition. Write MUST NOT, or say what is optional.
    .help = write MUST NOT, or say what is optional
KW010-negation = '{ $written }' with a negation can mean a permission or a prohibition
    .help = write MUST NOT, or say what is optional

KW011 = the rule has a second negation besides '{ $keyword }'
    .title = Double negation
    .why = The rule has two negations, such as `never` below `MUST NOT:`. It is read as a prohibition, but you may have meant the opposite; remove one of the two.
    .help = remove one of them

KW012 = '{ $keyword }' after a negated subject is read as { $level }
    .title = Negated subject
    .why = The negation comes before the keyword, as in `No ship MAY leave`. It is read as the prohibition that is usually meant; name who the rule is for, and write MUST NOT.
    .help = name who the rule is for, and write { $level } after it

## ST: structure

ST001 = '{ $title }' is not a section of a persona
    .title = Unknown section
    .why = The heading is not one of the sections that a persona can have. Its text is kept and shown as it is.
    .help = if it should be one, rename it

ST002 = no sentence below the title says what '{ $title }' is for
    .title = Missing overview
    .why = A persona without an overview makes readers work out from its rules what the role is for. One or two sentences below the title are enough.
    .help = write one or two sentences below the title

ST003 = '{ $title }' is already a heading on line { $line }
    .title = Duplicate heading
    .why = Two headings with the same name below the same heading look like one section, and readers who follow a link to one may miss the other. The rules of both are read.
    .help = rename one of them, or put their rules together

# line is the number of a line.
ST005 = { $count ->
    [one] a blank line sets this rule apart from those above, without a heading
   *[other] a blank line sets these { $count } rules apart from those above, without a heading
  }
    .title = Unlabelled group
    .why = A blank line in the middle of a heading's rules makes a group, but nothing says what it is about. Readers, checklists and IDs treat all of them as one list.
    .help = give them a heading, or delete the blank line

# count is a number of rules, paragraphs that of the paragraphs they are in.
ST006 = { $paragraphs ->
    [one] GitHub and editors show these { $count } rules as one paragraph
   *[other] GitHub and editors show { $count } rules as { $paragraphs } paragraphs
  }
    .title = Rules without list markers
    .why = Rules on lines of their own are read one by one by Rolebook, but Markdown joins such lines, so other programs show them as one paragraph. List markers keep them apart everywhere.
    .help = write "- " before each rule

ST007 = { $count ->
    [one] the file has two titles: '{ $title }' and '{ $others }'
   *[other] the file has { $count } titles besides '{ $title }', such as { $others }
  }
    .title = Several titles
    .why = A file describes one role or document, and its first heading is the title. Other headings of the first level are read as sections, but in tables of contents and searches they look like documents of their own.
    .help = write them as headings of the second level: ## instead of #

## TB: tables

TB001 = the row has more cells than the table's header: '{ $surplus }'
    .title = Too many cells
    .why = A table row has more cells than the header. Markdown drops the extra cells; the usual cause is a stray `|`.
    .help = write a pipe within a cell as \|

# columns is a list, names are alternatives: "'code' or 'id'".
TB002 = the table has no column for the { $columns }
    .title = Missing column
    .why = A table lacks a column that its section needs, so the rows are kept as text.
    .help = name a column { $names }

TB004 = '{ $level }' is not a level
    .title = Unreadable level
    .why = The level is neither a number nor a range such as `3-5`.
    .help = write a number or a range such as 3-5

TB005 = { $count } rows look like rules, but none has a keyword
    .title = Rules without levels
    .why = The table has numbers and sentences, as tables of rules have, and no column or sentence says MUST, SHOULD or MAY. Its rows are kept as text.
    .help = add a column 'Level' with MUST, SHOULD or MAY

TB003 = { $code } has no level
    .title = Empty cell
    .why = Other skills of the table have a level. Without one, checklists and gaps cannot say what a colleague needs.
    .help = write the level, such as 3 or 3-4

TB006 = without a line of dashes below the first row, these { $count } rows are not a table
    .title = Missing separator
    .why = Markdown recognises a table by a line of dashes and pipes below its header. Without it, the rows are shown as one paragraph, and their rules are read as text.
    .help = write a line such as |---|---| below the header

## DU: duplicates

# line is the number of a line.
DU001 = the same rule is on line { $line }
    .title = Duplicate rule
    .why = A file states the same rule twice, with the same level and the same words. Each has its own ID, so both are ticked and reviewed, and editing one leaves the other as it was. Rules that are repeated under three or more headings are not reported here: they are shown as a grid, or reported as DU004.
    .help = delete one of them, or say how they differ

# headings is a list of titles, rules a list of quoted rules.
DU004 = { $count ->
    [one] the same rule is under { $headings }: { $rules }
   *[other] the same { $count } rules are under { $headings }: { $rules }
  }
    .title = Repeated block
    .why = The same rules, word for word, are under three or more headings, and nothing in them is about the heading. Each copy has its own ID, so all are ticked and reviewed, and editing one leaves the others as they were. They are not shown in the grid of repeated rules.
    .help = state them once, under a heading for all of these, or say what is different under each
DU004-more = the same { $count } rules are under { $headings }, such as { $rules }
    .help = state them once, under a heading for all of these, or say what is different under each

DU002 = the rule on line { $line } says nearly the same
    .title = Near-duplicate rule
    .why = Two rules of a file differ only in small words and endings, so they were probably meant to be one. Both are ticked, reviewed and kept up to date.
    .help = delete one of them, or say how they differ

# roles is a list of names.
DU003 = { $count ->
    [one] this rule is the same for { $roles }
   *[other] this rule and { $more } more are the same for { $roles }
  }
    .title = Shared rule
    .why = Three or more roles state the same rule, so each of them must be edited when it changes. Sites show such rules together.
    .help = state it once, in a document for all of these roles

# level and other are keywords: MUST, SHOULD.
DU005 = the rule on line { $line } has the same words, but says { $other }
    .title = Level conflict
    .why = A file states the same rule twice with different levels, so readers don't know how binding it is.
    .help = decide which level is right, and delete the other rule

DU006 = the rule on line { $line } has the same words, but says { $other }
    .title = Contradiction
    .why = A file asks for something in one rule and forbids it in another, in the same words. Nobody can keep both.
    .help = delete one of them, or say when each applies

DU007 = the rule on line { $line } begins with the same words and says more
    .title = Subsumed rule
    .why = Keeping the longer rule means keeping the shorter one as well, so the shorter one only adds a line to read.
    .help = delete this rule, or say how they differ

## TP: templates

# count and of are numbers of headings; words is a rule in which "…" stands for the subject.
TP001 = under { $count } of { $of } headings, a rule says '{ $words }'
    .title = Repeated sentence
    .why = The same sentence is repeated under several headings, with only the subject changed. Nobody reads it under each of them, and each copy has its own ID, tick and review. Sites show such rules as a table.
    .help = state it once for all of these headings, or say what is special under each

# headings is a list of titles.
TP002 = '{ $words }' is missing under { $headings }
    .title = Missing repeated sentence
    .why = Nearly all headings have the same sentence, so it was probably forgotten under the others.
    .help = add it there, or say why it doesn't apply there

TP003 = this rule says { $level }; under { $count } other headings, the same sentence says { $other }
    .title = Repeated sentence with another level
    .why = A sentence that is repeated under many headings has another level under one of them, which is easily overlooked.
    .help = write { $other }, or say why this one is different

## VQ: vague words

VQ001 = nobody can tell whether '{ $words }' is met
    .title = Vague term
    .why = Two readers of such a word can disagree about whether a rule is kept, so it can be neither tested nor reviewed (INCOSE R7).
    .help = say what is enough: a number, a list or a test

VQ002 = '{ $words }' leaves it to the reader whether the rule applies
    .title = Escape clause
    .why = A rule that holds only where the reader thinks it fits can never be broken (INCOSE R8).
    .help = say when it applies, or use SHOULD without the clause

VQ003 = '{ $words }' leaves open what else is meant
    .title = Open-ended list
    .why = Nobody can tell whether everything on an open-ended list was done (INCOSE R9). Examples after "such as" are fine.
    .help = list everything, or name what all of it has in common

VQ006 = '{ $words }' is compared with nothing
    .title = Comparison without a reference
    .why = A comparative or superlative without a reference can't be tested.
    .help = say what it is compared with, or give a number

VQ007 = '{ $words }' has no limits
    .title = Unbounded universal
    .why = What must hold always and for everything can't be shown by any test, and is rarely meant (INCOSE R26, R32).
    .help = say exactly what it applies to

VQ009 = '{ $words }' does not say which ones are meant
    .title = Reference without a referent
    .why = A rule that asks to follow standards or practices without naming them means something else to each reader.
    .help = name them, or link to where they are

VQ010 = '{ $words }' does not say how often or how soon
    .title = Undefined frequency
    .why = Without a number, nobody can tell whether something was done often or soon enough (INCOSE R35).
    .help = name a period: every month, within two days

VQ011 = '{ $words }' means something else to each reader
    .title = Wide vague term
    .why = Words such as "clear" and "efficient" sound measurable but aren't. Many are harmless, so this check is off by default.
    .help = say how it is measured, or leave the word out

## WD: wording

WD001 = '{ $words }' asks for several things in one rule
    .title = Joined verbs
    .why = If one verb is done and the other is not, nobody can answer whether the rule is kept (INCOSE R18, R19).
    .help = write a rule for each verb

WD004 = '{ $words }' is too short to say what is asked for
    .title = Too short
    .why = A rule that is only a verb leaves everything to the reader.
    .help = say who does what

WD005 = the rule has { $count } words; up to { $most } are easy to read
    .title = Too long
    .why = A long sentence usually states several rules, or a rule and its reasons (INCOSE R18).
    .help = split it, or move reasons to a second sentence

WD010 = '{ $words }' forbids leaving something undone
    .title = Double negative
    .why = A rule that forbids ignoring or forgetting something doesn't say what to do. It is easier to keep and to review if it says what to do.
    .help = use MUST, and say what to do

WD011 = '{ $words }' leaves open who has to do it
    .title = Unclear subject
    .why = A rule about "it" or "all contributors" in the file of one role leaves open whether the role or someone else has to keep it.
    .help = name who has to do it

WD012 = '{ $words }' names a state, not what to do
    .title = State instead of an action
    .why = Verbs such as "ensure" and "maintain" say how things should be and leave open what someone must do to get there.
    .help = name the action that leads there

WD013 = '{ $words }' does not say who does it
    .title = Passive voice
    .why = In the passive voice, nobody in particular has to do anything.
    .help = name who does it

WD014 = '{ $words }' may refer to several things
    .title = Pronoun
    .why = A rule is also read alone, in checklists and reviews, where a pronoun may have lost what it refers to.
    .help = repeat the noun

WD015 = '{ $words }' can mean 'and' or 'or'
    .title = And/or
    .why = Readers take "and/or" for "and", for "or", or for both.
    .help = write "or", and "or both" if that is meant

WD016 = '{ $words }' is in parentheses, so it may or may not be part of the rule
    .title = Parentheses
    .why = Readers disagree on whether words in parentheses bind.
    .help = make it part of the sentence, or write a second sentence

WD017 = '{ $word }' is written twice
    .title = Doubled word
    .why = A word that is written twice in a row is usually a typo.
    .help = delete one of them

WD018 = '{ $acronym }' is not spelled out in this file
    .title = Undefined acronym
    .why = New colleagues don't know acronyms that nobody spells out.
    .help = spell it out once, with the acronym in parentheses

WD019 = the rule says { $level } and does not say why
    .title = Unexplained rule
    .why = People keep rules better if they know the reason, and can judge exceptions. A second sentence, or "because", is enough.
    .help = add the reason behind the rule

## XR: references

XR001 = no persona is called '{ $name }'
    .title = Unknown role
    .why = A duty names a role that has no persona file. The name is kept and shown as a role that is still to be written. It is a warning if the name looks like a misspelling of an existing role.
    .help = add a persona file, or add this name to the aliases of the persona you mean

XR002 = '{ $name }' is also a name of { $path }
    .title = Ambiguous name
    .why = Two personas have the same name. The name means the first of them by path.
    .help = rename one of them, or remove the alias

XR004 = no file in the handbook has the path '{ $target }'
    .title = Missing document
    .why = A document is named by its path, but the handbook has no file with that path.
    .help = correct the path, or add the file to the handbook

XR005 = browsers cannot open '{ $scheme }:' links
    .title = Unusable link
    .why = Browsers cannot open this kind of link. The text is kept without the link.
    .help = link to a web page or a file

XR008 = the duty names its own role, '{ $name }'
    .title = Duty to oneself
    .why = A duty names the role that has it, so no other role receives it and no contract contains it.
    .help = name the other role, or move the rule out of the collaborators section

# title is the name of a skill framework.
XR009 = { $title } has no code '{ $code }'
    .title = Unknown skill code
    .why = The skill catalogue does not have this code.
    .help = look up the code in { $title }
XR009-replaced = { $title } has no code '{ $code }'
    .help = use { $instead }, which replaced it
XR009-near = { $title } has no code '{ $code }'
    .help = did you mean { $near } ({ $name })?

XR010 = { $code } is '{ $name }' in { $title }, not '{ $written }'
    .title = Wrong skill name
    .why = The skill catalogue has another name for this code.
    .help = write '{ $name }', or look up the code you mean

# levels and defined are numbers or ranges: "1–2", "2–6".
XR011 = { $title } does not define { $code } at level { $levels }
    .title = Level out of range
    .why = A persona asks for a level at which the catalogue does not define the skill, so its meaning is unclear. Ask for a level that is defined, or for another skill.
    .help = ask for a level within { $defined }

XR012 = { $title } has no competence called '{ $example }'
    .title = Misspelt competence
    .why = An example in the competences table is almost a name from the catalogue. With the exact name, it links to the page of the competence.

XR013 = a citation mark from a chat assistant points nowhere
    .title = Leftover citation mark
    .why = A chat assistant left a citation mark that points nowhere. Delete it.
    .help = delete it

XR014 = '@{ $target }' is not in the handbook, so its rules are missing
    .title = Include that is not read
    .why = Tools for agents read the file named after an `@` as if its text were here. Rolebook reads each file once: if the file is in the handbook, the page links to it. This one is not among the files that are read.
    .help = add { $target } to the files that are read, such as with the option 'personas'

XR015 = { $count ->
    [one] 1 skill has no code, so it is only text: { $named }
   *[other] { $count } skills have no code, so they are only text: { $named }
  }
    .title = Skill without a code
    .why = Skills are linked by their codes in a catalogue, such as `PROG` of SFIA 9. An entry without one is shown as it is written, and no rule is linked with it. Under a heading such as "Skills", four capitals count as a code where a level from 1 to 7 is next to them.
    .help = write the code and a level, such as PROG 4, or leave it as it is

XR020 =
    .title = Invalid link override
    .why = An entry of `links` in the front matter cannot be used: its subject is not a rule or category of the file, or a word is not a skill, competence, pattern or role. It is ignored.
XR020-subject = '{ $subject }' in 'links' is not an ID or a category of this file
    .help = use the ID of a rule or the heading of a category
XR020-word = '{ $word }' in 'links' is not a skill, competence, pattern or role
    .help = use a code or a name that the handbook has

# name and other are names of roles: other has duties towards name.
XR016 = '{ $other }' has duties towards '{ $name }', but '{ $name }' has none in return
    .title = One-way collaboration
    .why = One role has duties towards another, and the other has none in return. That is often right, and sometimes forgotten, so this check is off by default.
    .help = if '{ $name }' has a duty towards '{ $other }', add it to the file of '{ $name }'

XR017 = { $code } spans { $count } levels: { $levels }
    .title = Wide level band
    .why = Levels of SFIA are years of experience apart. A role that asks for a skill at more than three of them doesn't say what a colleague needs.
    .help = name one or two levels, or the levels for each step of a career

## CT: catalogues

CT001 =
    .title = Invalid catalogue line
    .why = A line of one of your catalogues cannot be used, or repeats another. The other lines are used.
CT001-column = the file has no column '{ $column }'
    .help = add the column to the first line
CT001-empty = the line has no { $column }
    .help = fill in the { $column }, or delete the line
CT001-follows = there is no skill '{ $skill }' to follow
    .help = write '@', a framework and a code, such as @sfia PROG
CT001-level = '{ $level }' is not a level
    .help = use a number from 1 to 7
CT001-repeated = '{ $key }' is in the file twice, and the last line is used
    .help = delete one of the lines
CT001-skill = '{ $framework }' has no skill with the code '{ $code }'
    .help = correct the code, or add the skill to the catalogue

## ID: IDs and the lock file

ID001 = the ID '{ $id }' is already used, so this rule gets '{ $given }'
    .title = Duplicate ID
    .why = Two rules have the same ID in the text. The second one gets a suffix.
    .help = give every rule its own ID

ID002 = another file has the code '{ $wanted }', so IDs here begin with '{ $code }'
    .title = Shared code
    .why = Two files have the same code in their front matter, so the second one gets a number. Codes that are made from titles never clash: where titles share their initials, they get more letters.
    .help = write a different 'code:' in the front matter, or run 'rolebook lock' to keep this one

ID003 = a merge left two versions of these lines, and both are read
    .title = Conflict in the lock file
    .why = Two branches added to the lock file, and the merge left both versions. Both are read, and the first one counts; `rolebook lock` rewrites the file and renumbers IDs that were given twice.
    .help = run 'rolebook lock': IDs of the first version stay, and clashing ones of the second get new numbers
# kept and other are rules in quotation marks, or the attribute .retired.
ID003-clash = { $id } means { $kept } and, on another branch, { $other }; the first keeps the ID
    .retired = a retired rule
    .help = run 'rolebook lock' to rewrite the file

ID004 = this line of the lock file cannot be read: '{ $line }'
    .title = Unreadable lock file
    .why = Rolebook did not write this line of the lock file. The rule would get a new ID, so `rolebook lock` writes nothing until you restore the line.
    .help = restore the file from version control

ID005 = the ID '{ $id }' belongs to another rule: '{ $words }'
    .title = Reused ID
    .why = The rule has an ID that means another rule, or meant one that is retired. Links and citations of the ID would lead to the wrong rule.
    .help = choose a new ID, or leave it out; IDs are never reused

ID006 = there is no lock file, so IDs are numbered from scratch each time
    .title = No lock file
    .why = Without a lock file, IDs follow the order of the text, so a new rule takes the ID of the one below it.
    .help = run 'rolebook lock' and commit the file, so that IDs stay the same

# new, changed and retired are numbers of rules.
ID007 = the lock file is behind the text: { $new } new, { $changed } changed and { $retired } retired
    .title = Outdated lock file
    .why = The text has rules that are not in the lock file, or lacks some that are. Their IDs can still change; `rolebook lock --check` fails because of it.
    .help = run 'rolebook lock' and commit the file
ID007-names = the lock file is behind the text: names or paths differ
    .help = run 'rolebook lock' and commit the file

ID008 = the end of the lock file is missing; its last line is '{ $line }'
    .title = Incomplete lock file
    .why = The lock file is empty, or its end is missing, perhaps because the disk was full. The missing rules would get new IDs, so `rolebook lock` writes nothing until the file is complete again.
    .help = restore the file from version control; delete it only if there never was another
ID008-empty = the lock file is empty
    .help = restore the file from version control; delete it only if there never was another

# ids is a list of IDs; ID009-more names only the first few.
ID009 = { $count ->
    [one] the last commit has an ID that this file lacks: { $ids }
   *[other] the last commit has { $count } IDs that this file lacks: { $ids }
  }
    .title = Lost IDs
    .why = The lock file of the last commit has IDs that this one lacks, so they could be given to other rules. `rolebook lock` writes nothing until they are back; `--forget` gives them up.
    .help = 'git checkout HEAD -- { $path }' restores the file; 'rolebook lock --forget' gives up the IDs
ID009-more = the last commit has { $count } IDs that this file lacks, among them { $ids }
    .help = 'git checkout HEAD -- { $path }' restores the file; 'rolebook lock --forget' gives up the IDs

ID010 =
    .title = Clashing lock files
    .why = Two lock files of one handbook use the same code or ID for different things. The first file counts for now, and `rolebook lock` writes neither until one of the personas has another `code:`.
ID010-code = the code { $code } means { $one } in another lock file, and { $other } here
    .help = give one of them another 'code:', then run 'rolebook lock' on its folder alone
ID010-rule = { $id } means '{ $one }' in another lock file, and '{ $other }' here
    .help = restore the correct file from version control, or give one of the rules its own ID

# ids is a list of IDs; ID011-more names only the first few. living counts the rules in use.
ID011 = { $count } of { $living } rules would be retired at once: { $ids }
    .title = Many retired rules
    .why = More than one rule in twenty would be retired at once, and no other rule replaces them. That is usually a file that is missing or cannot be read, rather than an edit. `rolebook lock` lists them and writes nothing; `--allow-retire` retires them.
    .help = restore the missing files; if the rules are really gone, run 'rolebook lock --allow-retire'
ID011-more = { $count } of { $living } rules would be retired at once, among them { $ids }
    .help = restore the missing files; if the rules are really gone, run 'rolebook lock --allow-retire'

ID012 = the ID '{ $written }' is used as '{ $id }'
    .title = Odd ID
    .why = An address cannot have every character, and IDs are part of addresses: others than letters, digits, dots, hyphens and underscores become hyphens. Links with the ID as you wrote it do not work.
    .help = write { $id }

## OB: onboarding

OB001 = the checklist has no action '{ $id }'
    .title = Unknown action
    .why = The onboarding file names an action that the checklist does not have, perhaps because its rule is gone. `rolebook checklist PERSONA --format json` shows the IDs of all actions.
    .help = 'rolebook checklist PERSONA --format json' shows the IDs of all actions

OB002 =
    .title = Repeated action
    .why = An added action has the ID of another action or of a phase. It is ignored, so that no tick counts twice.
OB002-action = there is already an action '{ $id }'
    .help = choose another ID
OB002-phase = '{ $id }' is the name of a phase
    .help = choose another ID

OB003 =
    .title = Unknown topic
    .why = An action is about something that the handbook does not have: no rule, skill, pattern or role has this name. The word is shown as it is.
OB003-role = no role is called '{ $word }'
    .help = correct the name, or add a persona with it
OB003-topic = '{ $word }' is not a rule, skill, pattern or role of the handbook
    .help = use an ID, a code or a name that the handbook has

OB004 =
    .title = Unusable contact
    .why = The table `contacts` of `onboarding.yml` says who has a role: the name or code of a role, then a name or a list of names. An entry that is something else is ignored.
OB004-table = 'contacts' is not a table
    .help = write a role, a colon and a name on each line
OB004-names = '{ $word }' has no name
    .help = write a name, or a list of names
OB004-role = no role is called '{ $word }'
    .help = correct the name, or add a persona with it

## RB: review rubrics

RB001 = '{ $name }' is not a rule or repeated rule of this persona
    .title = Unknown rule
    .why = The rubric file names a rule or repeated rule that the persona does not have, perhaps because it is gone. The entry is ignored.
    .help = correct the ID, or delete the entry

RB002 =
    .title = Dropped and pinned
    .why = An entry of the rubric file drops a rule and also pins it, asks about it or groups it. The rule is not dropped; remove one of the two.
RB002-pin = '{ $subject }' is both dropped and pinned
    .help = delete 'drop' or 'pin'; until then, the rule is not dropped
RB002-ask = '{ $subject }' is dropped but has a question
    .help = delete 'drop' or 'ask'; until then, the rule is not dropped
RB002-group = '{ $subject }' is dropped but has a group
    .help = delete 'drop' or 'group'; until then, the rule is not dropped

RB003 =
    .title = Too many pins
    .why = More rules are pinned than a rubric, or one of its checkpoints, has room for. The later ones compete with the other rules.
RB003-rubric = there is no room left for '{ $subject }', which is pinned
    .help = a rubric has room for { $places } questions; unpin another rule
RB003-checkpoint = there is no room left for '{ $subject }' at this checkpoint
    .help = a checkpoint has room for { $places } questions; unpin another rule

RB004 = the question for '{ $subject }' is empty, so the rule's own words are shown
    .title = Empty question
    .why = An entry of the rubric file has an empty question, so the rule's own words are shown.
    .help = write a yes-or-no question, or delete 'ask'

RB005 = '{ $id }' is in two entries, and '{ $first }' counts
    .title = Rule in two entries
    .why = Two entries of the rubric file are about the same rule, which would then be asked about twice. The first entry counts.
    .help = remove it from one of them

## WV: waivers

WV001 = '{ $name }' is not a rule of the handbook
    .title = Unknown rule
    .why = A waiver names a rule that the handbook does not have, perhaps because of a typo. It is ignored for this rule.
    .help = correct the ID, or delete it from the waiver

WV002 = '{ $id }' is retired, so there is nothing to waive
    .title = Retired rule
    .why = A waiver names a rule that is gone, or that has another ID now. It is ignored for this rule.
    .help = delete the waiver, or name the rule that replaces it
WV002-replaced = '{ $id }' is retired; the rule is { $heir } now
    .help = write { $heir } if the waiver is still needed

WV003 = '{ $id }' says MAY, so there is nothing to waive
    .title = Waived permission
    .why = A waiver names a rule whose level is MAY. Nobody needs to follow it, so it needs no waiver.
    .help = delete it from the waiver

WV004 =
    .title = Empty field
    .why = A waiver needs a rule, a scope, a reason and an owner, and a note if it never expires. One that lacks any of these is ignored: it would be a broken rule without a reason.
WV004-rule = the waiver names no rule, so it is ignored
    .help = write the ID of the rule, or a list of IDs
WV004-scope = the waiver of { $rules } has no scope, so it is ignored
    .help = say what it holds for, such as 'the old booking page'
WV004-reason = the waiver of { $rules } has no reason, so it is ignored
    .help = say why the rule is not followed there
WV004-owner = the waiver of { $rules } has no owner, so it is ignored
    .help = name the person who answers for it
WV004-note = the waiver of { $rules } never expires and does not say why, so it is ignored
    .help = write the reason into 'note', or a date into 'expires'

WV005 = '{ $value }' is not a date
    .title = Bad date
    .why = A date of a waiver cannot be read, or its last day is before the day on which it was granted. A waiver without a readable last day is ignored.
    .help = write it as in 2026-12-31; 'expires' may also be 'never', with a 'note' that says why
WV005-order = the waiver expired before it was granted on { $granted }
    .help = correct 'granted' or 'expires'

WV006 = there are two waivers of '{ $id }' for the same scope
    .title = Repeated waiver
    .why = Two waivers are for the same rule and the same scope, so nobody knows which of their dates and reasons holds. Both are shown.
    .help = delete one of them; the other is at { $first }

WV007 = the waiver of { $rules } for { $scope } expired on { $date }
    .title = Expired waiver
    .why = The last day of a waiver has passed, so the rule holds again everywhere. Follow the rule, or agree on a new date.
    .help = delete the waiver and follow the rule, or agree on a new date

WV008 = the waiver of { $rules } for { $scope } expires on { $date }
    .title = Waiver that expires soon
    .why = A waiver expires within 30 days. Follow the rule by then, or agree on a new date.
    .help = follow the rule by then, or agree on a new date

## OW: owners and reviews of texts

# key is the name of a field: reviewed, or review-by.
OW001 = '{ $key }' is not a date: { $value }
    .title = Unreadable review date
    .why = `reviewed` or `review-by` in front matter cannot be read, so the file counts as one without it.
    .help = write it as in 2026-12-31

# date is the last day for the review, title that of the role or document.
OW002 =
    .title = Overdue review
    .why = The day in `review-by` has passed, and nobody has moved it since. Readers can't tell whether the rules still hold.
OW002-owned = the review of { $title } was due by { $date }; { $owners } should do it
    .help = review it, then write today's date into 'reviewed' and the next one into 'review-by'
OW002-unowned = the review of { $title } was due by { $date }, and it has no owner
    .help = name an owner in 'owner'; after a review, write the next date into 'review-by'

OW003 = 'reviewed' is in the future: { $date }
    .title = Review in the future
    .why = `reviewed` is the day of the last review, so it can't be later than today.
    .help = correct the date; the day of the next review goes into 'review-by'

## RV: reviews that were kept

# reason is a clause of a JSON parser.
RV001 = this is not valid JSON: { $reason }
    .title = Not a review
    .why = A file of reviews has something that is not an answer and not a review, so it is left out. The others count.
    .help = correct it; in a .jsonl file, each line must be a whole value
RV001-other = this is not a review and not an answer
    .help = a review is a download of the form, a comment in which a bold ID follows each box, or answers with the keys “id” and “answer”
RV001-schema = this Rolebook cannot read schema { $given } of reviews
    .help = update Rolebook, or write schema 3

RV002 = no question of this review is answered, so it does not count
    .title = Unanswered review
    .why = A review without a single answer says nothing about rules, so it is left out. It may be a template that nobody has filled in.
    .help = answer a question, or leave the file out

RV003 =
    .title = Odd answer
    .why = Something about a review cannot be understood, so it is left out. The rest of the review counts.
RV003-answer = '{ $given }' is not an answer
    .help = write kept, broken or untouched; until then, the question counts as asked but not answered
RV003-no-id = this answer does not say which rule it is about
    .help = add the key “id” with the ID of the rule
RV003-repeated = '{ $id }' is answered twice in one review
    .help = remove one of the two; broken counts before kept, and kept before untouched
RV003-date = '{ $given }' is not a date, so the review is in no month
    .help = write it as 2026-11-30
RV003-text = '{ $key }' must be a text
    .help = write it in quotation marks
RV003-no-role = the review does not say which role it is of
    .help = add "persona" with the code of the role

RV004 = no rule has the ID '{ $id }', and none had it
    .title = Unknown ID
    .why = An answer is about a rule that the handbook does not have and never had, perhaps because of a typo. It is kept and counts under this ID.
    .help = correct the ID, or keep it

## IG: ignoring problems

IG001 = there is no problem '{ $code }' here to ignore
    .title = Unused ignore
    .why = A comment ignores a code that is not reported there. It was probably left behind, and would hide the problem if it came back.
    .help = delete the comment

IG002 = the comment does not say why '{ $codes }' is ignored
    .title = Ignore without a reason
    .why = Without a reason, nobody dares to delete the comment later.
    .help = write the reason after the codes

IG003 = '{ $written }' is neither a code nor the name of one, so it ignores nothing
    .title = Unknown code
    .why = A comment names a code that does not exist, so the problem is still reported.
    .help = correct the code; 'rolebook explain' lists all codes

IG004 = the handbook has no problem '{ $code }' to ignore
    .title = Unused ignore in the configuration
    .why = The option `checks` ignores a code that is reported nowhere in the handbook, or ignores it in files that don't exist.
    .help = delete it from the configuration
IG004-files = '{ $pattern }' has no problem '{ $code }' to ignore
    .help = delete it from the configuration

## Why a file is a persona or a document

# words are headings, fields of the front matter, or names of files and folders, each in quotation marks.
reason-quoted = “{ $words }”
reason-type = The front matter says what it is: { $words }.
reason-fields = The front matter has { $words }, as files of agents do.
reason-file-name = Agents read files called { $words }.
reason-address = The text begins by telling an agent who it is: { $words }.
reason-title = The title is that of a job: { $words }.
reason-section = The heading { $words } is one that only personas have.
reason-sections = The headings { $words } are those of a persona.
reason-own-folder = It is the file about the folder { $words }, where agents are.
reason-pointer = The file only asks to read { $words }, and the rules are there.
reason-task = A file whose name ends in { $words } states a task, and describes no role.
reason-one-section = Only the heading { $words } is one that personas have; it takes two.
reason-some-fields = The front matter has { $words }, but not both a name and a description.
reason-title-word = Only the title says that it is about an agent or a role: { $words }.
reason-folder = Nothing in the file describes a role, apart from its place: { $words }.
reason-nothing = Nothing in the file says that it describes a role.

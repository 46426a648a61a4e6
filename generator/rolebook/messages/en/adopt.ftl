### What `rolebook adopt` prints.

adopt-becomes = { $path } → { $copy }

## Why a file is a role or a document

adopt-role-type = a role, because its front matter says 'type: persona'
adopt-role-agent = a role, because its front matter has a name and a description
adopt-role-file = a role, because of the name of its file: { $words }
adopt-role-title = a role, because of its title: { $words }
adopt-role-sections = a role, because of its sections: { $words }
adopt-role-none = a role
adopt-document-type = a document, because its front matter says 'type: document'
adopt-document-none = a document: nothing says that it is about a role. If it is, write 'type: persona' in its front matter
adopt-template = a template, because most of its rules are placeholders; it is copied as it is

## Rules

adopt-proposed = read with these keywords, which its sentences suggest: { $sets }
adopt-rules = { $total ->
    [0] no rules
    [one] 1 rule: { $written } in capitals, { $inferred } inferred from other words
   *[other] { $total } rules: { $written } in capitals, { $inferred } inferred from other words
  }
adopt-levels = by level: { $levels }
adopt-level = { $count } { $level }
adopt-check = check these, because they are inferred:

## Sections

adopt-known = sections: { $titles }
adopt-unknown = headings without a meaning of their own: { $titles }

adopt-skills = the table below '{ $title }' is kept as text; call its heading 'SFIA 9 Mapping' to read the skills in it

## The handbook

adopt-shown = in the handbook: { $title } ({ $code }), { $rules }, { $skills }, { $roles } it works with
adopt-kept = not changed, because the copy would differ in its { $part }; write the keywords by hand
adopt-kept-rule = not changed, because the copy of the rule in line { $line } would be read as another one; write its keyword by hand, and adopt the file again
adopt-summary = { $files }: { $roles }, { $documents }, { $rules }, { $inferred } of them inferred
adopt-to-check = { $count ->
    [one] check 1 rule that was inferred; to see it, run rolebook adopt { $source }
   *[other] check { $count } rules that were inferred; to see them, run rolebook adopt { $source }
  }
adopt-errors = Fix these errors before you commit, because CI fails on them:
adopt-wrote = Wrote { $files } to { $folder }

## Files that aren't Markdown

adopt-converted = converted to Markdown; lines are counted in that
adopt-unreadable = { $path } is not read; save it as .docx, .html or Markdown
adopt-extra = { $path } is not read, because the libraries for Word and HTML are missing; run '{ $command }', or install Rolebook as 'path/to/rolebook[convert]'
adopt-failed = { $path } is not read: { $reason }

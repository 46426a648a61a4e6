### What `rolebook adopt` prints.

adopt-becomes = { $path } → { $copy }

## Why a file is a role or a document

adopt-role = a role: { $reason }
adopt-document = a document: { $reason } If it describes a role, write 'type: persona' in its front matter.
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

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

## The handbook

adopt-shown = in the handbook: { $title } ({ $code }), { $rules }, { $skills }, { $roles } it works with
adopt-kept = not changed: the copy would differ in its { $part }. Write the keywords by hand
adopt-summary = { $files }: { $roles }, { $documents }, { $rules }, { $inferred } of them inferred
adopt-wrote = Wrote { $files } to { $folder }

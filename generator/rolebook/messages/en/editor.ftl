### What a language server says in an editor.

editor-extra = the library for editors is missing; run '{ $command }', or install Rolebook as 'path/to/rolebook[editor]'
# What a rule leads to; names is a list.
editor-links = Links to { $names }
editor-maybe = May link to { $names }
editor-no-file = No file describes this role.
# rules is a rule-count, duties a duty-count.
editor-counts = { $rules }, { $duties }
editor-defined = Defined at levels { $levels }
editor-asked = { $role } asks for level { $levels }
editor-rename-where = Place the cursor on the name of a role in a rule or in a title.
editor-rename-alias =
    “{ $words }” is another name of { $name }. Place the cursor on “{ $name }” instead.
editor-rename-title =
    { $path } has no title that says “{ $name }”, so it can’t be renamed here.
editor-rename-form = Use a name on one line, without markup.
editor-rename-taken = { $name } is another role already.
editor-fix = Fix { $code }
editor-fix-how = Fix { $code }: { $how }
# fix is one of the two before.
editor-fix-unsafe = { $fix } (may change what the rule means)
editor-fix-all = Fix all problems in this file that can be fixed safely
editor-replace = Replace with “{ $meant }”
editor-explain = Explain { $code }

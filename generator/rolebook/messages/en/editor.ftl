### What a language server says in an editor.

editor-extra = the library for editors is missing; run '{ $command }', or install Rolebook as 'path/to/rolebook[editor]'
# What a rule leads to; names is a list.
editor-links = Links to { $names }
editor-maybe = Maybe { $names }
editor-no-file = No file describes this role.
# rules is a rule-count, duties a duty-count.
editor-counts = { $rules }, { $duties }
editor-defined = Defined at levels { $levels }
editor-asked = { $role }: level { $levels }

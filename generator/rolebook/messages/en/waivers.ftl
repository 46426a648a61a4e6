### Waivers: exceptions to rules, each with a scope, a reason, an owner and an end.

## In a line

# Next to a rule that is waived; date is the last day of the waiver.
waiver-mark = waived until { $date }
    .never = waived
    .expired = waiver expired
# The last day of a waiver that has none.
waiver-end =
    .never = No end
# paths is a list of patterns such as "legacy/**".
waiver-scope = { $scope } ({ $paths })
# scope is what the waiver holds for, in the words of its author: "the old booking page".
waiver-for = Waived for { $scope } until { $date }
    .never = Waived for { $scope }, without an end
    .expired = Waiver for { $scope } expired on { $date }
waiver-why = { $reason }. Owner: { $owner }
# holding is one of the messages waiver-for, why is waiver-why.
waiver-sentence = { $holding }. { $why }
# Of a question that covers several rules; words is waiver-sentence.
waiver-of-rule = { $id }: { $words }
# On paper, which has room for one waiver of a question; words is waiver-sentence.
sheet-waivers-more = { $words }; { $count ->
    [one] and { $count } more waiver
   *[other] and { $count } more waivers
  }
# The same behind the words of a question, in Markdown.
waiver-in-text = ({ $words })
rule-waivers = Waivers

## Page of all waivers

waivers = Waivers
    .description = Exceptions to rules, each with a reason, an owner and an end
    .lead =
        Exceptions that the team has agreed on. Each holds only for its scope, and only until its
        last day: a review still asks for the rule, and says that it is waived.
waivers-summary =
    { $count ->
        [one] { $count } waiver
       *[other] { $count } waivers
    }
# waivers is waivers-summary, count the number of those that have expired.
waivers-expired = { $waivers }, of which { $count } expired.
    .none = { $waivers }, and none has expired.
waivers-rule = Rule
waivers-scope = Holds for
waivers-reason = Reason
waivers-owner = Owner
waivers-end = Until
waiver-state-expired = expired
waiver-state-expiring = expires soon
# date is the day on which the waiver was granted.
waiver-granted = Granted on { $date }.
# The label is what people hear instead; ids is a list of IDs of rules.
waiver-link = Decision
    .label = Decision on { $ids }
# note says why a waiver has no end.
waiver-no-end = No end: { $note }

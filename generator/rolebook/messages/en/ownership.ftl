### Owners of roles and documents, and their reviews.

## Below the title of a role or document

# owners is a list of people, teams, accounts and e-mail addresses.
ownership-owners =
    { $count ->
        [one] Owner: { $owners }
       *[other] Owners: { $owners }
    }
ownership-reviewed-on = Last reviewed on { $date }
ownership-due = Next review by { $date }
ownership-overdue = Review overdue since { $date }

## Page of all owners

ownership = Ownership
    .description = Who answers for each role and document, and when it must be reviewed
    .lead =
        Who answers for each role and document, and when it must be reviewed. What is due first is
        at the top.
ownership-summary =
    { $count ->
        [one] { $count } role or document has an owner or a review date
       *[other] { $count } roles and documents have an owner or a review date
    }
# owned is ownership-summary, count the number of reviews whose day has passed.
ownership-reviews-overdue =
    { $count ->
        [one] { $owned }; { $count } review is overdue.
       *[other] { $owned }; { $count } reviews are overdue.
    }
    .none = { $owned }; no review is overdue.
ownership-text = Role or document
ownership-owner = Owner
ownership-reviewed = Last reviewed
ownership-review-by = Review by
ownership-state = State
ownership-state-overdue = overdue
ownership-state-soon = due soon
ownership-state-later = on time
ownership-state-never = no date
# For a cell without an owner or a date of the last review.
ownership-none = not stated

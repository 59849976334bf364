"""The audit's own guards, and how another application brings one.

A guard is one file in a folder `guards` of its application: its docstring is the rule, its `GUARD` what the database
refuses and the attacks it must stand. It is found by itself, installed anew each time `migrate` has ended, compared at
each start, and tried by `tests/bundlinje_web/audit/test_guards.py`.

    GUARD = Guard(
        "council.recusal",
        refusals=lambda: [
            Refusal(
                "council_participation",
                Event.INSERT,
                "NEW.part = 'took-part' AND EXISTS (SELECT 1 FROM people_interest AS i WHERE …)",
            )
        ],
        attacks=(Attack("a vote with a board seat", "INSERT INTO council_participation …"),),
    )

An attack is SQL that must fail, on rows that are there: those that `prepare()` makes in the application's own
`tests/bundlinje_web/<application>/prey.py`, where there is such a file. It is tried with the guard alone, which must
refuse it, and without any guard, where it must get through: an attack that fails for another reason proves nothing.

The condition is SQL that both engines understand, about `NEW` and `OLD`; where they differ it is a mapping from
`sqlite` and `postgresql` to each one's own. Table names stand without schema. When the guard refuses inside an action,
the action raises `NotAllowed("council.guard", "recusal")`, which is recorded and told with the words
`council.refused.recusal`.
"""

"""Do the tests see it when the code is wrong? Small faults are put into it, one at a time.

`operators` makes faults, `reach` knows which tests run which function, `running` runs them, and
`__main__` draws faults and prints what was caught.
"""

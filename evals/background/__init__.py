"""Suites that are played beside whoever watches them, each in a process of its own.

Playing strategies is all processor time: in the process of a web server it would hold up every
page. And a process can be ended at any moment, whatever it waits for; its results go on from there.
"""

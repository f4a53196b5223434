"""What is measured, each in a process of its own; `job.py` says what goes in and out.

Modules here may run in an environment that has neither Backline nor its requirements.
"""

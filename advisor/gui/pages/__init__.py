"""The pages of the window: each shows one side of the assessment and reports what the user wants."""

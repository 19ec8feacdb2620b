"""The use cases: what a user can do, each as one function that the command line and the window share."""

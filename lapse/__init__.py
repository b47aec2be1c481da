"""The front door: the workspace, the command line, reports and pictures."""

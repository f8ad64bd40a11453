"""What the database itself keeps the application's roles from: roles, grants, policies, and their functions."""

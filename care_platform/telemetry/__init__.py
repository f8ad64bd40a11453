"""What the platform tells its operators: logs, metrics and the thread that ties one request's lines together.

Nothing here may carry a person's number, name, birth date or address; `masking` is the last line of that
defence, not the first.
"""

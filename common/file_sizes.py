"""Sizes of files in words."""

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def size(size_bytes: int) -> str:
    """A file's size as people say it: 218KB, 1.9MB."""
    if size_bytes < MEGABYTE:
        return f"{max(1, round(size_bytes / KILOBYTE))}KB"
    return f"{size_bytes / MEGABYTE:.1f}MB".replace(".0MB", "MB")


def limit(size_bytes: int) -> str:
    """How large a file may be, never more than is really allowed: 10MB."""
    return f"{size_bytes // MEGABYTE}MB" if size_bytes >= MEGABYTE else f"{size_bytes // KILOBYTE}KB"

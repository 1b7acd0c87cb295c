"""Reading what the jobscript left, and nothing else: it may have left links to other people's files."""
import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, List, Optional, Tuple

from .ending import Wrong


class Workspace:
    """The jobscript's working directory, held open from before it began, so that no other can take its place."""

    def __init__(self, path: Path) -> None:
        self._home = path.parent
        self._directory = os.open(str(path), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)

    def names(self) -> List[str]:
        return sorted(os.listdir(self._directory))

    def is_directory(self, name: str) -> bool:
        try:
            return stat.S_ISDIR(os.stat(name, dir_fd=self._directory, follow_symlinks=False).st_mode)
        except OSError:
            return False

    def create(self, name: str) -> BinaryIO:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.fdopen(os.open(name, flags, 0o600, dir_fd=self._directory), "w+b")

    def open(self, name: str) -> BinaryIO:
        """A regular file that lies here and nowhere else."""
        try:  # without waiting: a named pipe has no end
            found = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC,
                            dir_fd=self._directory)
        except OSError as problem:
            if problem.errno == errno.ELOOP:
                raise Wrong("%r is a symbolic link: only files of the workspace itself are taken; copy the file "
                            "(cp -L) instead of linking to it" % name)
            if problem.errno == errno.ENOENT:
                raise FileNotFoundError(name)
            raise Wrong("%r cannot be read: %s" % (name, problem.strerror))
        about = os.fstat(found)
        if not stat.S_ISREG(about.st_mode):
            os.close(found)
            raise Wrong("%r is no regular file: only files of the workspace itself are taken" % name)
        if about.st_nlink > 1 and self._links_to(about) < about.st_nlink:
            os.close(found)
            raise Wrong("%r is a hard link to a file outside of the job's directory: copy the file instead" % name)
        return os.fdopen(found, "rb")

    def read(self, name: str, most_bytes: int) -> Tuple[Optional[bytes], bool]:
        """The file's beginning, and whether that is all of it; None if there is no such file."""
        try:
            with self.open(name) as stream:
                content = stream.read(most_bytes + 1)
        except FileNotFoundError:
            return None, True
        return content[:most_bytes], len(content) <= most_bytes

    def remove(self, name: str) -> None:
        try:
            os.unlink(name, dir_fd=self._directory)
        except OSError:
            pass

    def _links_to(self, about: os.stat_result) -> int:
        found = 0
        for directory, _, names in os.walk(str(self._home)):
            for name in names:
                try:
                    other = os.lstat(os.path.join(directory, name))
                except OSError:
                    continue
                found += (other.st_dev, other.st_ino) == (about.st_dev, about.st_ino)
        return found

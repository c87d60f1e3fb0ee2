"""The kernel as an older one would be: for a process, and those that it starts."""
import ctypes
import errno
import os
import platform
import struct

LANDLOCK_CREATE_RULESET = 444
SECCOMP = {"x86_64": 317, "aarch64": 277}[platform.machine()]


def answer_enosys(*calls):
    """From now on the kernel answers these calls as an older one would: it does not know them."""
    load, equal, give = 0x20, 0x15, 0x06
    program = [(load, 0, 0, 0)]
    for call in calls:
        program += [(equal, 0, 1, call), (give, 0, 0, 0x00050000 | errno.ENOSYS)]
    program.append((give, 0, 0, 0x7FFF0000))
    filters = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in program))
    description = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(filters)))
    library = ctypes.CDLL(None, use_errno=True)
    set_no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    if library.prctl(set_no_new_privileges, 1, 0, 0, 0) or library.prctl(set_seccomp, by_filter, description, 0, 0):
        os._exit(99)

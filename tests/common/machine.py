"""A machine of which nothing is Deckle's but its packages, installed as the guide says.

Root has it as the whole file system behind an overlay, in a mount namespace of this process alone, with the project out
of sight: what is installed lies in /usr there, and is gone with the process. Where that is not allowed, for want of root
or within a container, dpkg installs into a folder instead: with its scripts, its database and its look at what packages
depend on, but beside the system, so that PATH and CMAKE_PREFIX_PATH have to say where.
"""
import ctypes
import os
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CLONE_NEWNS = 0x20000
MOUNT_POINT = Path("/mnt")
DEVICES = {"null": 3, "zero": 5, "full": 7, "random": 8, "urandom": 9}
ROOT, ANYBODY = "0:0", "65534:65534"


def make_packages(build, folder):
    """By their names, in a folder that is made."""
    must(["cpack", "-B", folder], cwd=build)
    return {path.name.split("_")[0]: path for path in Path(folder).glob("*.deb")}


def must(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command}\n{(done.stdout + done.stderr)[-3000:]}")


def mount(*arguments):
    return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0


def shell(folder, text, **variables):
    words = [f"{name}={value}" for name, value in {"HOME": f"{folder}/home", "LANG": "C.UTF-8", **variables}.items()]
    return ["env", "-i", "-C", folder, *words, "bash", "-euo", "pipefail", "-c", text]


class WholeMachine:
    def __init__(self, packages, root, install):
        self.root = root
        there = self.folder("packages", ROOT)
        for package in packages.values():
            shutil.copy(package, self.outside(there))
        must(self.command(there, install, ROOT))

    def outside(self, path):
        """Where something lies for those who are not in the machine."""
        return self.root / Path(path).relative_to("/")

    def folder(self, name, owner=ANYBODY):
        path = Path("/tmp") / name
        self.outside(path).mkdir()
        os.chown(self.outside(path), *map(int, owner.split(":")))
        return path

    def command(self, folder, text, user=ANYBODY):
        return ["chroot", f"--userspec={user}", self.root, *shell(folder, text, PATH="/usr/sbin:/usr/bin:/sbin:/bin")]


class FolderBeside:
    def __init__(self, packages, scratch):
        self.scratch, self.root = scratch, scratch / "installed"
        database = self.root / "var/lib/dpkg"
        for name in ("info", "updates", "triggers"):
            (database / name).mkdir(parents=True)
        shutil.copy("/var/lib/dpkg/status", database)  # what packages depend on is the system's
        tools = self.folder("tools")  # of scripts that run without a root of their own
        (tools / "ldconfig").write_text('#!/bin/sh\nexec /sbin/ldconfig -n "$DPKG_ROOT/usr/lib"\n')
        (tools / "ldconfig").chmod(0o755)
        must(["dpkg", f"--root={self.root}", f"--log={scratch}/log", "--force-not-root", "--force-script-chrootless",
              "-i", *packages.values()], env={**os.environ, "PATH": f"{tools}:/usr/sbin:/usr/bin:/sbin:/bin"})

    def outside(self, path):
        return path

    def folder(self, name):
        path = self.scratch / name
        path.mkdir()
        return path

    def command(self, folder, text):
        return shell(folder, text, PATH=f"{self.root}/usr/bin:/usr/bin:/bin", CMAKE_PREFIX_PATH=f"{self.root}/usr",
                     PKG_CONFIG_PATH=f"{self.root}/usr/lib/pkgconfig")


def overlay(build):
    """The root of one, or nothing. It is mounted for this process alone, where no temporary folder is ever tidied up."""
    allowed = os.geteuid() == 0 and ctypes.CDLL(None).unshare(CLONE_NEWNS) == 0 and mount("--make-rprivate", "/")
    if not allowed or not mount("-t", "tmpfs", "none", MOUNT_POINT):
        return None
    upper, work, root = (MOUNT_POINT / name for name in ("upper", "work", "root"))
    for each in (upper, work, root):
        each.mkdir()
    if not mount("-t", "overlay", "-o", f"lowerdir=/,upperdir={upper},workdir={work}", "overlay", root):
        return None
    hidden = [PROJECT, *([] if build.is_relative_to(PROJECT) else [build]), Path("/tmp"), Path("/dev")]
    at = [root / path.relative_to("/") for path in hidden]
    if not mount("-t", "proc", "proc", root / "proc") or not all(mount("-t", "tmpfs", "none", path) for path in at):
        return None
    for name, number in DEVICES.items():
        must(["mknod", "-m", "666", root / "dev" / name, "c", "1", str(number)])
    (root / "dev/fd").symlink_to("/proc/self/fd")
    return root


def machine(build, scratch, install):
    """`scratch`: an empty folder. `install`: what root runs in a folder with the packages."""
    build = Path(build).resolve()
    packages = make_packages(build, scratch / "made")
    root = overlay(build)
    if root is None:
        print("no overlay can be mounted here: the packages are installed into a folder, beside the system")
    return FolderBeside(packages, scratch) if root is None else WholeMachine(packages, root, install)

"""A thousand charts (_thousand.py) by two workers, against one: -j 2 is at least 1.7 times as fast as -j 1 --threads 1.

    python3 tests/_workers.py         by the clock, on a machine where nothing else runs: ./dev bench workers
    python3 tests/_workers.py --busy  by processor time, where it does not matter what else runs (a test of `./dev soak`): two workers share
                                      the work evenly, what the caller does itself is little, and both together need hardly more than one
"""
import os, shutil, subprocess, sys, tempfile, time

from _thousand import project

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TUBAN = os.path.abspath(os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban")))
LEAST, TRIES, MOST_MORE = 1.7, 3, 1.5
TICKS = os.sysconf("SC_CLK_TCK")


def processor_time(process):
    """Seconds of a process alone; None if it is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return (int(fields[11]) + int(fields[12])) / TICKS


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children", encoding="utf-8") as file:
            return map(int, file.read().split())
    except (FileNotFoundError, ProcessLookupError):
        return []


def render(folder, *arguments):
    """Seconds by the clock, and of processor time: the caller's, and those of each worker."""
    shutil.rmtree(os.path.join(folder, "out"), ignore_errors=True)
    began, times = time.monotonic(), {}
    call = subprocess.Popen([TUBAN, "render", "--no-cache", "-q", *arguments], cwd=folder)
    while call.poll() is None:
        for process in (call.pid, *children(call.pid)):
            times[process] = processor_time(process) or times.get(process, 0)
        time.sleep(0.01)
    seconds = time.monotonic() - began
    if call.returncode:
        sys.exit(f"tuban render: status {call.returncode}")
    return seconds, times.pop(call.pid, 0), list(times.values())


def main():
    with tempfile.TemporaryDirectory() as folder:
        project(folder)
        if "--busy" in sys.argv:
            _, caller, one = render(folder, "-j", "1", "--threads", "1")
            _, caller_of_two, two = render(folder, "-j", "2")
            speed, more = (sum(two) + caller_of_two) / (max(two) + caller_of_two), (sum(two) + caller_of_two) / (sum(one) + caller)
            print(f"1000 charts: two workers take {two[0]:.2f} and {two[-1]:.2f} s of processor time, their caller {caller_of_two:.2f}: {speed:.2f} times as fast as one that does it all; one needs {sum(one):.2f}")
            return len(two) != 2 or speed < LEAST or more > MOST_MORE
        best = {"1": float("inf"), "2": float("inf")}
        for jobs in ("1", "2") * TRIES:
            best[jobs] = min(best[jobs], render(folder, "-j", jobs, "--threads", "1")[0])
        speed = best["1"] / best["2"]
        print(f"1000 charts: -j 1 {best['1']:.2f} s, -j 2 {best['2']:.2f} s: {speed:.2f} times as fast (at least {LEAST})")
        return speed < LEAST


sys.exit(main())

"""Measures the tests by the faults they see: makes N small random faults, one at a time, and runs the tests on each.

    ./dev mutate N SEED [--jobs K] [--room NAME] [--list]

The faults are spread evenly over the rooms and depend on nothing but the sources, N and SEED. A fault that does not compile
without a warning, or that gives the same object code, is replaced by the next one. Those in tests/mutants.equivalent are left
out and not replaced. Each worker has a copy of the tree and a build of its own in a temporary folder. See _mutants.py for
the kinds of fault.
"""
import argparse, json, os, queue, resource, shlex, shutil, signal, subprocess, sys, tempfile, time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import _mutants

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EQUIVALENT = "tests/mutants.equivalent"
MOST_LEFT_OUT = 0.2  # of the mutants of a run
MEMORY, FILE_SIZE = 4 << 30, 1 << 30  # bytes
BLIND = {"install", "rooms", "lint", "format", "tidy"}  # tests of the sources or the build, not of what the program does
# Tests run by seconds over likelihood to fail; a test of the mutant's own room has OWN_ROOM.
OWN_ROOM, LIKELIHOOD = 8, {"golden": 4, "cli/mutations": 0.5}


@dataclass
class Test:
    name: str
    command: list
    env: dict
    cwd: str
    seconds: float = 0  # that it takes when nothing is wrong

    @property
    def room(self):
        return os.path.dirname(self.name) or self.name


@dataclass
class Outcome:
    slot: int
    mutant: _mutants.Mutant = None  # None: the room has no more to try
    state: str = ""  # killed, survived, left out, drawn
    by: str = ""  # the test that killed it
    seconds: float = 0


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def copy_tree(to):
    """What git tracks or would, as it is in the working tree; without git, everything but what was built."""
    listed = subprocess.run(["git", "-C", TOP, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True)
    if listed.returncode != 0:
        shutil.copytree(TOP, to, ignore=shutil.ignore_patterns(".git", "build*", "output"))
        return
    for name in filter(None, listed.stdout.split("\0")):
        if os.path.isfile(os.path.join(TOP, name)):
            os.makedirs(os.path.dirname(os.path.join(to, name)), exist_ok=True)
            shutil.copy2(os.path.join(TOP, name), os.path.join(to, name))


class Worker:
    """A copy of the tree with its build, in which one mutant at a time is made and tested."""

    def __init__(self, folder, cores, runs_tests):
        self.tree, self.build, self.temporary = (os.path.join(folder, name) for name in ("tree", "build", "tmp"))
        self.cores, self.originals = cores, {}
        copy_tree(self.tree)
        os.mkdir(self.temporary)
        configured = subprocess.run(["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"],
                                    capture_output=True, text=True)
        if configured.returncode != 0 or (runs_tests and not self.make()):
            raise RuntimeError(f"the tree does not build as it is\n{configured.stderr}")
        with open(os.path.join(self.build, "compile_commands.json"), encoding="utf-8") as file:
            self.commands = {entry["file"]: shlex.split(entry["command"]) for entry in json.load(file)}

    def make(self):
        return subprocess.run(["ninja", "-C", self.build, "-j", str(self.cores)], capture_output=True).returncode == 0

    def tests(self):
        listed = subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.build, capture_output=True, text=True, check=True)
        for entry in json.loads(listed.stdout)["tests"]:
            properties = {p["name"]: p["value"] for p in entry["properties"]}
            env = dict(pair.split("=", 1) for pair in properties.get("ENVIRONMENT", []))
            if entry["name"] not in BLIND:
                yield Test(entry["name"], entry["command"], env, properties.get("WORKING_DIRECTORY", self.build))

    def run(self, test, timeout):
        """What went wrong: "" if nothing."""
        environment = {**os.environ, **test.env, "TMPDIR": self.temporary}
        quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        process = subprocess.Popen(test.command, cwd=test.cwd, env=environment, preexec_fn=limit, start_new_session=True, **quiet)
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            status = None
        try:
            os.killpg(process.pid, signal.SIGKILL)  # a failed test may leave the program running
        except ProcessLookupError:
            pass
        process.wait()
        if status is None:
            return f"{test.name} (timeout)"
        return "" if status == 0 else test.name if status > 0 else f"{test.name} (signal {-status})"

    def compiled(self, path):
        """The object code of a source as it is now, or None if the compiler has something to say."""
        command, source = self.commands[os.path.join(self.tree, path)], os.path.join(self.tree, path)
        target = os.path.join(self.temporary, "object.o")
        command = [target if before == "-o" else word for before, word in zip(["", *command], command)]
        if subprocess.run(command, cwd=self.build, capture_output=True).returncode != 0:
            return None
        with open(target, "rb") as file:
            return file.read()

    def original(self, path):
        """A source and its object code; asked for while the source is unchanged."""
        if path not in self.originals:
            with open(os.path.join(self.tree, path), encoding="utf-8", newline="") as file:
                self.originals[path] = file.read(), self.compiled(path)
        return self.originals[path]

    def write(self, path, text):
        with open(os.path.join(self.tree, path), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def try_mutant(self, mutant, tests):
        """The state and the test that saw it; None if it does not compile or changes nothing."""
        text, code = self.original(mutant.path)
        self.write(mutant.path, mutant.apply(text))
        try:
            changed = self.compiled(mutant.path)
            if changed is None or changed == code:
                return None
            if tests is None:
                return "drawn", ""
            if not self.make():
                return None
            by = next(filter(None, (self.run(test, max(10, 10 * test.seconds)) for test in tests)), "")
            return ("killed", by) if by else ("survived", "")
        finally:
            self.write(mutant.path, text)
            shutil.rmtree(self.temporary, ignore_errors=True)
            os.makedirs(self.temporary, exist_ok=True)


class Run:
    def __init__(self, workers, by_room, equivalent, runs_tests):
        self.free = queue.SimpleQueue()
        for worker in workers:
            self.free.put(worker)
        self.pool = ThreadPoolExecutor(len(workers))
        self.height = {room: i for i, room in enumerate(by_room)}
        self.equivalent, self.tests = equivalent, {}
        for worker in workers:
            self.tests[worker] = list(worker.tests()) if runs_tests else []

    def with_worker(self, task):
        worker = self.free.get()
        try:
            return task(worker)
        finally:
            self.free.put(worker)

    def measure(self):
        """Runs all tests on the tree as it is and notes how long they take; returns what failed."""
        def one(i, worker):
            start = time.monotonic()
            fault = worker.run(self.tests[worker][i], 600)
            return fault, time.monotonic() - start

        count = len(next(iter(self.tests.values())))
        results = list(self.pool.map(lambda i: self.with_worker(lambda worker: one(i, worker)), range(count)))
        for tests in self.tests.values():
            for test, (_, seconds) in zip(tests, results):
                test.seconds = seconds
        return [fault for fault, _ in results if fault]

    def tests_for(self, room, worker):
        """Likely and quick ones first. The C tests of rooms below the mutant's do not contain it."""
        def sees(test):
            is_program = test.command[0].startswith(worker.build)
            return not is_program or self.height.get(test.room, len(self.height)) >= self.height[room]

        def cost(test):
            return test.seconds / LIKELIHOOD.get(test.name, OWN_ROOM if test.room == room else 1), test.name

        return sorted(filter(sees, self.tests[worker]), key=cost)

    def settle(self, slot, candidates, only_draw):
        def task(worker):
            start = time.monotonic()
            for mutant in candidates:
                tests = None if only_draw or mutant.identity in self.equivalent else self.tests_for(mutant.room, worker)
                result = worker.try_mutant(mutant, tests)
                if result:
                    state, by = ("left out", "") if mutant.identity in self.equivalent else result
                    return Outcome(slot, mutant, state, by, time.monotonic() - start)
            return Outcome(slot)

        return self.with_worker(task)

    def all(self, draws, only_draw):
        """The outcomes, in order, as they come."""
        try:
            yield from self.pool.map(lambda pair: self.settle(*pair, only_draw), enumerate(draws, 1))
        finally:
            self.pool.shutdown(cancel_futures=True)


def place(mutant):
    return f"{mutant.path}:{mutant.line}"


def show_change(mutant):
    print(f"{place(mutant)}  {mutant.kind}\n  - {mutant.before}\n  + {mutant.after}", flush=True)


def show_outcome(outcome, count):
    mutant = outcome.mutant
    if not mutant:
        print(f"{outcome.slot:3}/{count}  nothing left to change in this room", flush=True)
        return
    by = f" by {outcome.by}" if outcome.by else ""
    print(f"{outcome.slot:3}/{count}  {place(mutant)}  {mutant.kind}: {outcome.state}{by} ({outcome.seconds:.0f} s)", flush=True)


def report(outcomes, by_room, seconds):
    made = [outcome for outcome in outcomes if outcome.mutant]
    survivors = [outcome.mutant for outcome in made if outcome.state == "survived"]
    print(f"\n{len(survivors)} survived:")
    for mutant in survivors:
        show_change(mutant)
    killed, tried = (Counter(o.mutant.room for o in made if o.state in states) for states in (["killed"], ["killed", "survived"]))
    print("\nroom        killed/tried")
    for room in by_room:
        print(f"{room:12}{killed[room]:3}/{tried[room]}")
    left_out = sum(outcome.state == "left out" for outcome in made)
    print(f"\n{seconds / 60:.0f} minutes; {left_out} of {len(made)} left out as equivalent ({EQUIVALENT})")
    if left_out > MOST_LEFT_OUT * len(made):
        print(f"more than {MOST_LEFT_OUT:.0%} left out: the figure below means little")
    print(f"killed {killed.total()} of {tried.total()} ({100 * killed.total() // max(1, tried.total())}%)", flush=True)
    return left_out <= MOST_LEFT_OUT * len(made)


def arguments(room_names):
    parser = argparse.ArgumentParser(prog="./dev mutate", description="How many of N small random faults do the tests see?")
    parser.add_argument("count", metavar="N", type=int)
    parser.add_argument("seed", metavar="SEED", type=int)
    parser.add_argument("--jobs", metavar="K", type=int, default=len(os.sched_getaffinity(0)), help="mutants at a time")
    parser.add_argument("--room", choices=room_names, help="change only this room")
    parser.add_argument("--list", action="store_true", help="show the faults, run no tests")
    options = parser.parse_args()
    if options.count < 1 or options.jobs < 1:
        parser.error("N and K must be at least 1")
    return options


def main():
    sources = _mutants.rooms(TOP)
    options = arguments(list(sources))
    by_room = {room: [m for path in paths for m in _mutants.mutants_of_file(TOP, room, path)] for room, paths in sources.items()}
    equivalent, faults, stale = _mutants.read_equivalent(os.path.join(TOP, EQUIVALENT), by_room)
    for remark in faults + stale:
        print(f"{EQUIVALENT}: {remark}", file=sys.stderr)
    if faults:
        return 1
    chosen = {options.room: by_room[options.room]} if options.room else by_room
    start, jobs = time.monotonic(), min(options.jobs, options.count)
    with tempfile.TemporaryDirectory(prefix="tuban-mutate-") as folder:
        cores = max(1, len(os.sched_getaffinity(0)) // jobs)
        with ThreadPoolExecutor(jobs) as pool:
            workers = list(pool.map(lambda i: Worker(os.path.join(folder, str(i)), cores, not options.list), range(jobs)))
        run = Run(workers, by_room, equivalent, not options.list)
        failed = [] if options.list else run.measure()
        if failed:
            print(f"These tests fail without any change: {', '.join(failed)}", file=sys.stderr)
            return 1
        outcomes = []
        for outcome in run.all(_mutants.draw(chosen, options.count, options.seed), options.list):
            outcomes.append(outcome)
            if options.list and outcome.mutant:
                show_change(outcome.mutant)
            else:
                show_outcome(outcome, options.count)
    return 0 if options.list or report(outcomes, chosen, time.monotonic() - start) else 1


signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the temporary folder goes on any end
sys.exit(main())

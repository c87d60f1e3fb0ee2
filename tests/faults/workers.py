#!/usr/bin/env python3
"""Plugins that misbehave in worker processes: the document fails with a clear line, and nothing else is harmed.

usage: workers.py DECKLE PLUGINS [PART OF A TEST'S NAME]
"""
from unruly import GOOD, JOB, PLUGINS, SANITIZED, UnrulyTest, main
from older_kernel import LANDLOCK_CREATE_RULESET, SECCOMP, answer_enosys

# What a document makes a plugin do, and how the one line about it begins.
ENDS = {
    "exit": "error[plugin.exited] {doc}: the {stage} unruly ended its process (exit status 7)",
    "quit": "error[plugin.exited] {doc}: the {stage} unruly ended its process (exit status 0)",
    "abort": "error[plugin.crashed] {doc}: the {stage} unruly crashed: signal 6 (Aborted)",
    "crash": "error[plugin.crashed] {doc}: the {stage} unruly crashed: signal 11 (Segmentation fault)",
    "divide": "error[plugin.crashed] {doc}: the {stage} unruly crashed: signal 8 (Floating point exception)",
    "trap": "error[plugin.crashed] {doc}: the {stage} unruly crashed: signal 4 (Illegal instruction)",
    "overflow": "error[plugin.crashed] {doc}: the {stage} unruly overflowed its stack",
    "throw": "error[plugin.exception] {doc}: thrown on demand",
    "throw-odd": "error[plugin.exception] {doc}: an exception that says nothing",
    "thread": "error[plugin.exception] {doc}: no thread",
}
REFUSED = {"fork": "clone", "socket": "socket", "open": "openat", "write-outside": "openat", "exec": "execve",
           "kill-itself": "kill", "kill-parent": "kill", "trace": "ptrace", "chdir": "chdir"}
TALKS = ["hide", "garbage", "nothing", "absurd-counts", "absurd-outputs", "no-outputs", "other-output", "need-itself", "need-and-end",
         "flood-log", "flood-questions", "output-in-socket", "output-in-nothing", "long-message", "message-in-socket", "message-in-nothing",
         "many-descriptors", "next-turn", "many-words", "long-log"]


class Workers(UnrulyTest):
    def bad(self, text, *arguments, **more):
        """What is said when one document among good ones misbehaves."""
        self.write("in/bad.unruly", text)
        done = self.run_job(*arguments, **more)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, 1, said)
        self.assertFalse((self.folder / "out/bad.unruly.out").exists())
        self.assertIn("7 documents, 6 outputs, 1 failed", said)
        self.assert_good_ones()
        self.assert_clean()
        return said

    def bad_everywhere(self, text, line):
        for arguments in (["-j1"], ["-j2"], ["--isolation", "fork", "-j2"]):
            with self.subTest(text=text, arguments=arguments):
                self.assertIn(line, self.bad(text, *arguments).split("\n")[0] + "\n")

    # A document that ends its process, or would

    def test_ends(self):
        for stage, role in (("read", "reader"), ("transform", "transform"), ("write", "exporter")):
            for deed, line in ENDS.items():
                if SANITIZED and deed in ("overflow", "divide"):  # found before it happens
                    continue
                with self.subTest(stage=stage, deed=deed):
                    self.assertIn(line.format(doc="in/bad.unruly", stage=role), self.bad(f"{stage} {deed}", "-j2"))

    def test_fresh_processes(self):
        for deed in ("crash", "exit"):
            self.bad_everywhere(f"read {deed}", ENDS[deed].format(doc="in/bad.unruly", stage="reader"))

    def test_refused_calls(self):
        for deed, call in REFUSED.items():
            if SANITIZED and call == "openat":  # may read files
                continue
            with self.subTest(deed=deed):
                said = self.bad(f"read {deed}", "-j2")
                self.assertIn(f"error[plugin.refused-call] in/bad.unruly: the reader unruly called {call}, which no plugin may\n", said)
        self.assertIn("the reader unruly made a system call that no plugin may", self.bad("read shell", "-j2"))

    def test_what_is_said_to_the_host(self):
        self.job("memory: 200MiB")
        for deed in TALKS:
            with self.subTest(deed=deed):
                said = self.bad(f"read {deed}", "-j2")
                self.assertIn("error[plugin.broke-in] in/bad.unruly: its process was disturbed by a plugin, at the latest by the ", said)
        said = self.bad("read part-elsewhere", "-j2")
        self.assertIn('error[output.part-name] in/bad.unruly: "../../elsewhere"', said)
        self.assertFalse(list(self.folder.parent.glob("elsewhere*")))

    def test_what_is_asked_counts_as_memory(self):
        self.job("memory: 200MiB")
        said = self.bad("read ask-without-end", "-j1")
        self.assertIn("error[limit.memory] in/bad.unruly: the reader unruly took more than 200 MiB of memory\n", said)

    def test_forged_last_words_stay_words(self):
        self.assertIn("error[plugin.refused-call] in/bad.unruly: the reader unruly called the system call 9999", self.bad("read last-words"))

    def test_invalid_documents(self):
        self.assertIn("error[document.invalid] in/bad.unruly: ", self.bad("read invalid"))
        self.assertIn("error[document.invalid] in/bad.unruly: ", self.bad("read wild"))

    # What harms later documents

    def test_a_damaged_process_costs_no_other_document(self):
        for deed in ("leak", "locale") if SANITIZED else ("corrupt", "leak", "locale"):
            for k in range(8):
                self.write(f"in/a{k}.unruly", f"transform {deed}")
            done = self.run_job("-j1")
            self.assert_good_ones()
            self.assert_clean()
            self.assertEqual(done.returncode, 1 if deed == "locale" and not SANITIZED else 0, done.stderr.decode())

    def test_memory_that_one_document_keeps_is_not_missed_by_the_next(self):
        if SANITIZED:
            self.skipTest("AddressSanitizer: memory is not limited")
        self.job("memory: 200MiB")
        # On a busy machine the supervisor may see it first.
        self.assertRegex(self.bad("read grow-untouched", "-j1"), "error\\[(host.out-of-memory|limit.memory)\\] in/bad.unruly: ")

    # Limits

    def test_limit_of_time(self):
        self.job("time: 1s")
        for deed in ("loop", "sleep", "hold-on", "need-nothing"):
            with self.subTest(deed=deed):
                said = self.bad(f"read {deed}", "-j2")
                self.assertIn("error[limit.time] in/bad.unruly: the reader unruly took more than 1000 ms\n", said)
        self.bad_everywhere("transform loop", "error[limit.time] in/bad.unruly: the transform unruly took more than 1000 ms\n")

    def test_limit_of_memory(self):
        if SANITIZED:
            self.skipTest("AddressSanitizer: memory is not limited")
        self.job("memory: 200MiB, time: 30s")
        refused = r"error\[host\.out-of-memory\] in/bad\.unruly: the reader unruly: there was not enough memory\n"
        seen = r"error\[limit\.memory\] in/bad\.unruly: the reader unruly took more than 200 MiB of memory\n"
        for deed in ("take-at-once", "take-untouched"):
            with self.subTest(deed=deed):
                self.assertRegex(self.bad(f"read {deed}", "-j2"), refused)
        # On a busy machine they take so long that the supervisor is first to see it, if only when the reader has ended.
        seen_later = seen.replace("the reader unruly", "(the host, after )?the reader unruly,?")
        for deed in ("grow", "grow-untouched"):
            with self.subTest(deed=deed):
                self.assertRegex(self.bad(f"read {deed}", "-j2"), f"{refused}|{seen_later}")
        for deed in ("grow-in-files", "grow-shared"):
            with self.subTest(deed=deed):
                self.assertRegex(self.bad(f"read {deed}", "-j2"), seen)

    def test_who_has_no_memory_to_say_something_in_says_that(self):
        for deed, who in (("hoard", "the reader unruly"), ("hoard-and-report", "the host, after the exporter unruly,")):
            with self.subTest(deed=deed):
                said = self.bad(f"read {deed}", "-j2")
                self.assertIn(f"error[host.out-of-memory] in/bad.unruly: {who} had no memory left for what it had to say\n", said)

    def test_limits_of_documents_and_outputs(self):
        self.job("output: 1MiB, nodes: 50k, depth: 40")
        self.assertIn("error[limit.output] in/bad.unruly: the output is larger than 1 MiB", self.bad("write much"))
        self.assertIn("more than 50000 nodes", self.bad("read many"))
        self.assertIn("nesting deeper than 40 nodes", self.bad("read deep"))
        self.job("expansion: 2")
        self.assertIn("more than 2 times larger than its input", self.bad("read swell"))

    def test_a_small_limit_of_outputs_is_none_of_documents(self):
        self.job("output: 100")
        self.write("in/wordy.unruly", "x" * 60_000)
        said = self.run_job("-j2").stderr.decode()
        self.assertIn("error[limit.output] in/wordy.unruly: the output is larger than 100 bytes", said)
        self.assertIn("7 documents, 6 outputs, 1 failed", said)

    # While plugins are loaded and made

    def loading(self, variable, deed, exit_code, line):
        """The plugin is known already: what it does, it does in the zygote."""
        self.assertEqual(self.run_job("-j2").returncode, 0)
        with self.subTest(variable=variable, deed=deed):
            done = self.run_job("-j2", env={variable: deed})
            said = done.stderr.decode()
            self.assertEqual(done.returncode, exit_code, said)
            self.assertIn(line, said)
            self.assert_good_ones()  # of the run before
            self.assert_clean()

    def test_plugins_that_misbehave_while_they_are_loaded(self):
        lines = {"crash": "unruly crashed: signal 11", "exit": "unruly ended its process (exit status 7)",
                 "socket": "unruly called socket, which no plugin may", "fork": "unruly called clone, which no plugin may",
                 "hide": "its process was disturbed by a plugin, at the latest by the"}
        for variable in ("UNRULY_LOADED", "UNRULY_INIT"):
            for deed, line in lines.items():
                self.loading(variable, deed, 3, line)
            self.loading(variable, "open", 0, "")
            self.loading(variable, "garbage", 0, "")
        if not SANITIZED:
            self.loading("UNRULY_INIT", "grow", 3, "when plugins were loaded and made ready")

    def test_the_fence_is_told_of_before_a_plugin_can_speak(self):
        self.write("job.yaml", JOB.format(limits="").replace("run: {", "run: { sandbox: required,"))
        forging = {"env": {"UNRULY_LOADED": "whole-fence", "UNRULY_INIT": "whole-fence"}}
        for missing in (LANDLOCK_CREATE_RULESET, SECCOMP):
            done = self.run_job(preexec_fn=lambda call=missing: answer_enosys(call), **forging)
            said = done.stderr.decode()
            self.assertEqual(done.returncode, 3, said)
            self.assertIn("error[run.sandbox] the fence around plugins is not whole: ", said)
            self.assertEqual([], self.files("out"))
        self.assertIn("error[run.sandbox]", self.fails(2, "have no fence around them", "run", "job.yaml", "--isolation", "none", "--plugin-path", PLUGINS / "unruly"))
        self.loading("UNRULY_LOADED", "whole-fence", 0, "")

    def test_a_plugin_is_told_of_the_end_where_a_process_ends_in_order(self):
        for isolation, exit_code in (("none", 7), ("workers", 0), ("fork", 0)):
            self.assertEqual(self.run_job("--isolation", isolation, env={"UNRULY_FINI": "exit"}).returncode, exit_code)
            self.assert_good_ones()

    def test_a_plugin_that_is_never_ready(self):
        self.loading("UNRULY_INIT", "loop", 3, "unruly took more than 10 s when plugins were loaded and made ready")

    def test_a_plugin_that_misbehaves_when_it_is_made(self):
        self.write("job.yaml", JOB.format(limits="").replace("transforms: [unruly]", "transforms: [unruly: { made: crash }]"))
        said = self.fails(3, "plugin.crashed", "run", "job.yaml", "--plugin-path", PLUGINS / "unruly")
        self.assertIn("the transform unruly crashed: signal 11 (Segmentation fault) when plugins were loaded", said)

    def test_a_reader_that_is_found_late_and_misbehaves(self):
        """By its content, so that nobody expected it; the others go on in a new zygote."""
        self.write("job.yaml", JOB.format(limits="").replace("transforms: [unruly]\n", "").replace("exporter: unruly", "exporter: html"))
        for name in GOOD:
            (self.folder / "in" / name).unlink()
        for k in range(5):
            self.write(f"in/{k}.md", f"{k}\n")
            self.write(f"in/{k}a", "#!unruly")
        self.assertEqual(self.run_job("-j2").returncode, 0)
        for deed, code in (("crash", "plugin.crashed"), ("exit", "plugin.exited"), ("socket", "plugin.refused-call"), ("hide", "plugin.broke-in")):
            with self.subTest(deed=deed):
                done = self.run_job("-j2", env={"UNRULY_INIT": deed})
                said = done.stderr.decode()
                self.assertEqual(done.returncode, 3, said)
                self.assertEqual(said.count(f"error[{code}] in/"), 5, said)
                self.assertIn("10 documents, 5 outputs, 5 failed", said)
                self.assert_clean()


if __name__ == "__main__":
    main(arguments=2)

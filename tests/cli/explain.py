"""tuban explain: what it prints for every code of src/messages.json, and what it says of codes that do not exist."""
import json, os
from _tuban import Case, SOURCE, main

with open(os.path.join(SOURCE, "src", "messages.json"), encoding="utf-8") as file:
    TABLE = json.load(file)


def explained(code):
    row, level = TABLE[code], {"E": "error", "W": "warning", "N": "note"}[code[0]]
    example = row["example"].replace("\n", "\n    ")
    return f"{code}: {level}: {row['text']}\n\n{row['explanation']}\n\nExample:\n    {example}\n\nFix: {row['fix']}\n"


class Explain(Case):
    def explain(self, *codes):
        done = self.run_tuban("explain", *codes)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_every_code_is_explained(self):
        self.assertEqual(self.explain(*TABLE), (0, "\n".join(map(explained, TABLE)), ""))

    def test_codes_may_be_written_in_lower_case(self):
        self.assertEqual(self.explain("e203"), (0, explained("E203"), ""))

    def test_other_codes_are_wrong_usage(self):
        for code in ("E000", "W203", "203", "", "text", "unknown mark"):
            status, out, err = self.explain(code)
            self.assertEqual((status, out), (2, ""))
            self.assertEqual(err, f'tuban: "{code}" is not the code of a message\nTry "tuban explain --help".\n')

    def test_a_code_must_be_given(self):
        self.assertEqual(self.explain(), (2, "", 'tuban: no CODE is given\nTry "tuban explain --help".\n'))


main()

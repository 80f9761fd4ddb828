"""What readers that are not ours say of the pictures: libxml2 of SVG files, qpdf of PDF files. Where a reader is not installed, it says nothing."""
import os, shutil, subprocess

XMLLINT, QPDF = shutil.which("xmllint"), shutil.which("qpdf")


def complaints(folder, names):
    """What is wrong with these files of a folder; the empty text if nothing is."""
    svg = [name for name in names if name.endswith(".svg") and XMLLINT]
    said = call(folder, XMLLINT, "--noout", "--huge", "--nonet", *svg) if svg else ""
    for name in names:
        if name.endswith(".pdf") and QPDF:
            said += call(folder, QPDF, "--check", name)  # status 3: warnings
    return said


def call(folder, *words):
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=300)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).decode(errors="replace")[:3000]


def are_here():
    return bool(XMLLINT and QPDF)

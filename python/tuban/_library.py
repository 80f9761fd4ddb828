"""libtuban by ctypes: where it is, and the functions of tuban.h that the module uses."""
from __future__ import annotations

import ctypes
import os
import pathlib
from ctypes import POINTER, c_bool, c_char_p, c_double, c_int, c_size_t, c_uint, c_void_p

NAMES = ("libtuban.so.0", "libtuban.0.dylib")


class Message(ctypes.Structure):
    _fields_ = [("severity", c_int), ("code", c_char_p), ("file", c_char_p), ("line", c_uint), ("column", c_uint),
                ("text", c_char_p)]


class Style(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("file", c_char_p), ("description", c_char_p)]


class Data(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("table", c_void_p)]


class Param(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("value", c_char_p), ("optional", c_bool)]


class Options(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("scale", c_double), ("dpi", c_double), ("quality", c_int), ("lang", c_char_p),
                ("strict", c_bool), ("svg_outlines", c_bool), ("allowed_paths", POINTER(c_char_p)),
                ("data", POINTER(Data)), ("cancel", POINTER(c_int)), ("allowed_codes", POINTER(c_char_p)), ("notes", c_bool),
                ("encoding", c_char_p), ("seed", c_double), ("now", c_char_p), ("timezone", c_char_p), ("maps", POINTER(c_char_p)),
                ("max_memory", c_double), ("max_rows", c_double), ("max_pixels", c_double), ("threads", c_int),
                ("page", c_char_p), ("margin", c_char_p), ("bleed", c_char_p), ("color", c_char_p), ("profile", c_char_p),
                ("intent", c_char_p), ("neutral", c_double), ("ink_limit", c_double), ("landscape", c_bool), ("marks", c_bool), ("pdfx", c_bool),
                ("width", c_char_p), ("height", c_char_p), ("font_size", c_char_p), ("preset", c_char_p), ("background", c_char_p),
                ("params", POINTER(Param)), ("files", POINTER(c_char_p)), ("first_line", c_uint), ("members", c_char_p), ("pdf_scale", c_double)]


FUNCTIONS = {  # result, arguments
    "tuban_version": (c_char_p, []),
    "tuban_free": (None, [c_void_p]),
    "tuban_table_create": (c_void_p, [c_size_t]),
    "tuban_table_from_text": (c_void_p, [c_char_p, c_size_t, c_char_p]),
    "tuban_table_add_numbers": (c_int, [c_void_p, c_char_p, c_void_p]),
    "tuban_table_add_dates": (c_int, [c_void_p, c_char_p, c_void_p]),
    "tuban_table_add_local_dates": (c_int, [c_void_p, c_char_p, c_void_p]),
    "tuban_table_add_texts": (c_int, [c_void_p, c_char_p, c_void_p]),
    "tuban_table_add_booleans": (c_int, [c_void_p, c_char_p, c_void_p]),
    "tuban_table_destroy": (None, [c_void_p]),
    "tuban_format_find": (c_void_p, [c_char_p]),
    "tuban_format_at": (c_void_p, [c_size_t]),
    "tuban_format_name": (c_char_p, [c_void_p]),
    "tuban_format_mime_type": (c_char_p, [c_void_p]),
    "tuban_context_create": (c_void_p, []),
    "tuban_context_destroy": (None, [c_void_p]),
    "tuban_context_set_strict": (c_int, [c_void_p, c_bool]),
    "tuban_context_add_style": (c_int, [c_void_p, c_char_p]),
    "tuban_context_add_style_text": (c_int, [c_void_p, c_char_p, c_size_t, c_char_p]),
    "tuban_context_style": (c_int, [c_void_p, c_size_t, POINTER(Style)]),
    "tuban_context_messages": (c_char_p, [c_void_p]),
    "tuban_context_message_count": (c_size_t, [c_void_p]),
    "tuban_context_message": (c_int, [c_void_p, c_size_t, POINTER(Message)]),
    "tuban_chart_read_file": (c_void_p, [c_void_p, c_char_p, POINTER(Options)]),
    "tuban_chart_read_text": (c_void_p, [c_void_p, c_char_p, c_size_t, c_char_p, c_char_p, POINTER(Options)]),
    "tuban_chart_destroy": (None, [c_void_p]),
    "tuban_chart_status": (c_int, [c_void_p]),
    "tuban_chart_messages": (c_char_p, [c_void_p]),
    "tuban_chart_message_count": (c_size_t, [c_void_p]),
    "tuban_chart_message": (c_int, [c_void_p, c_size_t, POINTER(Message)]),
    "tuban_chart_render": (c_void_p, [c_void_p, c_void_p, POINTER(c_size_t)]),
    "tuban_chart_render_file": (c_int, [c_void_p, c_void_p, c_char_p]),
}


def _candidates():
    """TUBAN_LIBRARY alone if it is set; otherwise the lib folders of the prefix (or build/ of the sources) that the
    module is in, then wherever the system's loader looks."""
    if chosen := os.environ.get("TUBAN_LIBRARY"):
        yield chosen
        return
    here = pathlib.Path(__file__).resolve().parent
    for folder in (here, *here.parents):
        for pattern in ("{}", "lib/{}", "lib/*/{}", "lib64/{}", "build/{}"):
            for name in NAMES:
                yield from map(str, sorted(folder.glob(pattern.format(name))))
    yield from NAMES


def _load() -> ctypes.CDLL:
    failure = ""
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
            for name, (result, arguments) in FUNCTIONS.items():
                function = getattr(library, name)
                function.restype, function.argtypes = result, arguments
            return library
        except (OSError, AttributeError) as error:
            failure = failure or str(error)
    raise ImportError(f"libtuban was not found or is of another version: {failure}. Set TUBAN_LIBRARY to its path")


library = _load()


def utf8(text: str) -> bytes:
    """A text for C, which ends at the first NUL."""
    if not isinstance(text, str):
        raise TypeError(f"a text was expected, not {type(text).__name__}")
    if "\0" in text:
        raise ValueError(f"{text!r} has a NUL character")
    return text.encode("utf-8")


def path_bytes(path: str | os.PathLike[str]) -> bytes:
    name = os.fsencode(path)
    if b"\0" in name:
        raise ValueError(f"{path!r} has a NUL character")
    return b"./-" if name == b"-" else name  # "-" would be standard input or output

"""Draws Vega-Lite charts with tuban: render() to bytes, render_file() to a file, tuban.altair for Altair."""
from __future__ import annotations

import contextlib
import ctypes
import datetime
import json
import math
import os
import pathlib
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, NoReturn, Union

from . import _library
from ._library import library, path_bytes, utf8
from ._tables import tables_create
from .altair import chart_to_dict, table_of

__all__ = ["Message", "TubanError", "TubanWarning", "formats", "mime_type", "render", "render_file", "styles"]
__version__: str = library.tuban_version().decode()

SEVERITIES = ("note", "warning", "error")
STATUSES = ("ok", "failed", "usage", "io", "busy", "cancelled")
Spec = Union[dict, str, pathlib.Path, Any]
NAME = re.compile(r"(vega/)?[A-Za-z0-9_-]+")  # of an installed style


class Message(NamedTuple):
    """A message about a chart. Lines and columns are from 1; they are 0, and `file` is None, without a place in a file."""

    severity: str  # "note", "warning" or "error"
    code: str  # as "W204", for `tuban explain`
    file: str | None
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}" if self.file else self.text


class TubanWarning(UserWarning):
    """A warning about a chart that was drawn, with the fields of its Message."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.severity, self.code, self.file, self.line, self.column, self.text = message


class TubanError(Exception):
    """A chart that could not be read, drawn or written. `status` is "failed", "usage", "io", "busy" or "cancelled";
    `messages` has all messages, and str() shows them as the program prints them."""

    def __init__(self, text: str, status: str, messages: list[Message]) -> None:
        super().__init__(text, status, messages)
        self.status, self.messages = status, messages

    def __str__(self) -> str:
        return self.args[0]


def formats() -> list[str]:
    """The names of the file formats, the default first."""
    names: list[str] = []
    while found := library.tuban_format_at(len(names)):
        names.append(library.tuban_format_name(found).decode())
    return names


def _format(name: str) -> int:
    found = library.tuban_format_find(utf8(name))
    if not found:
        raise ValueError(f"unknown format {name!r}; known are {', '.join(formats())}")
    return found


def mime_type(format: str) -> str:
    """The MIME type of a format's files."""
    return library.tuban_format_mime_type(_format(format)).decode()


def _messages(owner: int, kind: str) -> list[Message]:
    """Those of a "context" or a "chart"."""
    messages, raw = [], _library.Message()
    for i in range(getattr(library, f"tuban_{kind}_message_count")(owner)):
        if getattr(library, f"tuban_{kind}_message")(owner, i, raw) == 0:
            file = raw.file and raw.file.decode("utf-8", "replace")
            messages.append(Message(SEVERITIES[raw.severity], raw.code.decode(), file, raw.line, raw.column, raw.text.decode("utf-8", "replace")))
    return messages


def _fail(owner: int, kind: str, status: int) -> NoReturn:
    text = getattr(library, f"tuban_{kind}_messages")(owner).decode("utf-8", "replace").rstrip()
    status = status or 1
    raise TubanError(text or f"tuban: {STATUSES[status]}", STATUSES[status], _messages(owner, kind))


def _above_zero(name: str, value: float | None, highest: float = math.inf) -> float:
    """An option as the library takes it: 0 is its default."""
    if value is None:
        return 0
    if not 0 < value <= highest or math.isinf(value):
        raise ValueError(f"{name} must be a number above 0{'' if math.isinf(highest) else f' and at most {highest:g}'}, not {value!r}")
    return value


def _add_style(context: int, style: Any) -> list[Message]:
    """Lays a style over those before; returns its warnings."""
    if isinstance(style, pathlib.Path):
        path = f"./{style}" if NAME.fullmatch(str(style)) else style  # a path is never taken for a name
        status = library.tuban_context_add_style(context, path_bytes(path))
    elif isinstance(style, str) and NAME.fullmatch(style):
        status = library.tuban_context_add_style(context, utf8(style))
    else:
        text = style.encode("utf-8") if isinstance(style, str) else _dump(style)
        status = library.tuban_context_add_style_text(context, text, len(text), None)
    if status != 0:
        _fail(context, "context", status)
    return _messages(context, "context")


def styles() -> list[str]:
    """The names of the installed styles, Vega's themes among them."""
    names: list[str] = []
    context, style = library.tuban_context_create(), _library.Style()
    while library.tuban_context_style(context, len(names), style) == 0:
        names.append(style.name.decode())
    library.tuban_context_destroy(context)
    return names


def _dump(spec: Any) -> bytes:
    if not isinstance(spec, dict):
        raise TypeError(f"a dict, JSON text, pathlib.Path or Altair chart was expected, not {type(spec).__name__}")
    return json.dumps(spec, ensure_ascii=False, allow_nan=False).encode("utf-8")


def _survey(spec: Any) -> tuple[dict[str, Any], set[str]]:
    """The tables that the spec has by name (see tuban.altair), and the fields that it uses as they are, not as times."""
    tables, plain, waiting = {}, set(), [spec]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            data, field = node.get("data"), node.get("field")
            name = data.get("name") if isinstance(data, dict) else None
            if isinstance(name, str) and (table := table_of(name)) is not None:
                tables[str(name)] = table
            if isinstance(field, str) and node.get("type") != "temporal" and "timeUnit" not in node:
                plain.add(field.replace("\\", ""))
            waiting.extend(value for key, value in node.items() if key not in ("values", "datasets"))
        elif isinstance(node, (list, tuple)):
            waiting.extend(node)
    return tables, plain


def _parsed(spec: str | pathlib.Path) -> Any:
    """What a text or file has, for _survey(); what is wrong with it is said when the library reads it."""
    with contextlib.suppress(OSError, ValueError):
        return json.loads(spec if isinstance(spec, str) else spec.read_text("utf-8"))
    return None


@contextlib.contextmanager
def _chart(spec: Spec, data: Mapping[str, Any] | None, scale: float | None, dpi: float | None, quality: int | None, lang: str | None,
           strict: bool, svg_outlines: bool, allowed_paths: Iterable[str | os.PathLike[str]], style: Any, name: str | None,
           folder: str | os.PathLike[str] | None, encoding: str | None, allow: Iterable[str],
           seed: int | None, now: Any, timezone: str | None, maps: Mapping[str, str | os.PathLike[str]],
           limits: tuple[float | None, float | None, float | None], threads: int | None, printed: Mapping[str, Any]) -> Iterator[tuple[int, list[Message]]]:
    """The chart, read, and a list that gets its warnings at the end."""
    if hasattr(spec, "to_dict"):
        spec = chart_to_dict(spec)
    if isinstance(allowed_paths, (str, bytes)):
        raise TypeError("allowed_paths must be a list of paths")
    if isinstance(allow, (str, bytes)):
        raise TypeError("allow must be a list of codes")
    served = [utf8(prefix) + b"=" + path_bytes(place) for prefix, place in maps.items()]
    paths, codes = [path_bytes(path) for path in allowed_paths], [utf8(code) for code in allow]
    is_written = isinstance(spec, (str, pathlib.Path))
    needs_survey = not is_written or data or (isinstance(spec, str) and '"tuban-' in spec)
    tables, plain = _survey(_parsed(spec) if is_written else spec) if needs_survey else ({}, set())
    text = b"" if isinstance(spec, pathlib.Path) else spec.encode("utf-8") if isinstance(spec, str) else _dump(spec)
    options = _library.Options(
        size=ctypes.sizeof(_library.Options), scale=_above_zero("scale", scale), dpi=_above_zero("dpi", dpi),
        quality=int(_above_zero("quality", quality, 100)) or (quality is not None), lang=None if lang is None else utf8(lang),
        strict=bool(strict), svg_outlines=bool(svg_outlines), allowed_paths=(ctypes.c_char_p * (len(paths) + 1))(*paths, None),
        encoding=None if encoding is None else utf8(encoding), allowed_codes=(ctypes.c_char_p * (len(codes) + 1))(*codes, None),
        seed=_above_zero("seed", seed, 2147483646), now=None if now is None else utf8(now if isinstance(now, str) else now.isoformat()),
        timezone=None if timezone is None else utf8(timezone), maps=(ctypes.c_char_p * (len(served) + 1))(*served, None),
        threads=int(_above_zero("threads", threads)),
        **{name: _above_zero(name, limit) for name, limit in zip(("max_memory", "max_rows", "max_pixels"), limits)},
        **{key: utf8(value) if isinstance(value, str) else value for key, value in printed.items() if value is not None})
    title, place = utf8(name or "chart"), None if folder is None else path_bytes(folder)
    warned: list[Message] = []
    with contextlib.ExitStack() as stack:
        context = library.tuban_context_create()
        stack.callback(library.tuban_context_destroy, context)
        library.tuban_context_set_strict(context, bool(strict))
        for layer in style if isinstance(style, (list, tuple)) else [] if style is None else [style]:
            warned += [message for message in _add_style(context, layer) if message.code.encode() not in codes]
        with tables_create({**tables, **(data or {})}, plain) as made:
            options.data = (_library.Data * (len(made) + 1))(*made)
            if isinstance(spec, pathlib.Path):
                chart = library.tuban_chart_read_file(context, path_bytes(spec), options)
            else:
                chart = library.tuban_chart_read_text(context, text, len(text), title, place, options)
        stack.callback(library.tuban_chart_destroy, chart)
        yield chart, warned
        warned += _messages(chart, "chart")


def _text(name: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} must be a text, not {type(value).__name__}")
    return value


def _length(name: str, value: str | float | None) -> str | None:
    """A length as the library takes it; numbers are px."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a text such as '85mm' or a number of px, not {type(value).__name__}")
    return f"{_above_zero(name, value)!r}px"


def _sized(width: str | float | None, height: str | float | None, font_size: str | float | None,
           preset: str | os.PathLike[str] | None, background: str | None) -> dict[str, Any]:
    """The options about the size of a chart, as the library takes them."""
    return {"width": _length("width", width), "height": _length("height", height), "font_size": _length("font_size", font_size),
            "preset": None if preset is None else path_bytes(preset),
            "background": _text("background", background)}


def _printed(page: str | None, landscape: bool, margin: str | None, bleed: str | None, marks: bool, color: str | None,
             profile: str | os.PathLike[str] | None, intent: str | None, neutral: float | None,
             ink_limit: float | None, pdfx: bool) -> dict[str, Any]:
    """The options about printing, as the library takes them."""
    return {"page": _text("page", page), "landscape": bool(landscape), "margin": _text("margin", margin), "bleed": _text("bleed", bleed),
            "marks": bool(marks), "color": _text("color", color),
            "profile": None if profile is None else path_bytes(profile), "intent": _text("intent", intent),
            "neutral": float(neutral or 0), "ink_limit": _above_zero("ink_limit", ink_limit, 400),
            "pdfx": bool(pdfx)}


def _changed(params: Mapping[str, Any], files: Mapping[str, str | os.PathLike[str]], members: Mapping[str, Any] | None,
             pdf_scale: float | None) -> dict[str, Any]:
    """The options that put something in place of what the chart has, as the library takes them."""
    def value(given: Any) -> bytes:
        plain = given.isoformat() if isinstance(given, (datetime.date, datetime.datetime)) else given
        return utf8(json.dumps(plain, ensure_ascii=False, allow_nan=False))

    for name, given in (("params", params), ("files", files), ("members", {} if members is None else members)):
        if not isinstance(given, Mapping):
            raise TypeError(f"{name} must be a dict, not {type(given).__name__}")
    listed = [_library.Param(utf8(name), value(given), False) for name, given in params.items()]
    named = [utf8(name) + b"=" + path_bytes(path) for name, path in files.items()]
    return {"params": (_library.Param * (len(listed) + 1))(*listed), "files": (ctypes.c_char_p * (len(named) + 1))(*named, None),
            "members": None if members is None else utf8(json.dumps(dict(members), ensure_ascii=False, allow_nan=False)),
            "pdf_scale": _above_zero("pdf_scale", pdf_scale)}


def _warn(messages: list[Message]) -> None:
    for message in messages:
        if message.severity != "note":
            warnings.warn(TubanWarning(message), stacklevel=3)


def render(spec: Spec, format: str = "png", *, data: Mapping[str, Any] | None = None, scale: float | None = None, dpi: float | None = None,
           quality: int | None = None, lang: str | None = None, strict: bool = False, svg_outlines: bool = False,
           allowed_paths: Iterable[str | os.PathLike[str]] = (), style: Any = None, name: str | None = None,
           folder: str | os.PathLike[str] | None = None, encoding: str | None = None, allow: Iterable[str] = (),
           seed: int | None = None, now: str | datetime.date | None = None, timezone: str | None = None,
           maps: Mapping[str, str | os.PathLike[str]] = {}, max_memory: float | None = None,
           max_rows: float | None = None, max_pixels: float | None = None, threads: int | None = None,
           width: str | float | None = None, height: str | float | None = None, font_size: str | float | None = None,
           preset: str | os.PathLike[str] | None = None, background: str | None = None, page: str | None = None, landscape: bool = False,
           margin: str | None = None, bleed: str | None = None, marks: bool = False, color: str | None = None,
           profile: str | os.PathLike[str] | None = None, intent: str | None = None,
           neutral: float | None = None, ink_limit: float | None = None, pdfx: bool = False, params: Mapping[str, Any] = {},
           files: Mapping[str, str | os.PathLike[str]] = {}, members: Mapping[str, Any] | None = None, pdf_scale: float | None = None) -> bytes:
    """Draws a chart or poster; returns the bytes of the file, of SVG too.

    spec: a dict, JSON text, a pathlib.Path, or an Altair chart.
    format: one of formats().
    data: tables in place of named datasets, or of files by the spec's url: pandas DataFrames, dicts of columns, lists of
        dicts, or the text of a CSV or JSON file, which is read by the ending of its name. Times without a zone are local.
    scale: device pixels per px. dpi: resolution; without `scale` it sets that too. quality: of JPEG, 1 to 100.
    lang: language of the text (BCP 47); by default a guess from the spec and the first rows of its tables.
    strict: treat warnings as errors. svg_outlines: text of SVG as outlines.
    allowed_paths: further folders and files that data may be read from.
    allow: codes of warnings to leave out, as ["W204"]. Those of a chart are not errors with `strict` either.
    style: Vega-Lite's config as a dict, JSON text or pathlib.Path, or the name of an installed style (see styles()); of a list, each is laid
        over those before.
    name, folder: of a spec that is not a file: what messages call it, and what its urls are relative to.
    encoding: of data files whose format names none ("gbk", "latin1" …); by default UTF-8.
    seed: of samples and random numbers; by default 123456789.
    now: what now() is: a date or datetime, or a text such as "2026-11-26"; by default the start of 1970.
    timezone: of local times ("Asia/Shanghai"); by default TZ.
    maps: folders that stand for the beginnings of URLs: {"https://example.org/data/": "data"}. Nothing is ever fetched.
    max_memory, max_rows, max_pixels: what one chart may cost: bytes at one time (by default 3e9), rows that it makes (2e7),
        pixels of its picture (2 ** 28). More raises TubanError.
    threads: that a large picture is drawn with; by default one for each processor. The bytes do not depend on it.
    width, height: of the whole chart: a text with a unit, as "85mm", or a number of px; its plots become larger or smaller, text keeps
        its size. font_size: of the labels of axes, as "7pt"; all other text keeps its ratio to it.
    preset: what a journal asks for: "nature", "nature:2" for the full width, or a file. background: a CSS colour or "transparent".
    page, landscape: size of the page, "A4" or "210x297mm"; by default a poster's own, or that of the chart.
    margin: of a chart on a page; lengths are texts with a unit (mm, cm, in, pt, px), as "15mm".
    bleed, marks: of PDF: what is printed beyond the edge of the page, and crop and registration marks.
    color: of PDF and TIFF: "rgb", "cmyk" or "gray". profile: name or file of the ICC profile of the press. ink_limit: of one place, in percent.
    intent: "relative", "perceptual", "saturation" or "absolute". neutral: colours up to this CIELAB chroma are grays (8; below 0: none).
    pdfx: PDF/X-4. pdf_scale: size of a PDF's page against that of the chart; by default 1: a px of 0.75 pt.
    params: values of the chart's top-level params, in place of their own: {"year": 2026, "regions": ["North", "South"]}.
    files: in place of datasets, or of files that the chart names: {"sales.csv": "new.csv"}; they may be anywhere.
    members: of the chart, replaced: {"width": 300, "title": None}.

    Warns with TubanWarning, and raises TubanError for what is wrong with the chart. Wrong arguments raise TypeError or
    ValueError. Options that the format does not have are ignored. May be called from any thread.
    """
    file_format, length = _format(format), ctypes.c_size_t()
    with _chart(spec, data, scale, dpi, quality, lang, strict, svg_outlines, allowed_paths, style, name, folder, encoding,
                allow, seed, now, timezone, maps, (max_memory, max_rows, max_pixels), threads,
                {**_sized(width, height, font_size, preset, background),
                 **_printed(page, landscape, margin, bleed, marks, color, profile, intent, neutral, ink_limit, pdfx),
                 **_changed(params, files, members, pdf_scale)}) as (chart, warned):
        address = library.tuban_chart_render(chart, file_format, length)
        if not address:
            _fail(chart, "chart", library.tuban_chart_status(chart))
        try:
            picture = ctypes.string_at(address, length.value)
        finally:
            library.tuban_free(address)
    _warn(warned)
    return picture


def render_file(spec: Spec, path: str | os.PathLike[str], format: str | None = None, *, data: Mapping[str, Any] | None = None,
                scale: float | None = None, dpi: float | None = None, quality: int | None = None, lang: str | None = None,
                strict: bool = False, svg_outlines: bool = False, allowed_paths: Iterable[str | os.PathLike[str]] = (),
                style: Any = None, name: str | None = None, folder: str | os.PathLike[str] | None = None,
                encoding: str | None = None, allow: Iterable[str] = (), seed: int | None = None,
                now: str | datetime.date | None = None, timezone: str | None = None,
                maps: Mapping[str, str | os.PathLike[str]] = {}, max_memory: float | None = None,
                max_rows: float | None = None, max_pixels: float | None = None, threads: int | None = None,
                width: str | float | None = None, height: str | float | None = None, font_size: str | float | None = None,
                preset: str | os.PathLike[str] | None = None, background: str | None = None, page: str | None = None, landscape: bool = False,
                margin: str | None = None, bleed: str | None = None, marks: bool = False, color: str | None = None,
                profile: str | os.PathLike[str] | None = None, intent: str | None = None,
                neutral: float | None = None, ink_limit: float | None = None, pdfx: bool = False, params: Mapping[str, Any] = {},
                files: Mapping[str, str | os.PathLike[str]] = {}, members: Mapping[str, Any] | None = None, pdf_scale: float | None = None) -> None:
    """Draws a chart or poster into a file, which is written whole or not at all. The format is by default that of the
    path's ending; the other arguments are those of render()."""
    file_format = _format(format or pathlib.Path(os.fsdecode(path)).suffix.lstrip("."))
    with _chart(spec, data, scale, dpi, quality, lang, strict, svg_outlines, allowed_paths, style, name, folder, encoding,
                allow, seed, now, timezone, maps, (max_memory, max_rows, max_pixels), threads,
                {**_sized(width, height, font_size, preset, background),
                 **_printed(page, landscape, margin, bleed, marks, color, profile, intent, neutral, ink_limit, pdfx),
                 **_changed(params, files, members, pdf_scale)}) as (chart, warned):
        status = library.tuban_chart_render_file(chart, file_format, path_bytes(path))
        if status != 0:
            _fail(chart, "chart", status)
    _warn(warned)

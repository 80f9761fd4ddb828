"""Tables of Python handed to the library: by column where each has one type, otherwise as JSON.

A column becomes a kind ("numbers", "texts", "booleans", "dates", "local_dates"), which is the function that takes it,
and a block of memory. What JSON has null for is missing: None, NaN, NaT, pandas.NA, and infinity.
"""
from __future__ import annotations

import array
import contextlib
import ctypes
import datetime
import decimal
import json
import math
import numbers
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ._library import library, utf8

MISSING_BOOLEAN = 0xFF
EPOCH = datetime.datetime(1970, 1, 1)
EPOCH_UTC = EPOCH.replace(tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)
Column = tuple[str, Any]


class NeedsJson(Exception):
    """The column has values that only JSON has: lists, objects, or several types."""


def is_missing(value: Any) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, numbers.Real) and value != value)


def to_json(value: Any) -> Any:
    """`value` in the types of the json module."""
    if is_missing(value) or isinstance(value, (str, bool)):
        return None if is_missing(value) else value
    if isinstance(value, Mapping):
        return {key if isinstance(key, str) else str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (float, decimal.Decimal)):
        return float(value) if math.isfinite(value) else None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "tolist"):  # of numpy
        return to_json(value.tolist())
    raise TypeError(f"a value of type {type(value).__name__} has no equivalent in JSON")


def json_bytes(value: Any) -> bytes:
    return json.dumps(to_json(value), ensure_ascii=False).encode("utf-8")


def _texts(codes: Any, uniques: Collection[str]) -> Column:
    """Texts as numbers of unique ones, each encoded once; -1 is missing."""
    import numpy

    block = "\0".join(uniques).encode("utf-8")  # which Python ends with a NUL too
    octets = numpy.frombuffer(block, dtype="uint8")
    ends = numpy.flatnonzero(octets == 0)
    if len(ends) + 1 > max(len(uniques), 1):
        raise ValueError("a text has a NUL character")
    starts = numpy.concatenate([[0], ends + 1])[: len(uniques)] + octets.ctypes.data
    pointers = numpy.append(starts, 0).astype(numpy.uintp)[codes]  # -1 is the last
    return "texts", (pointers.ctypes.data, pointers, block)


def _list_column(values: list[Any], as_texts: bool) -> Column:
    values = [None if is_missing(value) else value for value in values]
    types = {type(value) for value in values} - {type(None)}

    def all_are(*wanted: type) -> bool:
        return all(issubclass(kind, wanted) for kind in types)

    if types and all(kind.__name__ in ("bool", "bool_") for kind in types):
        flags = [MISSING_BOOLEAN if value is None else bool(value) for value in values]
        return "booleans", (ctypes.c_uint8 * len(flags))(*flags)
    if bool not in types and all_are(numbers.Real, decimal.Decimal):
        finite = (math.nan if value is None else float(value) for value in values)
        doubles = array.array("d", [value if math.isfinite(value) else math.nan for value in finite])
        return "numbers", (doubles.buffer_info()[0], doubles)
    if all_are(str):
        encoded = {text: text if text is None else utf8(text) for text in set(values)}
        return "texts", (ctypes.c_char_p * len(values))(*[encoded[text] for text in values])
    if types and all_are(datetime.date) and as_texts:
        return _list_column([value and value.isoformat() for value in values], False)
    if types and all_are(datetime.date):
        times = [value if value is None or isinstance(value, datetime.datetime) else datetime.datetime(value.year, value.month, value.day)
                 for value in values]
        aware = {value.utcoffset() is not None for value in times if value is not None}
        if len(aware) == 1:
            epoch = EPOCH_UTC if True in aware else EPOCH
            doubles = array.array("d", [math.nan if value is None else (value - epoch) // MILLISECOND for value in times])
            return "dates" if True in aware else "local_dates", (doubles.buffer_info()[0], doubles)
    if any(issubclass(kind, datetime.timedelta) for kind in types):
        raise TypeError("durations are not supported; use numbers")
    raise NeedsJson


def _date_column(values: Any, zone: Any, as_texts: bool) -> Column:
    """datetime64 of pandas or numpy. Without a zone they are local, as the texts are that Altair writes for them."""
    import numpy

    if as_texts:
        times = values.astype("datetime64[us]").tolist() if isinstance(values, numpy.ndarray) else values
        return _list_column(["" if is_missing(time) else time.isoformat() for time in times], False)
    if zone is not None:
        values = getattr(values, "dt", values).tz_convert(None)  # in UTC
    moments = numpy.asarray(values).astype("datetime64[ms]")
    doubles = moments.astype("int64").astype("float64")
    doubles[numpy.isnat(moments)] = numpy.nan
    return "local_dates" if zone is None else "dates", (doubles.ctypes.data, doubles)


def _number_column(values: Any) -> Column:
    import numpy

    if isinstance(values.dtype, numpy.dtype):
        doubles = numpy.ascontiguousarray(values, dtype="float64")
    else:
        doubles = numpy.ascontiguousarray(values.to_numpy("float64", na_value=numpy.nan))
    if numpy.isinf(doubles).any():
        doubles = numpy.where(numpy.isinf(doubles), numpy.nan, doubles)
    return "numbers", (doubles.ctypes.data, doubles)


def _boolean_column(values: Any) -> Column:
    import numpy

    if isinstance(values.dtype, numpy.dtype):
        flags = numpy.ascontiguousarray(values, dtype="uint8")
    else:
        flags = values.fillna(False).to_numpy(bool).astype("uint8")
        flags[values.isna().to_numpy(bool)] = MISSING_BOOLEAN
    return "booleans", (flags.ctypes.data, flags)


def _column(values: Any, as_texts: bool) -> Column:
    if isinstance(values, (str, bytes, Mapping)):
        raise TypeError(f"a column of values was expected, not {type(values).__name__}")
    dtype = getattr(values, "dtype", None)
    kind = getattr(dtype, "kind", None)
    if kind in ("i", "u", "f"):
        return _number_column(values)
    if kind == "b":
        return _boolean_column(values)
    if kind == "M":
        return _date_column(values, getattr(dtype, "tz", None), as_texts)
    if kind == "m":
        raise TypeError("durations are not supported; use numbers")
    if hasattr(values, "cat"):
        if all(isinstance(text, str) for text in values.cat.categories):
            return _texts(values.cat.codes.to_numpy(), list(values.cat.categories))
        values = values.astype(object)
    elif hasattr(values, "factorize"):  # a column of pandas
        with contextlib.suppress(TypeError):  # unhashable
            codes, uniques = values.factorize()
            if all(isinstance(text, str) for text in uniques):
                return _texts(codes, list(uniques))
    return _list_column(values.tolist() if hasattr(values, "tolist") else list(values), as_texts)


def _columns_of(source: Any) -> dict[str, Any]:
    """{name: column}, with the names that Altair gives them."""
    if isinstance(source, Mapping):
        names = list(source)
    else:
        names = [str(name) if type(name) is int else name for name in source.columns]
    if odd := [name for name in names if not isinstance(name, str)]:
        raise TypeError(f"the name of a column must be a text, not {odd[0]!r}")
    if len(set(names)) < len(names):
        raise ValueError("two columns have the same name")
    return dict(source) if isinstance(source, Mapping) else {name: source.iloc[:, i] for i, name in enumerate(names)}


def _by_column(columns: dict[str, Any], texts: Collection[str]) -> int:
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"the columns have different lengths: {lengths}")
    made = {utf8(name): _column(values, name in texts) for name, values in columns.items()}
    table = library.tuban_table_create(next(iter(lengths.values()), 0))
    if not table:
        raise ValueError("the table has too many rows")
    for name, (kind, memory) in made.items():
        address = memory[0] if isinstance(memory, tuple) else ctypes.addressof(memory)
        if getattr(library, f"tuban_table_add_{kind}")(table, name, address) != 0:
            library.tuban_table_destroy(table)
            raise ValueError(f"the column {name.decode()!r} was not accepted")
    return table


def _from_text(text: bytes) -> int:
    table = library.tuban_table_from_text(text, len(text), None)
    if not table:
        raise ValueError("the text is too long")
    return table


def table_create(source: Any, texts: Collection[str] = ()) -> int:
    """A TubanTable, to be destroyed. Dates of the columns in `texts` become texts, as in Altair's JSON."""
    if isinstance(source, (bytes, bytearray, str)):
        return _from_text(source.encode("utf-8") if isinstance(source, str) else bytes(source))
    if isinstance(source, list):
        return _from_text(json_bytes(source))
    if hasattr(source, "to_pandas"):  # polars, pyarrow
        source = source.to_pandas()
    if not isinstance(source, Mapping) and not (hasattr(source, "columns") and hasattr(source, "iloc")):
        raise TypeError(f"a table cannot be made from {type(source).__name__}")
    columns = _columns_of(source)
    try:
        return _by_column(columns, texts)
    except NeedsJson:
        rows = zip(*[values.tolist() if hasattr(values, "tolist") else values for values in columns.values()])
        return _from_text(json_bytes([dict(zip(columns, row)) for row in rows]))


@contextlib.contextmanager
def tables_create(sources: Mapping[str, Any], texts: Collection[str]) -> Iterator[list[tuple[bytes, int]]]:
    """(name, TubanTable) of each, destroyed at the end."""
    tables: list[tuple[bytes, int]] = []
    try:
        for name, source in sources.items():
            tables.append((utf8(name), table_create(source, texts)))
        yield tables
    finally:
        for _, table in tables:
            library.tuban_table_destroy(table)

"""Altair draws with tuban: a renderer, and a data transformer that hands DataFrames over without JSON.

    alt.renderers.enable("tuban")                    # or enable("tuban", format="png", scale=2)
    alt.data_transformers.enable("tuban")            # any number of rows

In place of its rows, a spec then has the name of its DataFrame. The name is a text that holds on to the DataFrame: it
lives as long as a chart or a spec that uses it, and no longer. A spec that has gone through JSON has the bare name, and
can be drawn in the same process while the DataFrame is in use elsewhere; after that, a warning says that there is no
dataset of that name. Changes to a DataFrame show in pictures drawn afterwards.
"""
from __future__ import annotations

import contextlib
import sys
import uuid
import weakref
from typing import Any


class TableName(str):
    """The name of a dataset, with the table."""

    table: Any

    def __new__(cls, name: str, table: Any) -> TableName:
        self = super().__new__(cls, name)
        self.table = table
        return self

    def __deepcopy__(self, memo: Any) -> TableName:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return str, (str(self),)


_named: weakref.WeakValueDictionary[str, Any] = weakref.WeakValueDictionary()


def data_transformer(data: Any) -> dict[str, Any]:
    """Altair's data transformer "tuban": {"name": …} for a DataFrame; other data as Altair's own transformer has it."""
    if not hasattr(data, "columns") or hasattr(data, "__geo_interface__"):
        import altair

        return altair.to_values(data)
    name = next((known for known, table in list(_named.items()) if table is data), None) or f"tuban-{uuid.uuid4().hex[:16]}"
    _named[name] = data
    return {"name": TableName(name, data)}


def renderer(spec: dict[str, Any], format: str = "svg", embed_options: Any = None, **options: Any) -> dict[str, Any]:
    """Altair's renderer "tuban". The options are those of tuban.render(); Vega's `embed_options` have no meaning here."""
    from . import mime_type, render

    picture = render(spec, format, **options)
    mime = mime_type(format)
    return {mime: picture.decode("utf-8") if mime == "image/svg+xml" else picture}


def table_of(name: Any) -> Any:
    """The DataFrame of that name in a spec; None if there is none."""
    return name.table if isinstance(name, TableName) else _named.get(name)


def chart_to_dict(chart: Any) -> dict[str, Any]:
    """The spec of a chart, its DataFrames by name, unless another data transformer than Altair's default is enabled."""
    altair = sys.modules.get("altair")
    with contextlib.ExitStack() as stack:
        if altair and type(chart).__module__.startswith("altair.") and altair.data_transformers.active == "default":
            altair.data_transformers.register("tuban-columns", data_transformer)
            stack.callback(altair.data_transformers.register, "tuban-columns", None)
            stack.enter_context(altair.data_transformers.enable("tuban-columns"))
        return chart.to_dict()

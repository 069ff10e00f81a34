"""How the models multiply matrices: by numpy, on one thread."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController


def use_fast_ops(pipe: Any) -> None:
    """Have a pipe's model multiply by numpy."""
    # numpy's own BLAS is about twice as fast as blis on matrices of a paragraph's size.
    for node in _nodes(pipe):
        if type(node.ops) is NumpyOps:
            node.ops = NumpyOps(use_blis=False)


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which BLAS has one thread: more slow matrices of a paragraph's size down."""
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


def _nodes(pipe: Any) -> Iterator[Any]:
    model = getattr(pipe, "model", None)
    if model is not None and model is not True:
        yield from model.walk()


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()

"""The loops of `kernels` as machine code: compiled once by numba, kept, and loaded without numba afterwards.

To import numba and wake it up takes a second, longer than a million words; to load finished code through llvmlite, which
comes with numba, a tenth of that. The code is kept in the user's cache folder.
"""

import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from . import cache

SOURCE = Path(__file__).with_name("kernels.py")


def installed() -> bool:
    """Whether numba is there, without importing it."""
    return find_spec("numba") is not None and find_spec("llvmlite") is not None


@lru_cache(maxsize=1)
def functions() -> dict[str, Callable[..., int]]:
    """The compiled loops by their names in `kernels`; they take addresses of arrays and whole numbers."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = (
        llvm.get_process_triple(),
        llvm.get_host_cpu_name(),
        llvm.get_host_cpu_features().flatten(),
    )
    name = cache.name(
        "kernels", *machine, repr(llvm.llvm_version_info), SOURCE.read_text(encoding="utf-8")
    )
    if found := cache.get(name):
        return _loaded(llvm, machine, *found)
    names, code = _compiled(llvm, machine)
    cache.put(name, names, code)
    return _loaded(llvm, machine, names, code)


def _target(llvm, machine):
    triple, cpu, features = machine
    return llvm.Target.from_triple(triple).create_target_machine(
        cpu=cpu, features=features, opt=3, reloc="default", codemodel="jitdefault", jit=True
    )


def _compiled(llvm, machine) -> tuple[dict[str, str], bytes]:
    """The names of the loops in the code, and the code."""
    from numba import cfunc

    from . import kernels

    loops = {}
    for loop, signature in kernels.SIGNATURES.items():
        with _uninterrupted():
            loops[loop.__name__] = cfunc(signature, error_model="numpy")(loop)
    module = llvm.parse_assembly("")
    for loop in loops.values():
        module.link_in(llvm.parse_assembly(loop.inspect_llvm()))
    return {name: loop.native_name for name, loop in loops.items()}, _target(
        llvm, machine
    ).emit_object(module)


def _loaded(llvm, machine, names: dict[str, str], code: bytes) -> dict[str, Callable[..., int]]:
    with _uninterrupted():
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target(llvm, machine))
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
    loops = {
        name: ctypes.CFUNCTYPE(ctypes.c_int64)(engine.get_function_address(native))
        for name, native in names.items()
    }
    for loop in loops.values():
        loop.engine = engine  # the code lives as long as the engine does
    return {name: _caller(loop) for name, loop in loops.items()}


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C, and a signal to end, wait till the end: LLVM calls back into Python, and an exception that is raised there is lost."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting = []
    before = {
        number: handler
        for number in (signal.SIGINT, signal.SIGTERM)
        if callable(handler := signal.getsignal(number))
    }
    for number in before:
        signal.signal(number, lambda *signaled: waiting.append(signaled))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number, frame in waiting:
        before[number](number, frame)


def _caller(loop) -> Callable[..., int]:
    def call(*arguments) -> int:
        return loop(
            *(
                ctypes.c_int64(argument)
                if isinstance(argument, int)
                else ctypes.c_void_p(argument.ctypes.data)
                for argument in arguments
            )
        )

    return call

"""Decides what of a completion's Python a function needs: everything that it reaches, as the model wrote it, and no demonstration around it.

Programs are compiled here and never run. The names that a statement reads and binds are those of its compiled code, so Python's own rules
of scope hold; what a statement changes in place is read off its syntax tree.
"""
import ast
import builtins
import dis
import types

_READS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
_BINDS = {"STORE_NAME", "DELETE_NAME"}
_BINDS_GLOBAL = {"STORE_GLOBAL", "DELETE_GLOBAL"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = _FUNCTIONS + (ast.Lambda, ast.ClassDef)

# Names by which code may find others that it does not spell out.
_REFLECTION = {"globals", "eval", "exec", "vars", "locals"}

# Builtins that change what they are given; all others leave it alone.
_CHANGING = {"setattr", "delattr", "next", "exec"}

# What reads the terminal or ends the program belongs to a demonstration.
_TERMINAL = {"input", "exit", "quit"}

# Calls at the top into other modules that set something for all code: sys.setrecursionlimit(...), random.seed(...).
_SETTERS = {"seed", "stack_size", "filterwarnings", "simplefilter", "basicConfig", "disable", "enable", "append", "insert", "register", "update"}


def take(blocks, entry):
    """Of blocks in order of appearance, the longest that defines the entry point (the last of equals), cut down to what the entry point
    reaches; what it lacks comes from the other blocks. Returns (program, number of the block, numbers of blocks that helped), or None where no block defines it."""
    modules = [_Module(number, text) for number, text in enumerate(blocks)]
    able = [module for module in modules if entry in module.bound]
    if not able:
        return None
    chosen = max(able, key=lambda module: (module.length, module.number))
    parts = [chosen]
    kept = _kept(parts, entry)
    for other in sorted(modules, key=lambda m: (m.number > chosen.number, abs(m.number - chosen.number))):
        missing = _missing(parts, kept)
        if not missing:
            break
        if other is not chosen and missing & other.bound:
            parts.insert(0, other)
            kept = _kept(parts, entry)
    texts = [_text(module, [s for s in module.statements if s in kept]) for module in parts]
    return "\n".join(text for text in texts if text), chosen.number, sorted(m.number for m in parts if m is not chosen)


class _Module:
    def __init__(self, number, text):
        self.number, self.text = number, text.replace("\r", "\n")
        self.lines = self.text.split("\n")
        self.length = sum(1 for line in self.lines if line.strip())
        try:
            self.statements = [_Statement(node) for node in ast.parse(self.text).body]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.statements = []
        self.bound = set().union(*(s.binds for s in self.statements))


class _Statement:
    def __init__(self, node):
        self.node, self.binds, self.uses, self.writes = node, set(), set(), set()
        try:
            self._read(compile(ast.Module([node], []), "", "exec", dont_inherit=True), at_top=True)
        except (SyntaxError, ValueError, RecursionError):
            self.binds = {n.id for n in _executed(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        self.is_import = isinstance(node, (ast.Import, ast.ImportFrom)) or any(
            isinstance(n, ast.ImportFrom) and n.names[0].name == "*" for n in _executed(node))
        self.is_definition = isinstance(node, _FUNCTIONS + (ast.ClassDef,))
        if isinstance(node, _FUNCTIONS):
            changed = _changed(ast.walk(node))
            self.writes |= (changed.stored | changed.methods | changed.arguments) & self.uses
        self.changed = _changed(_executed(node)) if not self.is_definition else _changed(n for d in node.decorator_list for n in ast.walk(d))
        self.decorated = {n.id for d in getattr(node, "decorator_list", []) for n in ast.walk(d) if isinstance(n, ast.Name)}
        if self.is_definition:
            self.changed.methods.update(_root(d) for d in node.decorator_list if isinstance(d, ast.Attribute))
        self.bases = {_root(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()

    def _read(self, code, at_top):
        is_function = code.co_flags & 1
        own = set()
        for step in dis.get_instructions(code):
            if step.opname in _READS and step.argval not in own:
                self.uses.add(step.argval)
            elif step.opname in _BINDS:
                (self.binds if at_top else own).add(step.argval)
            elif step.opname in _BINDS_GLOBAL:
                (self.writes if is_function else self.binds).add(step.argval)
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                self._read(constant, at_top=False)


class _Changed:
    """Names whose values may be changed in place: by assigning to a part of them, by a method of theirs, or by being handed to a function."""

    def __init__(self):
        self.stored, self.methods, self.arguments, self.called, self.setters = set(), set(), set(), set(), set()


def _changed(nodes):
    found = _Changed()
    for node in nodes:
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            found.stored.add(_root(node))
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                name = node.func.id
                found.called.add(name)
                if name.startswith("set") or name in _SETTERS:
                    found.setters.add(name)
                if hasattr(builtins, name) and name not in _CHANGING:
                    continue
            else:
                found.methods.add(_root(node.func))
                if isinstance(node.func, ast.Attribute) and (node.func.attr.startswith("set") or node.func.attr in _SETTERS):
                    found.setters.add(_root(node.func))
            found.arguments.update(_root(argument) for argument in node.args)
    for names in (found.stored, found.methods, found.arguments, found.setters):
        names.discard(None)
    return found


def _root(node):
    """The name at the start of a.b[c].d, and of decimal.getcontext().prec."""
    while not isinstance(node, ast.Name):
        if isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return None
    return node.id


def _executed(node):
    """What runs when the statement does: bodies of functions and classes do not count."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting += [child for child in ast.iter_child_nodes(current) if not isinstance(child, _SCOPES)]


def _kept(parts, entry):
    statements = [s for module in parts for s in module.statements]
    world = _World(statements, entry)
    kept, reached = set(), {entry}
    while True:
        added = [s for s in statements if s not in kept and world.needs(s, reached)]
        if not added:
            return kept
        for statement in added:
            kept.add(statement)
            reached |= statement.uses


class _World:
    """What the names of a program stand for."""

    def __init__(self, statements, entry):
        self.entry = entry
        self.functions = {name: s for s in statements if s.is_definition for name in s.binds}
        self.imported = {name for s in statements if s.is_import for name in s.binds}

    def needs(self, statement, reached):
        node, changed = statement.node, statement.changed
        if statement.is_import:
            return True
        if _is_main_guard(node) or isinstance(node, ast.Assert):
            return False
        if statement.binds & reached:
            return True
        data = reached - set(self.functions) - self.imported
        if statement.is_definition:  # also one that registers itself: by a decorator, as a further class of a base, as a case of a single dispatch
            registers = (changed.methods | statement.bases) & reached & set(self.functions) or self.writes(statement.decorated) & data
            return bool(registers or reached & _REFLECTION)
        if isinstance(node, ast.Assign) and reached & _REFLECTION:
            return not statement.uses & _TERMINAL
        if changed.stored & (reached | self.imported) - {"sys"}:
            return True
        uses = self.all_uses(statement)
        if uses & _TERMINAL:
            return False
        if changed.methods & (data | {n for n in reached if self.is_class(n)}) or changed.arguments & data:
            return True
        if self.entry in uses:
            return False  # whatever else it does, it shows the function off
        return bool(changed.setters & self.imported or self.writes(uses) & data)

    def writes(self, names):
        return set().union(*(self.functions[name].writes for name in names if name in self.functions))

    def is_class(self, name):
        return name in self.functions and isinstance(self.functions[name].node, ast.ClassDef)

    def all_uses(self, statement):
        """Names that it uses, and those that the functions among them use in turn."""
        uses, waiting = set(), list(statement.uses)
        while waiting:
            name = waiting.pop()
            if name not in uses:
                uses.add(name)
                waiting += self.functions[name].uses if name in self.functions else ()
        return uses


def _is_main_guard(node):
    if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
        return False
    return any(isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(node.test))


def _missing(parts, kept):
    bound = set().union(*(module.bound for module in parts)) | {"__name__", "__file__", "__doc__"}
    return {name for s in kept for name in s.uses if name not in bound and not hasattr(builtins, name)}


def _text(module, statements):
    if len(statements) == len(module.statements):
        return module.text.strip("\n")
    pieces = []
    for node in (s.node for s in statements):
        first, start = node.lineno, node.col_offset
        for decorator in getattr(node, "decorator_list", []):
            first, start = min(first, decorator.lineno), 0
        lines = [line.encode("utf-8", "surrogatepass") for line in module.lines[first - 1 : node.end_lineno]]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][start:]
        pieces.append(b"\n".join(lines).decode("utf-8", "surrogatepass"))
    return "\n".join(pieces)

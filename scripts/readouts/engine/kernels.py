"""The loops that are compiled: cut words and number them, find patterns, count, write rows. Plain Python that numba understands.

They take pointers and whole numbers and raise nothing, so that the compiled code needs nothing of Python (`compiled`).
Each has its counterpart in Python or numpy (`encoding`, `matching`, `counting`, `commands.output`); the tests hold one
against the other. Only `compiled` imports this module, and only when there is something to compile.
"""

from numba import njit, types, uint64
from numba.extending import intrinsic

# Kinds of character, as `encoding.kinds` gives them. WIDE stands for a byte that begins a character of several.
OTHER, LETTER, HAN, MARK, JOINT, IGNORABLE, BREAK, WIDE = range(8)
# Where `encode` stands (and `locate`, with the first three): document, byte, character, numbers written, types known, whether a segment has begun.
DOCUMENT, BYTE, CHARACTER, WRITTEN, TYPES, OPEN = range(6)

_BYTES, _INT32, _UINT32, _INT64, _UINT64 = (
    types.CPointer(kind)
    for kind in (types.uint8, types.int32, types.uint32, types.int64, types.uint64)
)


@intrinsic
def _eight_bytes(typing, pointer, at):
    """Eight bytes from any address as one number, which numba has no words for."""

    def generate(context, builder, signature, arguments):
        from llvmlite import ir

        load = builder.load(
            builder.bitcast(builder.gep(arguments[0], [arguments[1]]), ir.IntType(64).as_pointer())
        )
        load.align = 1
        return load

    return types.uint64(pointer, at), generate


@intrinsic
def _put_eight_bytes(typing, pointer, at, value):
    """A number of eight bytes put at any address."""

    def generate(context, builder, signature, arguments):
        from llvmlite import ir

        store = builder.store(
            arguments[2],
            builder.bitcast(builder.gep(arguments[0], [arguments[1]]), ir.IntType(64).as_pointer()),
        )
        store.align = 1
        return context.get_dummy_value()

    return types.void(pointer, at, value), generate


@njit
def _up_to_eight(data, at, left):
    """As many of the next eight bytes as are left, as one number; the byte order is that of all machines numba knows."""
    word = _eight_bytes(data, at)
    return word if left >= 8 else word & ((uint64(1) << uint64(8 * left)) - uint64(1))


@njit
def _mixed(value):
    value *= uint64(0x9E3779B97F4A7C15)
    return value ^ (value >> uint64(32))


@njit
def _key(data, first, end, seed):
    """A word's key in the table: up to seven bytes themselves with their number, a hash of more."""
    if end - first < 8:
        return _up_to_eight(data, first, end - first) | uint64(end - first) << uint64(56)
    value, at = seed, first
    while at < end:
        value = _mixed(value ^ _up_to_eight(data, at, end - at))
        at += 8
    return value | uint64(255) << uint64(56)


@njit
def _same(data, first, end, arena, at):
    while first < end:
        if _up_to_eight(data, first, end - first) != _up_to_eight(arena, at, end - first):
            return False
        first += 8
        at += 8
    return True


@njit
def _width(byte):
    return 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4


@njit
def _kind(data, at, of_byte, of_character):
    kind = of_byte[data[at]]
    if kind != WIDE:
        return kind
    byte = types.int64(data[at])
    code = types.int64(data[at + 1]) & 63
    if byte < 0xE0:
        return of_character[(byte & 31) << 6 | code]
    code = code << 6 | types.int64(data[at + 2]) & 63
    if byte < 0xF0:
        return of_character[(byte & 15) << 12 | code]
    return of_character[(byte & 7) << 18 | code << 6 | types.int64(data[at + 3]) & 63]


def encode(
    data,
    documents,
    n_documents,
    of_byte,
    of_character,
    seed,
    slots,
    keys,
    n_slots,
    arena,
    arena_size,
    type_ends,
    state,
    ids,
    starts,
    bounds,
):
    """Cut documents into words as `tokens.word_expression` does, and number each word as written by its first occurrence.

    `data` is UTF-8 with eight bytes to spare, cut into documents at `documents`. Gives 1 where the table of types or its
    bytes (`arena`) are full: with more room it goes on from `state`; 0 at the end. `type_ends[0]` is 0.
    """
    at, character, written, n_types, opened = (
        state[BYTE],
        state[CHARACTER],
        state[WRITTEN],
        state[TYPES],
        state[OPEN],
    )
    mask = n_slots - 1
    for document in range(state[DOCUMENT], n_documents):
        stop = documents[document + 1]
        while at < stop:
            kind = _kind(data, at, of_byte, of_character)
            width = _width(data[at])
            if kind != LETTER and kind != HAN:
                if kind == BREAK and opened:
                    ids[written] = 0
                    starts[written] = 0
                    written += 1
                    opened = 0
                at += width
                character += 1
                continue
            first, first_character = at, character
            at += width
            character += 1
            # From here `at` is where the word as known so far ends, `ahead` what is looked at: a mark, an invisible
            # character or a hyphen is part of the word only if what follows is.
            han, joined = kind == HAN, False
            while not han and at < stop and of_byte[data[at]] == LETTER:
                at += 1
                character += 1
            ahead, ahead_character = at, character
            while ahead < stop:
                kind = _kind(data, ahead, of_byte, of_character)
                if (kind == LETTER and not han) or (kind == MARK and not joined):
                    ahead += _width(data[ahead])
                    ahead_character += 1
                    at, character, joined = ahead, ahead_character, False
                elif kind == IGNORABLE or (kind == JOINT and not joined and not han):
                    joined = joined or kind == JOINT
                    ahead += _width(data[ahead])
                    ahead_character += 1
                else:
                    break
            value = _key(data, first, at, seed)
            slot = types.int64(_mixed(value ^ seed) & uint64(mask))
            while True:
                number = slots[slot]
                if number == 0:
                    end = type_ends[n_types] + at - first
                    if 2 * n_types >= n_slots or end + 8 > arena_size:
                        state[DOCUMENT], state[BYTE], state[CHARACTER] = (
                            document,
                            first,
                            first_character,
                        )
                        state[WRITTEN], state[TYPES], state[OPEN] = written, n_types, opened
                        return 1
                    for place in range(at - first):
                        arena[type_ends[n_types] + place] = data[first + place]
                    n_types += 1
                    type_ends[n_types] = end
                    slots[slot], keys[slot], number = n_types, value, n_types
                    break
                if keys[slot] == value and (
                    at - first < 8
                    or (
                        type_ends[number] - type_ends[number - 1] == at - first
                        and _same(data, first, at, arena, type_ends[number - 1])
                    )
                ):
                    break
                slot = (slot + 1) & mask
            ids[written] = number
            starts[written] = first_character
            written += 1
            opened = 1
        if opened:
            ids[written] = 0
            starts[written] = 0
            written += 1
            opened = 0
        bounds[document + 1] = written
        character = 0
    state[DOCUMENT], state[WRITTEN], state[TYPES], state[OPEN] = n_documents, written, n_types, 0
    return 0


def enlarge(slots, keys, n_slots, seed, new_slots, new_keys, n_new):
    """Put the entries of the table of types into a larger one."""
    mask = n_new - 1
    for old in range(n_slots):
        if slots[old]:
            slot = types.int64(_mixed(keys[old] ^ seed) & uint64(mask))
            while new_slots[slot]:
                slot = (slot + 1) & mask
            new_slots[slot], new_keys[slot] = slots[old], keys[old]
    return 0


@njit
def _edge(edges, n_edges, key):
    """The place of an edge of the tree, or -1."""
    low, high = 0, n_edges
    while low < high:
        middle = (low + high) >> 1
        if edges[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < n_edges and edges[low] == key else -1


def scan(
    ids,
    first,
    stop,
    begins,
    bounds,
    tree_of_document,
    form_of,
    word_bounds,
    words,
    tree_of_word,
    root_of_word,
    n_words,
    edges,
    targets,
    n_edges,
    skips,
    end_bounds,
    ends,
    n_patterns,
    nodes,
    reached,
    hit_places,
    hit_patterns,
    room,
    state,
):
    """Every match that begins at the words from `first` on; gives the number of matches. `begins` says of a type whether a match can.

    It stops where the room for matches might not do for another word: `state` is where to go on (word, document).
    `nodes` and `reached` have room for every node of the trees.
    """
    found, at, document = 0, first, state[1]
    while at < stop:
        if not begins[ids[at]]:
            at += 1
            continue
        form = form_of[ids[at]]
        if found + n_patterns > room:
            break
        while at >= bounds[document + 1]:
            document += 1
        n_nodes = 0
        for place in range(word_bounds[form], word_bounds[form + 1]):
            word = words[place]
            if tree_of_word[word] == tree_of_document[document] and root_of_word[word] >= 0:
                nodes[n_nodes] = root_of_word[word]
                n_nodes += 1
        after = at
        while n_nodes:
            for place in range(n_nodes):
                for end in range(end_bounds[nodes[place]], end_bounds[nodes[place] + 1]):
                    hit_places[found] = at
                    hit_patterns[found] = ends[end]
                    found += 1
            # A segment ends with a 0, which no pattern matches: there is always one more number to look at.
            after += 1
            form = form_of[ids[after]]
            n_reached = 0
            for place in range(n_nodes):
                for next_place in range(word_bounds[form], word_bounds[form + 1]):
                    edge = _edge(
                        edges, n_edges, types.int64(nodes[place]) * n_words + words[next_place]
                    )
                    if edge >= 0:
                        reached[n_reached] = targets[edge]
                        n_reached += 1
                if skips[nodes[place]] >= 0 and ids[after]:
                    reached[n_reached] = skips[nodes[place]]
                    n_reached += 1
            nodes, reached, n_nodes = reached, nodes, n_reached
        at += 1
    state[0], state[1] = at, document
    return found


def count(
    ids,
    bounds,
    n_documents,
    side_of_document,
    form_of,
    n_forms,
    frequency,
    document_frequency,
    last,
):
    """Add the words of documents to the counts of their sides; a document of side -1 is left out.

    `frequency` and `document_frequency` have a row of `n_forms` a side; `last` begins as -1, a number a form.
    """
    for document in range(n_documents):
        row = side_of_document[document] * n_forms
        if row < 0:
            continue
        for at in range(bounds[document], bounds[document + 1]):
            form = form_of[ids[at]]
            frequency[row + form] += 1
            if last[form] != document:
                last[form] = document
                document_frequency[row + form] += 1
    return 0


def count_names(
    places,
    patterns,
    n,
    lengths,
    kinds_of_length,
    name_of_pattern,
    frame_of_pattern,
    bounds,
    before,
    n_kinds,
    seen,
    covered_to,
    n_names,
    frequency,
    covered,
    state,
):
    """Add matches, in the order of the text, to what the documents have of each name (a code, or a frame): distinct spans, and the words in them.

    Words are numbered on from those of earlier blocks, `before` in number. `seen` has the last word at which a name had a
    span of so many words, `covered_to` the first word of which it is not known that the name covers it.
    """
    document = state[0]
    for match in range(n):
        while places[match] >= bounds[document + 1]:
            document += 1
        pattern = patterns[match]
        first, length = before + places[match], types.int64(lengths[pattern])
        for names in (name_of_pattern, frame_of_pattern):
            name = names[pattern]
            if name < 0 or seen[name * n_kinds + kinds_of_length[pattern]] == first:
                continue
            seen[name * n_kinds + kinds_of_length[pattern]] = first
            frequency[document * n_names + name] += 1
            start = max(first, covered_to[name])
            if first + length > start:
                covered[document * n_names + name] += first + length - start
                covered_to[name] = first + length
    state[0] = document
    return 0


def locate(utf8, edges, bounds, places, words, starts, stops, n, documents, firsts, ends, state):
    """Of matches in the order of the text, the document, and the bytes that they stand at, the end not included.

    `words` are where their first words begin, `starts` where they do, and `stops` where they end, in characters of the
    document, whose text begins at the byte `edges` has for it. `state` is where to go on (document, byte, character).
    """
    document, at, character = state[DOCUMENT], state[BYTE], state[CHARACTER]
    for match in range(n):
        while places[match] >= bounds[document + 1]:
            document += 1
            at, character = edges[document], 0
        word, start, stop = types.int64(words[match]), starts[match], edges[document + 1]
        at = _forward(utf8, at, word - character, stop)
        character = word
        documents[match] = document
        firsts[match] = _forward(utf8, at, start - word, stop)
        ends[match] = _forward(utf8, firsts[match], stops[match] - start, stop)
    state[DOCUMENT], state[BYTE], state[CHARACTER] = document, at, character
    return 0


@njit
def _forward(utf8, at, n_characters, stop):
    """The byte so many characters on; eight at a time where all are of one byte."""
    while (
        n_characters >= 8
        and at + 8 <= stop
        and _eight_bytes(utf8, at) & uint64(0x8080808080808080) == 0
    ):
        at += 8
        n_characters -= 8
    while n_characters > 0:
        at += _width(utf8[at])
        n_characters -= 1
    return at


def unlike(data, firsts, ends, n, first_as_is, as_is, found):
    """The texts that have a byte, or begin with one, that is not written as it is; gives their number."""
    n_found = 0
    for text in range(n):
        at = firsts[text]
        plain = at == ends[text] or first_as_is[data[at]]
        while plain and at < ends[text]:
            plain = as_is[data[at]]
            at += 1
        if not plain:
            found[n_found] = text
            n_found += 1
    return n_found


def lines(cells, n_rows, n_columns, is_text, data, firsts, ends, out):
    """Rows as lines of cells with commas between them; gives the number of bytes.

    A cell of a column of texts is the number of a text, which is the bytes of `data` from `firsts` to `ends`; any other
    is written in figures. `data` and `out` have eight bytes to spare.
    """
    at = types.int64(0)
    for row in range(n_rows):
        for column in range(n_columns):
            value = cells[column * n_rows + row]
            if is_text[column]:
                place, size = firsts[value], ends[value] - firsts[value]
                for step in range(0, size, 8):
                    _put_eight_bytes(out, at + step, _eight_bytes(data, place + step))
                at += size
            else:
                at = _figures(out, at, value)
            out[at] = 44  # a comma
            at += 1
        out[at - 1] = 10  # the end of a line
    return at


@njit
def _figures(out, at, value):
    """A whole number as it is written; the byte after it."""
    if value < 0:
        out[at] = 45  # a minus
        at += 1
    rest = uint64(-value if value < 0 else value)
    size, power = 1, uint64(10)
    while size < 19 and rest >= power:
        size += 1
        power *= uint64(10)
    for place in range(size - 1, -1, -1):
        out[at + place] = types.uint8(48 + rest % uint64(10))
        rest //= uint64(10)
    return at + size


SIGNATURES = {
    encode: types.int64(
        _BYTES,
        _INT64,
        types.int64,
        _BYTES,
        _BYTES,
        types.uint64,
        _INT32,
        _UINT64,
        types.int64,
        _BYTES,
        types.int64,
        _INT64,
        _INT64,
        _INT32,
        _UINT32,
        _INT64,
    ),
    enlarge: types.int64(_INT32, _UINT64, types.int64, types.uint64, _INT32, _UINT64, types.int64),
    scan: types.int64(
        _INT32,
        types.int64,
        types.int64,
        _BYTES,
        _INT64,
        _INT32,
        _INT32,
        _INT64,
        _INT32,
        _INT32,
        _INT32,
        types.int64,
        _INT64,
        _INT32,
        types.int64,
        _INT32,
        _INT64,
        _INT32,
        types.int64,
        _INT32,
        _INT32,
        _INT32,
        _INT32,
        types.int64,
        _INT64,
    ),
    count_names: types.int64(
        _INT32,
        _INT32,
        types.int64,
        _INT32,
        _INT64,
        _INT64,
        _INT64,
        _INT64,
        types.int64,
        types.int64,
        _INT64,
        _INT64,
        types.int64,
        _INT64,
        _INT64,
        _INT64,
    ),
    locate: types.int64(
        _BYTES,
        _INT64,
        _INT64,
        _INT32,
        _UINT32,
        _INT64,
        _INT64,
        types.int64,
        _INT64,
        _INT64,
        _INT64,
        _INT64,
    ),
    unlike: types.int64(_BYTES, _INT64, _INT64, types.int64, _BYTES, _BYTES, _INT64),
    lines: types.int64(_INT64, types.int64, types.int64, _BYTES, _BYTES, _INT64, _INT64, _BYTES),
    count: types.int64(
        _INT32, _INT64, types.int64, _INT32, _INT32, types.int64, _INT64, _INT64, _INT32
    ),
}

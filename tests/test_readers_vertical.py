"""Corpora of a word a line, made into texts again."""

import pytest
from readouts.readers import vertical

VRT = """<corpus>
<text id="a" speaker='A'>
<p>
<s>
They	PRP	they
spoke	VBD	speak
of	IN	of
"	"	"
peace	NN	peace
<g/>
"	"	"
.	.	.
</s>
</p>
<p>
(	(	(
Applause	NN	applause
)	)	)
</p>
</text>
<text id="b">
No	DT	no
,	,	,
never	RB	never
.	.	.
</text>
</corpus>
"""


def test_texts_of_a_vertical_file_with_their_attributes():
    assert vertical.vrt(VRT) == [
        {"id": "a", "speaker": "A", "text": 'They spoke of " peace".\n\n(Applause)'},
        {"id": "b", "text": "No, never."},
    ]
    assert vertical.vrt("They\nspoke\n") == [{"text": "They spoke"}]
    assert vertical.vrt("") == []


CONLLU = """# newdoc id = one
# speaker = A
# newpar
# sent_id = 1
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tdo\tdo\t_\t_\t_\t_\t_\t_\t_
2\tn't\tnot\t_\t_\t_\t_\t_\t_\t_
2.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
3\t!\t!\t_\t_\t_\t_\t_\t_\t_

# newpar
# text = They met.
1\tThey\tthey\t_\t_\t_\t_\t_\t_\t_
2\tmet\tmeet\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\t.\t.\t_\t_\t_\t_\t_\t_\t_

# newdoc id = two
# text = Soon
1\tSoon\tsoon\t_\t_\t_\t_\t_\t_\t_
"""


def test_documents_of_conllu():
    assert vertical.conllu(CONLLU) == [
        {"id": "one", "speaker": "A", "text": "don't!\n\nThey met."},
        {"id": "two", "text": "Soon"},
    ]
    assert vertical.conllu("") == []


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (vertical.conllu, "# text = They met\n1\tThey\tthey\n", "not that of its words"),
        (vertical.conllu, "1\tThey\tthey\nmet\n", "no word with its number: 'met'"),
        (vertical.webanno, "#Text=They met\n1-1\t0-4\tThey\n", "tokens that are not those"),
        (vertical.webanno, "#Text=They\n1-1 0-4 They\n", "no token with its place"),
    ],
)
def test_what_would_be_lost_is_said(read, text, said):
    with pytest.raises(ValueError, match=said):
        read(text)

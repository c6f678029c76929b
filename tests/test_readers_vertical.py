"""Corpora of a word a line, made into texts again."""

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

# newdoc id = two
# text = Soon.
1\tSoon\tsoon\t_\t_\t_\t_\t_\t_\t_
"""


def test_documents_of_conllu():
    assert vertical.conllu(CONLLU) == [
        {"id": "one", "speaker": "A", "text": "don't!\n\nThey met."},
        {"id": "two", "text": "Soon."},
    ]
    assert vertical.conllu("") == []

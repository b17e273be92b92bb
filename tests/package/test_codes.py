"""Codes keep their meaning for ever: other programs and notes of officials refer to them."""

import re
import sys
from collections.abc import Callable
from string import Formatter
from typing import get_args

import msgspec
import pytest

from dxdesk.language import translate_for_records
from dxdesk.package.characters import is_surely_clean
from dxdesk.package.codes import CODES, Stage
from dxdesk.package.sender_cures import sender_cure
from dxdesk.text.characters import structural_faults
from tests.package import samples

TABLE = """
size DX101 DX102 DX103
container DX105
encoding DX111 DX112 DX113
syntax DX121 DX122 DX123 DX124 DX125 DX126 DX127 DX128
version DX131 DX132 DX133
schema DX141 DX142 DX143 DX191
characters DX145 DX146
digests DX151 DX152 DX192
signatures DX155 DX156 DX157 DX158 DX159 DX167 DX168 DX169 DX170
documents DX161 DX162 DX163 DX164 DX165 DX166
metadata DX171
statement DX175 DX197
unit DX181 DX182 DX183 DX184
guidance DX194 DX195
revision DX185 DX186 DX187 DX188 DX189 DX198
"""


def test_codes_are_stable() -> None:
    table = {stage: sorted(code for code in CODES if CODES[code].stage == stage) for stage in get_args(Stage)}
    assert "\n".join(" ".join((stage, *codes)) for stage, codes in table.items()) == TABLE.strip()


def test_every_text_is_a_sentence() -> None:
    for code, known in CODES.items():
        for text in (known.message, known.cure):
            assert re.fullmatch(r"[A-Z“{].*\.", text), code
            assert "!" not in text
            assert all(field != "" for _text, field, _format, _conversion in Formatter().parse(text))


def test_a_fault_names_place_and_cure() -> None:
    (fault,) = samples.faults(
        samples.written(samples.spoilt(lambda data: data["metadata"].update(CodeNumber="16")))
    )
    assert str(fault) == (
        "The document data say “16” where the plan has “15”. (/metadata/CodeNumber) "
        "Ask the sender to export the plan again with dxdesk. [DX171]"
    )


def test_the_quick_look_at_characters_misses_nothing() -> None:
    everything = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, sys.maxunicode + 1)))
    forbidden = {
        everything[fault.index] for fault in structural_faults(everything) if fault.kind != "not_nfc"
    }
    assert len(forbidden) > 1000
    missed = [char for char in forbidden if is_surely_clean(msgspec.json.encode(char))]
    assert missed == []


@pytest.mark.parametrize("say", [translate_for_records, str], ids=["vi", "en"])
def test_the_sender_is_spoken_to_as_the_sender(say: Callable[[str], str]) -> None:
    cures = {code: sender_cure(code, say=say) for code in CODES}
    assert all(re.fullmatch(r"\w.*\.", cure) for cure in cures.values())
    elsewhere = re.compile(r"sender|who sent|nơi gửi|bên gửi|người gửi", re.IGNORECASE)
    assert {code: cure for code, cure in cures.items() if elsewhere.search(cure)} == {}


def test_a_code_of_a_later_version_keeps_its_cure() -> None:
    assert sender_cure("DX999", "Do this.") == "Do this."

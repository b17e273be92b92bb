"""From a pasted table to entries of the plan: nothing that was pasted is dropped without a word."""

from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.changes import free_id
from dxdesk.plan.costs import UnclearCostError, is_nothing, read_amount, thousands_sign
from dxdesk.plan.model import Activity, Assignment, LegalBasis, Plan, Solution
from dxdesk.plan.pasted_rows import PastedRow, pasted_rows
from dxdesk.plan.table_columns import Column, Entry, IndicatorRow, Table
from dxdesk.plan.table_matching import Match
from dxdesk.plan.tables import CellError, Reading, typed
from dxdesk.text.folding import fold
from dxdesk.text.numerals import UnclearAmountError, number_text
from dxdesk.text.tabular import Block
from dxdesk.value import Value

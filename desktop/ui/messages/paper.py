"""What the paper room refuses, in words."""

from desktop.ui.messages.refusal import Refusal

REFUSALS: dict[str, Refusal] = {
    "paper.font-unreadable": Refusal(
        cause="文字の形のファイル（フォント {file}）を読み込めないため、印刷できません。",
        remedy="外字フォントを設定している場合は、設定でそのファイルを選び直してください。",
        helper="直らないときは、情報係にプログラムの再設置を依頼してください。",
        number="E-481",
    ),
    "paper.unreadable-pdf": Refusal(
        cause="印刷の下見を表示できません。PDFの内容が壊れています。",
        remedy="もう一度印刷の操作をしてください。",
        helper="続くときは、情報係に連絡してください。",
        number="E-482",
    ),
}

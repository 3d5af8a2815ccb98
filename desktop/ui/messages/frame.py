"""The words of the frame and of the widgets every screen uses."""

from desktop.ui.messages.refusal import Refusal

PRODUCT = "蔵帳"
WINDOW_TITLE = "{unit}"
CLASS_WORDS = "自治体機密性{mark}"
NO_LEDGER = "台帳を開いていません"
DRILL = "訓練モード — 架空の住民です"
VEIL_BUTTON = "覆い F12"
LOCK_BUTTON = "ロック"
VEILED = "画面を覆っています"
VEILED_HINT = "F12 で元の画面に戻ります。ロックするときは Ctrl+L を押してください。"
NAVIGATION = "画面の一覧"
MESSAGES = "お知らせ"
READY = "F1 でこの画面の手引きを開きます。"
WORKING = "処理しています…"
HELP_CLOSE = "閉じる"
SEPARATOR = " ・ "
COUNT_WAITING = "{title}、{count}件"

KIND_WORDS = {"info": "お知らせ", "success": "完了", "warning": "注意", "error": "エラー"}

REQUIRED = "必須"
REVEAL = "表示"
HIDE = "隠す"
CAPS_LOCK = "Caps Lock が入っています。"
NOT_ASCII = "半角の文字で入力してください(日本語入力を切ってください)。"
SEARCH_HINT = "氏名・よみ・住所・番号のどれでも(空白で区切ると絞り込み)"
SEARCH = "照会"
CLEAR = "消す"
CANCEL = "中止"
BACK = "戻る"
NEXT = "次へ"
YES = "はい"
NO = "いいえ"
CHOOSE = "選ぶ"
STEP_DONE = "済"
STEP_OF = "手順 {number} / {total}"
PROGRESS = "{done} / {total} 件"
PAGE_OF = "{title}　{number} / {total} ページ"
PAGE_BEFORE = "前のページ"
PAGE_AFTER = "次のページ"
CODE_GROUP = "{number}組目"
VOIDED_MARK = "取消"

FILES_UP = "上の場所へ"
FILES_PLACE = "場所"
FILES_LIST = "ファイルの一覧"
FILES_EMPTY = "この場所には、選べるファイルがありません。"
FILES_NO_FOLDER = "この場所の中に、フォルダーはありません。"
FILES_CLOSED = "この場所は開けません。別の場所を選んでください。"
FILES_OTHER_KIND = "この種類のファイルは、ここでは選べません。"
FILES_TAKE_FOLDER = "この場所を選ぶ"

MENU_UNDO = "元に戻す"
MENU_PASTE = "貼り付け"
MENU_SELECT_ALL = "すべて選択"

BUG_TITLE = "予期しないことが起きました"
BUG_TEXT = (
    "操作を続けられないことがあります。いま行った操作をもう一度お試しください。"
    "続くときは、下の番号を情報係へお伝えください。入力した内容は表示していません。"
)
BUG_NUMBER = "番号: E-999 / {name}"
BUG_CLOSE = "閉じる"

KEY_NAMES = {
    "help": "手引き",
    "new": "新規",
    "copy_previous": "前件複写",
    "today": "今日の日付",
    "next_problem": "次の問題",
    "check": "検証",
    "register": "登録・次へ・承認",
    "print": "取込: 誤り票",
    "veil": "覆い",
    "stop": "中止",
    "search": "照会",
    "lock": "ロック",
    "undo": "元に戻す",
    "redo": "やり直す",
    "history": "履歴",
    "screen": "台帳・画面を開く",
    "next_field": "次の項目",
    "previous_field": "前の項目",
    "next_record": "次の記録",
    "previous_record": "前の記録",
    "step_on": "取込: 次の手順",
    "step_back": "取込: 前の手順",
    "take_row": "行を選ぶ・除外/含める",
    "header_row": "取込: 見出しの行",
    "body_first": "取込: 本体の始め",
    "body_last": "取込: 本体の終わり",
}

REFUSALS: dict[str, Refusal] = {}

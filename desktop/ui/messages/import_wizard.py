"""The words of the import wizard: from a workbook to a ledger, step by step."""

# ruff: noqa: S105 - words about passwords, no password

TITLE = "取込"
STEPS = ("封入", "形の判定", "項目の対応", "台帳", "試し取込", "本取込", "完了")
BACK = "戻る"
NEXT = "次へ"
AGAIN = "最初から"
AGAIN_TITLE = "最初からやり直しますか"
AGAIN_TEXT = "ここまでに直した見出し・項目の対応は失われます。台帳は変わりません。"
AGAIN_YES = "やり直す"

CHOOSE_TEXT = "取り込む表計算のファイルを選んでください。原本は読むだけで、書き換えません。"
CHOOSE_KEYS = "↑↓ で選び Enter で開く。Backspace で上の場所へ。"
CHOSEN_KEYS = "内容を確かめて Enter で次へ。別のファイルも選べます。"
ABOUT_TITLE = "読めるファイル"
ABOUT_FORMATS = (
    ("Excel", "xlsx・xlsm・xls・xlsb"),
    ("ODF", "ods"),
    ("文字", "csv・tsv（UTF-8・Shift_JIS）"),
    ("Access", "CSV に書き出してから選びます"),
)
ABOUT_SAFE_TITLE = "ファイルを開くとき"
ABOUT_SAFE = (
    "マクロや外部リンクは動かしません。",
    "別の小さなプログラムの中で読み、壊れたファイルでも台帳に影響しません。",
    "台帳に登録するまで、この端末のどこにも書き出しません。",
)
READING = "ファイルを読んでいます…"
FACTS_TITLE = "封入するファイル"
FACT_NAME = "ファイル名"
FACT_SIZE = "大きさ"
FACT_SHEETS = "シート"
FACT_SHA = "SHA-256"
SIZE = "{shown}（{bytes} バイト）"
SHEET_COUNT = "{count}枚（表形式 {tables}枚）"
FOUND_TITLE = "ファイルの中にあったもの"
FOUND_LINE = "{what}　{count}件"
FOUND_NOTHING = "マクロ・リンク・表示されていないシートは、ありませんでした。"
PASSWORD_TITLE = "パスワードの付いたファイル"
PASSWORD_TEXT = "「{name}」を開くパスワードを入力してください。パスワードは保存しません。"
PASSWORD = "ファイルのパスワード"
PASSWORD_OPEN = "開く"
READ = "「{name}」を読みました。"
STOPPED = "読み込みを中止しました。台帳は変わっていません。"

SHAPE_KEYS = "↑↓ 行を選ぶ　Space 除外/含める　H 見出し　B 本体の始め　E 本体の終わり　Enter 次へ"
SHEETS = "シート"
SHEET_HEADINGS = ("シート", "形", "記録")
SHORT_KINDS = {"table": "表形式", "not-a-ledger": "表なし", "unsupported": "要指定"}
LIST_MARK = "・"
REREADING = "読み直しています…"
ROW_RUN = "{rows}行"
SHEET_STATES = {"visible": "", "hidden": "非表示", "very_hidden": "非表示(強)"}
PICTURE = "シートの絵"
ROW_HEADER = "見出し"
ROW_FIRST = "本体 始め"
ROW_LAST = "本体 終わり"
ROW_ONLY = "本体"
ROW_EXCLUDED = "除外 {why}"
ROW_HIDDEN = "非表示の行"
COLUMN_HIDDEN = "{letter}（非表示）"
SHORT_WHYS = {
    "blank": "空白",
    "total": "合計",
    "repeated_header": "見出し",
    "heading": "区切り",
    "note": "注記",
    "struck": "取消線",
    "person": "手動",
}
LONGEST_TAGS = (ROW_LAST, ROW_HIDDEN, ROW_EXCLUDED.format(why=SHORT_WHYS["repeated_header"]))
ROLE_WORDS = {"outside": "表の外", "header": "見出し", "record": "記録になる行"}
ROW_WORDS = "{row}行目　{role}"
ROW_EXCLUDED_WORDS = "除外（{why}）"
MARK_HEADER = "見出し H"
MARK_FIRST = "始め B"
MARK_LAST = "終わり E"
MARK_TAKE = "除外 Space"
SHAPE_SUMMARY = "見出し {header}　本体 {first}–{last}行　記録になる行 {records}　除外 {excluded}"
NO_HEADER = "なし"
SHAPE_NONE = {
    "not-a-ledger": (
        "このシートには、取り込む表が見つかりませんでした。"
        "表があるときは、見出しの行で H を押してください。"
    ),
    "unsupported": (
        "このシートの形は、自動では読めません。"
        "表形式のときは、見出しの行で H、本体の最初の行で B を押してください。"
    ),
}
EXCLUDED_LINE = "{why} {count}行"
NO_TABLE = "このシートには、取り込む本体がありません。別のシートを選ぶか、H・B で示してください。"

COLUMN_KEYS = (
    "↑↓ 列を選ぶ　Space 取り込む/取り込まない　Tab 右の欄で直す　F7 次の要確認　Enter 次へ"
)
COLUMN_HEADINGS = ("取込", "列", "原本の見出し", "値の例", "項目名", "種類", "必須", "確かさ")
COLUMNS = "列と項目の対応"
TAKEN = "する"
NOT_TAKEN = "しない"
REQUIRED = "必須"
SURE = "確か"
LIKELY = "おそらく"
UNSURE = "要確認"
PLAIN = "文字のまま"
SURENESS = "{word} {percent}%"
ERA_NEEDED = "元号を選ぶ"
ONE_COLUMN = "{letter}列　{label}"
TAKE = "この列を取り込む"
LABEL = "項目名"
KIND = "種類"
MUST_TEXT = "必須（空の行は取り込まない）"
ERA = "元号のない年"
ERA_SHORT = "元号"
BY_PERSON = "確認済み"
ERA_HINT = "「5.4.1」のように元号のない日付を、どの元号で読むか。"
ERAS = {
    "": "決めない",
    "令和": "令和",
    "平成": "平成",
    "昭和": "昭和",
    "大正": "大正",
    "明治": "明治",
    "code": "7桁（5050401 は令和5年4月1日）",
}
WHY = "この種類とした理由"
WHY_NONE = "手がかりが少ないため、文字としました。"
WHY_PERSON = "担当者が選びました。"
EXAMPLES = "値の例"
NO_EXAMPLES = "値がありません。"
CHOICES_LINE = "選択肢: {choices}"
EMPTY_LABEL = "項目名を入力してください。"
NO_COLUMNS = "取り込む列が一つもありません。Space で列を選んでください。"
COLUMN_SUMMARY = "{taken}列を取り込みます。取り込まない列 {left}。"
LEFT_NONE = "なし"
ERAS_OPEN = "元号の決まらない列が{count}列あります(F7)。決めないと、その日付の行は取り込めません。"

LEDGER_TITLE = "新しい台帳"
LEDGER_KEYS = "Enter 次の欄・次へ"
AND_MORE = "ほか"
LEDGER_TEXT = "取り込んだ行は、新しい台帳になります。"
LEDGER_NAME = "台帳の名前"
LEDGER_NAME_HINT = "例: 犬の登録台帳。画面の一覧と印刷物に出ます。"
LEDGER_LEVEL = "自治体機密性"
LEDGER_LEVEL_HINT = "迷うときは高い方を選び、係長に確かめてください。"
LEVELS = {
    "3A": "3A　秘密文書に相当するもの",
    "3B": "3B　漏えいしたとき、個人の権利利益の侵害が大きいもの",
    "3C": "3C　公表を前提とせず、取扱いに留意するもの",
    "2": "2　直ちに公表することを前提としないもの",
    "1": "1　公表してよいもの",
}
LEDGER_SAME = "同じ名前の台帳がすでにあります。見分けられる名前を付けてください。"
LEDGER_EMPTY = "台帳の名前を入力してください。"
LEDGER_SUMMARY = "この内容で取り込みます"
SUMMARY_FILE = "ファイル"
SUMMARY_SHEET = "シート"
SUMMARY_ROWS = "本体"
SUMMARY_ROWS_TEXT = "{first}–{last}行（記録 {records}件、除外 {excluded}行）"
SUMMARY_FIELDS = "項目"
SUMMARY_FIELDS_TEXT = "{count}項目（{names}）"

TRYING = "試しに取り込んでいます…"
TRIAL_STOPPED = "試し取込を中止しました。"
TRIAL_AGAIN = "もう一度試す"
PAPER_KEYS = "PageUp・PageDown でページを送る　Esc 一覧に戻る"
TRIAL_KEYS = "F7 次の問題　Enter 次へ　Alt+← 戻って直す"
COUNT_SOURCE = "原本の行"
COUNT_IMPORTED = "取込"
COUNT_EXCLUDED = "除外"
COUNT_REFUSED = "取込不可"
COUNT_WARNED = "うち要確認 {count}"
COUNT_NO_WARNING = "要確認なし"
BALANCED = "行数が合いました"
EQUATION = "原本の行{source}、取込{importable}、除外{excluded}、取込不可{refused}"
UNBALANCED = "行数が合いません"
UNBALANCED_TEXT = "行数が合いません。取り込まずに、情報係へ知らせてください。"
PROBLEMS = "取込不可 {count}"
WARNINGS = "要確認 {count}"
PROBLEM_HEADINGS = ("セル", "項目", "原本の値", "理由")
PROBLEM = "{cell} {label}「{text}」　{why}"
PROBLEM_LIST = "問題の一覧"
NO_PROBLEMS = "取り込めないセルはありません。"
NO_WARNINGS = "確かめるセルはありません。"
EMPTY_VALUE = "（空）"
ONLY_FIRST = "（はじめの{count}を表示）"
ORIGIN = "原本のこの行"
ERROR_SHEET = "誤り票を見る F11"
ERROR_SHEET_TITLE = "誤り票"
ERROR_SHEET_BACK = "一覧に戻る Esc"
NOTHING_TO_IMPORT = "取り込める行がありません。「戻る」で項目の種類や見出しを直してください。"

COMMIT_TITLE = "本取込"
COMMIT_TEXT = "「本取込」を押すと、次の内容で台帳を作ります。"
COMMIT_REFUSED = "取込不可の{count}行は台帳に入りません。誤り票を見て、後から登録できます。"
COMMIT_WARNED = "要確認の{count}行も、原本の文字のまま取り込みます。"
COMMIT_SAFE = "途中で中止しても、台帳は元のままです。原本は暗号化して台帳と一緒に保管します。"
COMMIT = "本取込 F10"
COMMITTING = "台帳に取り込んでいます…"
COMMIT_KEYS = "F10 で本取込"
SUMMARY_LEDGER = "台帳"
SUMMARY_LEVEL = "機密性"
SUMMARY_LEVEL_TEXT = "自治体機密性{mark}"
SUMMARY_COUNT = "取り込む記録"
SUMMARY_COUNT_TEXT = "{count}件"
SUMMARY_REFUSED = "取り込まない行"
SUMMARY_REFUSED_TEXT = "取込不可 {refused}行、除外 {excluded}行"

DONE = "取り込みました"
DONE_BATCH = "取込番号"
DONE_LEDGER = "台帳"
DONE_COUNT = "登録した記録"
DONE_COUNT_WARNED = "{count}件（うち要確認 {warned}件）"
DONE_REST = "登録しなかった行"
DONE_REST_TEXT = "取込不可 {refused}行、除外 {excluded}行"
DONE_OPEN = "台帳を開く"
DONE_MORE = "別のシート・ファイルを取り込む"
DONE_PAPER = "取込結果"
DONE_OLD = (
    "元のファイルは、この端末や共有フォルダに残っています。取扱いの決まりに従って整理してください。"
)
DONE_TOLD = "取込番号 {batch}　{count}件を登録しました。"
DONE_KEYS = "Enter で台帳を開く"

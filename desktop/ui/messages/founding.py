"""The words of the first start: how an office founds its ledger store."""

# ruff: noqa: S105 - words about passwords, no password

TITLE = "新しい台帳を始める"
STEPS = ("はじめに", "団体と課", "管理者", "承認者", "担当者", "作成", "復旧シート", "指紋")
LEAVE = "やめる"
BACK = "戻る"
NEXT = "次へ"
CHECKING = "確認しています…"

INTRO_TITLE = "はじめに"
INTRO_TEXT = "この端末に、課の台帳を置く場所を作ります。10分ほどで終わります。"
INTRO_WHO = "同席していただく方"
INTRO_PEOPLE = (
    ("管理者", "情報係の方。職員の登録や受渡先を管理します。台帳の中身は見られません。"),
    ("承認者", "課長や係長。持ち出しを承認します。ご自分の申請は承認できません。"),
    ("担当者", "窓口の方。台帳に登録し、訂正し、印刷します。あとから加えることもできます。"),
)
INTRO_WHAT = "これからすること"
INTRO_DEEDS = (
    "三人がそれぞれ、氏名・職員番号・パスワードを自分で入力します。",
    "鍵と台帳の保存先を作ります。",
    "復旧シートを3枚印刷し、別々の封筒に入れて、別々の方が保管します。",
    "台帳の指紋を二人で確かめて、終わりです。",
)
INTRO_READY = "用意するもの: プリンター、封筒3枚、のり。"
INTRO_START = "始める"

OFFICE_TITLE = "団体と課"
OFFICE_TEXT = "印刷物や受渡先に、この名前で表示されます。"
MUNICIPALITY = "団体名"
MUNICIPALITY_HINT = "例: ○○市、○○町"
UNIT = "課・業務"
UNIT_HINT = "例: 福祉課 児童手当"
TERMINAL = "端末の名前"
TERMINAL_HINT = "例: 福祉課 端末1。机や管理番号が分かる名前にしてください。"
EMPTY = "入力してください。"

ADMINISTRATOR_TITLE = "管理者(情報係)"
ADMINISTRATOR_TEXT = "管理者ご本人が入力してください。ほかの方は画面から離れてください。"
SUPERVISOR_TITLE = "承認者(課長・係長)"
SUPERVISOR_TEXT = "承認者ご本人に席を替わってください。管理者と同じ方にはできません。"
CLERKS_TITLE = "担当者"
CLERKS_TEXT = (
    "担当者ご本人に席を替わってください。お一人ずつ入力し、「この担当者を加える」を押します。"
)
CLERK_ADD = "この担当者を加える"
CLERK_ADD_KEY = (
    "担当者がいない場合や、あとで加える場合は、空欄のまま Enter か「次へ」を押してください。"
)
CLERK_LIST = "加えた担当者"
CLERK_NONE = "まだいません。一人以上をおすすめします。"
CLERK_REMOVE = "取りやめる"
CLERK_REMOVE_NAME = "{name}さんの登録を取りやめる"

NAME = "氏名"
NAME_HINT = "印刷物や記録に表示されます。"
UID = "職員番号"
UID_HINT = "サインインのときに使います。半角の英字・数字です。"
PASSWORD = "パスワード"
PASSWORD_AGAIN = "もう一度"
PASSWORD_HINT = "15文字以上。記号や大文字の決まりはなく、定期的に変える必要もありません。"
PASSWORD_FINE = "このパスワードは使えます。"
PASSWORD_DIFFERENT = "2つのパスワードが同じではありません。"
PASSWORD_SET = "入力済みです。ご本人以外には表示しません。"
PASSWORD_ANEW = "決め直す"
PHRASE_OFFER = "合言葉を作る"
PHRASE_OTHER = "別の合言葉"
PHRASE_OWN = "自分で決める"
PHRASE_TITLE = "あなたの合言葉"
PHRASE_TEXT = (
    "四つのことばを、ハイフンも含めてそのまま下の欄に入力してください。"
    "書き留めるときは、ほかの人の目に触れない場所にしまってください。"
)
PHRASE_DIFFERENT = "上の合言葉と同じではありません。"

MAKING_TITLE = "作成"
MAKING_TEXT = "次の内容で作成します。違っているところは「戻る」で直せます。"
MAKING_PEOPLE = "{name}（職員番号 {uid}）"
MAKING_NO_CLERK = "なし(あとで加えられます)"
MAKING_ONCE = "作成したあとは、前の手順に戻れません。"
MAKE = "作成する"
MAKING = "鍵と台帳の保存先を作っています。このままお待ちください。"

SHEETS_TITLE = "復旧シート"
SHEETS_TEXT = (
    "パスワードを忘れたり端末が壊れたりしたとき、2枚そろえば台帳を開けます。1枚では何もできません。"
)
SHEETS_SAVE = "1. 保存する場所を選んで、PDFを書き出します"
SHEETS_CHOOSE = "場所を選んで書き出す"
SHEETS_CHOOSE_AGAIN = "別の場所に書き出し直す"
SHEETS_WRITTEN = "復旧シートと指紋の用紙を書き出しました: {folder}"
SHEETS_PRINT = "2. 4枚を印刷し、復旧シートを封筒に入れます"
SHEETS_PRINT_TEXT = (
    "復旧シートは1枚ずつ別の封筒に入れて封をし、別々の方が別々の場所に保管してください。"
    "指紋の用紙は書庫に置き、ほかの課が受渡先を登録するときの読み合わせに使います。"
    "印刷したあと、書き出したPDFは消してください。"
)
SHEETS_PROVE = "3. 印刷した紙の「検査」の2文字を入力します"
SHEETS_PROVE_TEXT = "紙を見て入力してください。3枚とも合うと次へ進めます。"
SHEET = "シート{number}"
SHEET_CHECK = "シート{number}の検査の2文字"
SHEET_WRONG = "紙と合いません"
SHEET_RIGHT = "合いました"
SHEETS_OPEN = "まだ合っていないシートがあります。紙の2文字をもう一度見てください。"
SHEETS_NOT_WRITTEN = "先に復旧シートを書き出してください。"

FINGERPRINT_TITLE = "台帳の指紋"
FINGERPRINT_TEXT = (
    "この台帳だけが持つ32文字です。復旧シートにも印刷されています。"
    "二人で読み合わせ、紙と同じであることを確かめてください。"
)
FINGERPRINT_ADMINISTRATOR = "管理者 {name} が、紙と同じであることを確かめました"
FINGERPRINT_SUPERVISOR = "承認者 {name} が、紙と同じであることを確かめました"
FINGERPRINT_OPEN = "二人とも確かめたら、それぞれの欄に印を付けてください。"
STAY = "復旧シートは、この画面でしか書き出せません。「終わる」まで進んでから閉じてください。"
FINISH = "終わる"
DONE = "台帳の用意ができました。職員番号とパスワードでサインインしてください。"
NOTE_AFTER = "復旧シートで開けることを確かめる「復旧訓練」を、30日以内に行ってください。"

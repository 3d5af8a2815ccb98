"""Every sentence this room prints, in one place (敬体; the words of the office)."""

PROGRAM = "蔵帳 Kuracho"
HEAD = "{unit}　　{title}（続き）"
PAGE = "{count} 頁"
PRINTED = "通番 {serial}　　印刷 {by_at}"
GAP = "　　"
LIST_COMMA = "、"
SUBSTITUTED = "※ 書体に無い文字の印字: "
MORE_SUBSTITUTES = " ほか{count}字"
NONE = "なし"

STAMP_CLERK = "担当"
STAMP_SECTION = "係長"
STAMP_DIVISION = "課長"

# 一覧
LIST_AS_OF = "基準日 {as_of}"
LIST_CONDITIONS = "条件 {conditions}"
LIST_COUNT = "全 {count:,} 件"
LIST_END = "以上 {count:,} 件"
LIST_EMPTY = "該当する記録はありません。"
LIST_PANEL = "項目の組 {number} / {of}（{first} ～ {last}）"

# 復旧シート
RECOVERY_TITLE = "復旧シート　{number} / {of}"
RECOVERY_SEALED = "厳封して保管する用紙です。複写・撮影・送信をしないでください。"
RECOVERY_PURPOSE = (
    "サインインできる人がいないときや、端末と鍵を失ったときに、台帳を開き直す用紙です。\n"
    "{of}枚のうち{needed}枚がそろうと、すべての記録を読み、鍵を作り直せます。1枚だけでは何も開けません。"
)
RECOVERY_UNIT = "台帳（課・業務）"
RECOVERY_FINGERPRINT = "台帳の指紋"
RECOVERY_ISSUED = "作成日"
RECOVERY_CUSTODIAN = "保管者"
RECOVERY_CODE = "復旧符号"
RECOVERY_CHECK = "検査"
RECOVERY_ALPHABET = (
    "左上から 1～8 の順に読みます。英字の I・L・O・U は使いません（0 はゼロ、1 はいち）。\n"
    "検査の2文字は、打ち間違いを見つけるためのものです。"
)
RECOVERY_RULES_HEADING = "取扱い"
RECOVERY_RULES = (
    "印字に欠けや擦れがないことを確かめ、すぐに封筒に入れて封をし、封じ目に割印を押してください。",
    "{of}枚は別々の保管者が、別々の場所に保管してください（同じ金庫に2枚以上を置かない）。",
    "封筒の表には「復旧シート {number} / {of}」、課名、封印日だけを書き、符号は書きません。",
    "開封は、復旧の手続きと年1回の訓練のときだけです。保管者{needed}人が立ち会い、開封簿に記録します。",
    (
        "使用したとき、保管者が異動・退職したとき、紛失や封の破れに気付いたときは、"
        "{of}枚すべてを作り直し、古い用紙は細断してください。"
    ),
)
RECOVERY_SEAL_HEADING = "封印の記録"
RECOVERY_SEAL_FIELDS = ("保管者 職・氏名", "保管場所", "封印日", "立会人 職・氏名")
RECOVERY_SEAL = "印"

# 指紋
FINGERPRINT_TITLE = "台帳の指紋"
FINGERPRINT_PURPOSE = (
    "この符号は、台帳の名簿（だれが、どの権限を持つか）の最初の版から計算したものです。\n"
    "端末を登録するときや、ほかの課が受渡先や送り主を登録するときに、画面の符号とこの用紙を1文字ずつ読み合わせてください。"
)
FINGERPRINT_WARNING = (
    "1文字でも違うときは、にせの台帳の恐れがあります。先へ進まず、情報係に連絡してください。"
)
FINGERPRINT_OPEN = (
    "この符号は秘密ではありません。書換えを防ぐため、事務室の鍵のかかる書庫に保管してください。"
)
FINGERPRINT_UNIT = "台帳（課・業務）"
FINGERPRINT_ISSUED = "作成日"
FINGERPRINT_FOUNDERS = "開設者"
FINGERPRINT_CODE = "指紋"
FINGERPRINT_LOG_HEADING = "読合せの記録"
FINGERPRINT_LOG = ("年月日", "端末・相手先", "読み上げた人", "画面を見た人")

# 誤り票
ERROR_TITLE = "取込 誤り票"
ERROR_BOOK = "ファイル"
ERROR_SHEET = "シート"
ERROR_LEAD = (
    "次のセルは取り込んでいません。元のファイルは書き換えていません。"
    "文字は、セルに表示されていたとおりに印字しています。"
)
ERROR_COLUMNS = ("番号", "セル", "項目", "書かれている文字", "取り込めない理由", "処理")
ERROR_COUNT = "誤り {count:,} 件"
ERROR_NONE = "誤りはありません。"

# 取込結果・移行完了
IMPORT_TITLE = "取込結果報告書"
MIGRATION_TITLE = "移行完了報告書"
IMPORT_NUMBER = "取込番号"
IMPORT_LEDGER = "取込先の台帳"
IMPORT_BOOK = "元のファイル"
IMPORT_SHA256 = "SHA-256"
IMPORT_PERIOD = "実施日"
IMPORT_BY = "実施者"
IMPORT_COUNTS_HEADING = "件数"
IMPORT_COLUMNS = ("シート", "原本の行", "取込", "うち要確認", "取込不可", "除外", "検算")
IMPORT_TOTAL = "計"
IMPORT_BALANCED = "一致"
IMPORT_UNBALANCED = "不一致"
IMPORT_BALANCE_RULE = "検算: 原本の行 ＝ 取込 ＋ 取込不可 ＋ 除外"
IMPORT_TOTALS_HEADING = "合計の突合せ"
IMPORT_TOTALS_COLUMNS = ("項目", "元のファイル", "取込後", "検算")
IMPORT_NOTES_HEADING = "申し送り"
IMPORT_CHECKPOINT = "記録の錨"
IMPORT_STATEMENT = "上記のとおり取り込み、元のファイルと件数及び合計を照合したことを報告します。"
IMPORT_OPEN = (
    "件数又は合計に不一致があります。"
    "原因を確かめて取込をやり直すまでは、元のファイルを正本として使ってください。"
)

# 持出票
SLIP_TITLE = "持出票"
SLIP_REQUEST = "申請番号"
SLIP_PACKAGE = "パッケージ番号"
SLIP_LEDGER = "台帳・条件"
SLIP_PURPOSE = "目的"
SLIP_BASIS = "根拠"
SLIP_RECIPIENT = "受渡先"
SLIP_RECORDS = "件数"
SLIP_RECORDS_VALUE = "{count:,} 件"
SLIP_COLUMNS = "項目"
SLIP_COLUMNS_VALUE = "（{count}項目）"
SLIP_MEDIUM = "媒体番号"
SLIP_REQUESTED = "申請者"
SLIP_APPROVED = "承認者"
SLIP_NOT_AFTER = "有効期限"
SLIP_CHECKPOINT = "記録の錨"
SLIP_RULES = (
    "媒体は施錠できる袋に入れ、受渡先へ直接手渡してください。途中で置いたままにしないでください。",
    "受渡先では、蔵帳の「受領」で開き、ファイル名がパッケージ番号の先頭の3組と同じこと、件数がこの票と同じことを確かめてください。",
    "受領書を切り取って持ち帰り、申請した人に渡してください。",
)
SLIP_RULES_HEADING = "運ぶ人へ"
SLIP_CUT = "切り取り線"
SLIP_RECEIPT_TITLE = "受領書"
SLIP_RECEIPT_LEAD = "{unit} あて　　次のパッケージを受け取りました。"
SLIP_RECEIPT_FIELDS = ("受領日時", "所属・職・氏名")
SLIP_RECEIPT_AFTER = ("媒体の扱い", "返却 ・ 廃棄（　　年　　月　　日）")
SLIP_RECEIPT_SEAL = "受領印"

# 手引き
MANUAL_PRODUCT = "蔵帳"
MANUAL_READING = "くらちょう"
MANUAL_VERSION = "版 {version}"
MANUAL_TOGETHER = "この手引きは、版 {version} の蔵帳と一緒に作られました。"
MANUAL_CONTENTS = "目次"
MANUAL_INTRO = "はじめに"
MANUAL_NUMBERED = "{number}　{title}"
MANUAL_FOOT = "蔵帳 {version}"
MANUAL_NOTE = "注意"
MANUAL_BULLET = "・"
MANUAL_NUMBER = "{number}."

# 通信ゼロ証明
ZERO_TITLE = "通信ゼロ証明（自己診断の結果）"
ZERO_PURPOSE = (
    "この端末に入れた蔵帳が、インターネットにも庁内のネットワークにも通信しないことを、"
    "プログラム自身が確かめた結果です。導入申請に添付してください。\n"
    "同じ結果は、画面「この製品について」の自己診断でも、いつでも見られます。"
)
ZERO_BUILD = "版（ビルド）"
ZERO_TERMINAL = "端末"
ZERO_TESTED = "診断した日時"
ZERO_VERDICT = "判定"
ZERO_GOOD = "すべて適"
ZERO_BAD = "否の項目あり"
ZERO_COLUMNS = ("項目", "結果", "基準", "判定")
ZERO_OK = "適"
ZERO_NOT_OK = "否"
ZERO_NETWORK_HEADING = "1　通信"
ZERO_NETWORK_NOTE = (
    "起動の最初の行から終わりまで、プログラムが接続口を作る操作と名前を問い合わせる操作を、すべて数えています。"
    "あわせて、OS の接続表にこのプログラムの口がないことを見ています。"
    "「読み込まれているが使われていない部品」は、ほかの部品が一緒に読み込むもので、使われていないことを上の数が示します。"
)
ZERO_HAND_HEADING = "2　立会いの確認（通信を切って行います）"
ZERO_HAND_COLUMNS = ("確認すること", "結果と日付")
ZERO_HAND_BOX = "適 ・ 否　　　月　　日"
ZERO_HAND = (
    "LANケーブルを抜き、無線を切った状態で蔵帳を起動し、サインインできる。",
    "その状態で、取込・登録・検索・持出申請・承認・払出し・受領が、つないだときと同じに動く。",
    "その状態で自己診断を行い、この用紙と同じ結果になる。",
)
ZERO_OTHERS_HEADING = "3　そのほかの自己診断"
ZERO_STATEMENT = "上記のとおり診断し、通信がないことを確認しました。"
ZERO_OPEN = "否の項目があります。原因を確かめるまで、この端末で本番の台帳を使わないでください。"

# 媒体検収（ハッシュ値）
HASH_TITLE = "媒体検収　ハッシュ値と署名の確認票"
HASH_MARK = "検収用"
HASH_TEST_MARK = "試験用"
HASH_PURPOSE = (
    "媒体のファイルが、開発元の作ったものと1文字も違わないことを、この用紙と画面を見比べて確かめます。\n"
    "この用紙は、媒体とは別の経路（手渡し・書留など）で受け取ったものを使ってください。"
)
HASH_VERSION = "製品・版"
HASH_BUILD = "ビルド"
HASH_MADE = "作成日"
HASH_SIGNER = "署名者"
HASH_THUMBPRINT = "証明書の拇印"
HASH_TEST_SIGNED = "{signer}（試験用の署名です。導入には使えません）"
HASH_FILES = "ファイルとハッシュ値（SHA-256）"
HASH_READING = "左から 1～8、下の段が 9～16 です。英字の大文字・小文字の違いは問いません。"
HASH_SIZE = "{size:,} バイト"
HASH_SAME = "一致 □"
HASH_HOW = "確かめ方（Windows に備わっている機能だけを使います）"
HASH_STEPS = (
    (
        "媒体のファイルがあるフォルダーで、次のどちらかを打ちます。\n"
        "コマンド プロンプト:　certutil -hashfile {name} SHA256\n"
        "PowerShell:　Get-FileHash {name} -Algorithm SHA256"
    ),
    "画面の 64 文字を、この用紙の 16 組と 4 文字ずつ読み合わせます。大きさ（バイト）も見ます。",
    (
        "インストーラー（.msi）を右クリックし、［プロパティ］→［デジタル署名］→［詳細］を開きます。"
        "「このデジタル署名は問題ありません」と表示され、署名者がこの用紙と同じことを確かめます。"
    ),
    "［証明書の表示］→［詳細］→［拇印］が、この用紙の拇印と同じことを確かめます。",
    "1文字でも違うときは、ファイルを開かず、媒体を戻さずに、情報セキュリティ担当に連絡してください。",
)
HASH_RECORD = "検収の記録"
HASH_RECORD_COLUMNS = ("年月日", "媒体番号", "検収者 職・氏名", "立会人 職・氏名", "結果")
HASH_RESULT = "適 ・ 否"
